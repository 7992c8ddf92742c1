package dev.interlane.testkit.fault;

/** A way that something travels between the client and the rest of the network. */
public enum Leg {
  /** Signed transactions, from the client to a chain's pool. */
  SUBMISSION,
  /** Heads, blocks and logs, from a chain to the client. */
  READING,
  /** Signed checkpoints, from the validators' storage to the client. */
  CHECKPOINTS
}
