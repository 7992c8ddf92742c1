package dev.interlane.testkit.chain;

/** What the hash of a simulated chain's block is. */
public enum BlockHashes {
  /**
   * Drawn from the seed: costs nothing, and nothing can be proven under it. {@link
   * SimulatedChain#proof} and {@link SimulatedChain#encodedHeader} refuse.
   */
  DRAWN,
  /**
   * The hash of a header in RLP, with the roots of state and receipts: what proofs of execution and
   * light clients need. See {@link SimulatedChain} for what the tries hold.
   */
  OF_HEADERS
}
