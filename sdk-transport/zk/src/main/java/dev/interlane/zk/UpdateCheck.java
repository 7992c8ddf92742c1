package dev.interlane.zk;

/** What is known here of the proof by which a light client got a root. Immutable. */
sealed interface UpdateCheck {

  /**
   * It was verified here, and is of this root.
   *
   * @param what which proof, under which keys
   */
  record Verified(String what) implements UpdateCheck {}

  /**
   * It could not be looked at.
   *
   * @param reason what is missing
   */
  record Unavailable(String reason) implements UpdateCheck {}

  /**
   * It was looked at and proves something else, or nothing.
   *
   * @param reason what is wrong
   */
  record Refused(String reason) implements UpdateCheck {}
}
