package dev.interlane.testkit.fault;

/** How the prover of a light client fails whoever waits for it. */
public enum ProverMode {
  /** A proof comes half a minute after it was due. */
  LATE,
  /** No proof comes. */
  FAILING,
  /** A proof that holds comes for a state root that the block never had. */
  LYING
}
