package dev.interlane.testkit.fault;

/** One of the two chains of a simulated network. */
public enum Side {
  /** The chain messages leave. */
  ORIGIN,
  /** The chain messages go to. */
  DESTINATION
}
