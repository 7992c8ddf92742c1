package dev.interlane.testkit.fault;

/** What happens to what travels on a {@link Leg}. */
public enum Trouble {
  /** It never arrives, and the sender is not told. */
  DROP,
  /** It arrives twice. */
  DUPLICATE,
  /** It arrives late. */
  DELAY,
  /** It arrives after what was sent after it. */
  REORDER,
  /** It arrives with a byte changed. */
  CORRUPT
}
