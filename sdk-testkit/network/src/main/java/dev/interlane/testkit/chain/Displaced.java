package dev.interlane.testkit.chain;

/** What becomes of the transactions of blocks that are reorganised away. */
public enum Displaced {
  /** They wait in the pool again; the next block may take them. */
  RETURNED_TO_POOL,
  /** They are gone from the chain and from the pool, as on a node that never saw them. */
  WITHDRAWN,
  /** The new branch holds them too, all in its last block. */
  REINCLUDED
}
