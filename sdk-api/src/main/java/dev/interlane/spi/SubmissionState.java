package dev.interlane.spi;

/** Where a submission stands. */
public enum SubmissionState {
  /** Signed and journaled, in no block: it may be in any pool, and is sent again until it is. */
  PENDING,
  /** In a block, and succeeded there. A reorganisation may bring it back to PENDING. */
  INCLUDED,
  /** In a block, and failed there. A reorganisation may bring it back to PENDING. */
  REVERTED,
  /** In a final block: over. */
  FINAL,
  /**
   * A foreign transaction took the account nonce, finally: none of the attempts can ever be
   * included.
   */
  SUPERSEDED
}
