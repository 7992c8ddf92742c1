package dev.interlane.testkit.fault;

/** On which side of a journal commit a process stops. */
public enum CommitMoment {
  /** The batch is not kept. */
  BEFORE,
  /** The batch is kept, and nothing that should follow it happens. */
  AFTER
}
