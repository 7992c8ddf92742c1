package dev.interlane.spi;

/**
 * The time during which one instance works for an application. It is kept up by heartbeats of its
 * own until it is closed, or lost to another instance. Thread-safe.
 */
public interface Tenure extends AutoCloseable {
  /** The lease of this tenure, under which batches are committed. */
  Lease lease();

  /**
   * Whether no other instance can have taken over by now, as far as can be known here: asked before
   * anything leaves that a commit does not guard. It is measured by a clock of this machine that
   * goes on while the process is stopped, and turns false before the database would let another
   * instance in. It may become true again, when heartbeats get through and nobody took over.
   */
  boolean isHeld();

  /** Whether another instance has taken over, or it was given up. It stays so. */
  boolean isLost();

  /** Gives the work up: another instance may take over at once. */
  @Override
  void close();
}
