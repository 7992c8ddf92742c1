package dev.interlane.testkit.fault;

/** How a node misbehaves towards the client. */
public enum NodeMode {
  /** It does not answer, and what was asked of it was not done. */
  TIMEOUT_BEFORE_EFFECT,
  /** It does not answer, but what was asked of it was done. */
  TIMEOUT_AFTER_EFFECT,
  /** It answers 429: too many requests. */
  RATE_LIMITED,
  /** It has stopped following its chain and answers from where it stands. */
  STALE,
  /** It invents a newest block that does not exist. */
  LYING,
  /** It leaves out the logs of blocks that have some. */
  MISSING_LOGS
}
