package dev.interlane.testkit.simulation;

/** What an application does in a run; called once, on the thread that makes time pass. */
@FunctionalInterface
public interface Workload {
  /** Sends, and lets time pass between; returns when it has sent everything. */
  void run(Desk desk);
}
