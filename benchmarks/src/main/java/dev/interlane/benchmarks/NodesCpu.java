package dev.interlane.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What a run over real nodes took.
 *
 * @param wallNanos on the clock
 * @param ownNanos CPU time of this process
 * @param nodesNanos CPU time of the processes that it started
 */
record NodesCpu(long wallNanos, long ownNanos, long nodesNanos) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** What {@code work} took. The nodes have to live before and after it. */
  static NodesCpu of(Runnable work) {
    long nodes = nodesNow();
    long own = SYSTEM.getProcessCpuTime();
    long wall = System.nanoTime();
    work.run();
    return new NodesCpu(
        System.nanoTime() - wall, SYSTEM.getProcessCpuTime() - own, nodesNow() - nodes);
  }

  private static long nodesNow() {
    return ProcessHandle.current()
        .descendants()
        .mapToLong(node -> node.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
        .sum();
  }
}
