package dev.interlane.devnet.chaos;

/**
 * A fault at work. It ends by its {@link Aim}, by {@link #close} or with its proxy. Thread-safe.
 */
public final class Injection implements AutoCloseable {
  private final NodeFault fault;
  private final Aim aim;
  private int strikes;
  private boolean over;

  Injection(NodeFault fault, Aim aim) {
    this.fault = fault;
    this.aim = aim;
  }

  /** What it is. */
  public NodeFault fault() {
    return fault;
  }

  /** How many requests it has struck. */
  public synchronized int strikes() {
    return strikes;
  }

  /** Whether it strikes this request, which then counts. */
  synchronized boolean strike(String method) {
    if (over || strikes == aim.maxStrikes() || !aim.takes(method)) {
      return false;
    }
    strikes++;
    return true;
  }

  /** Ends it. */
  @Override
  public synchronized void close() {
    over = true;
  }
}
