package dev.interlane.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time of the measured threads for each operation, which other processes change far less than
 * the time on the clock. The collector's and the compiler's threads are left out; what they have to
 * do with it shows in the allocation.
 */
public final class CpuTime implements InternalProfiler {
  /** The name of the figure among JMH's secondary results. */
  public static final String LABEL = "cpu.time.norm";

  private static final String WORKERS = "jmh-worker";
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private long before;

  /** For JMH, which makes it in the measured process. */
  public CpuTime() {}

  @Override
  public String getDescription() {
    return "CPU time of the measured threads";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = workersNanos();
  }

  @Override
  public List<Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = workersNanos() - before;
    long operations = result.getMetadata().getAllOps();
    return List.of(
        new ScalarResult(LABEL, nanos / Math.max(1, operations), "ns/op", AggregationPolicy.AVG));
  }

  private static long workersNanos() {
    long nanos = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().contains(WORKERS)) {
        nanos += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return nanos;
  }
}
