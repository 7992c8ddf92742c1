package dev.interlane.spi;

/** What a node said to a raw transaction. Immutable. */
public sealed interface SubmitResult {
  /** It is in the pool now. */
  record Accepted() implements SubmitResult {}

  /** It was there before: as good as accepted. */
  record AlreadyKnown() implements SubmitResult {}

  /**
   * The node did not take it.
   *
   * @param refusal what kind of refusal
   * @param text the node's words
   */
  record Refused(SubmitRefusal refusal, String text) implements SubmitResult {}
}
