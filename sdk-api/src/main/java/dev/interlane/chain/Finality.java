package dev.interlane.chain;

/**
 * How sure a block is, in rising order; one scale for what is asked for and for what has been
 * reached.
 *
 * <p>On Ethereum these are the block tags {@code latest}, {@code safe} and {@code finalized}; a
 * chain without tags maps them to depths. Constants compare by {@link #atLeast}.
 */
public enum Finality {
  /** In a block of the chain we follow now; an ordinary reorganisation may remove it. */
  SEEN,
  /**
   * In a block the chain itself calls safe: it goes only if a large part of the validators
   * misbehaves.
   */
  SAFE,
  /** In a finalized block: it goes never, short of the chain breaking its own rules. */
  FINAL;

  /** Whether this is as sure as {@code wanted}, or surer. */
  public boolean atLeast(Finality wanted) {
    return compareTo(wanted) >= 0;
  }
}
