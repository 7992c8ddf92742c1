package dev.interlane.zk;

/**
 * Whether the light client's own proof of a root has to be checked here too. It is read from the
 * calldata of the transaction that gave the light client the root. A proof that is read and does
 * not hold is refused by either rule.
 */
public enum UpdateProofs {
  /**
   * Checked where it can be read; elsewhere the light client's contract is believed, and the
   * evidence says why it was not checked.
   */
  WHERE_AVAILABLE,

  /**
   * Nothing is proven under a root whose proof was not checked here. A message waits for another
   * root as long as that is so.
   */
  REQUIRED
}
