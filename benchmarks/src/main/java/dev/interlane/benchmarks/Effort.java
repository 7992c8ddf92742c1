package dev.interlane.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.interlane.evm.crypto.Secp256k1;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a piece of work took.
 *
 * @param wallNanos from the start of the first thread to the end of the last one
 * @param threadNanos CPU time of the threads that worked
 * @param processNanos CPU time of the whole process: the collector and the compiler too
 * @param allocatedBytes what the threads allocated
 * @param signatures what was signed and recovered
 */
record Effort(
    long wallNanos,
    long threadNanos,
    long processNanos,
    long allocatedBytes,
    Secp256k1.Count signatures) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** The effort of one run on this thread. */
  static Effort of(Runnable work) {
    Secp256k1.Count count = Secp256k1.count();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long process = SYSTEM.getProcessCpuTime();
    long thread = THREADS.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    work.run();
    return new Effort(
        System.nanoTime() - wall,
        THREADS.getCurrentThreadCpuTime() - thread,
        SYSTEM.getProcessCpuTime() - process,
        THREADS.getCurrentThreadAllocatedBytes() - allocated,
        Secp256k1.count().since(count));
  }

  /** The effort of these runs, each on a thread of its own, all begun together. */
  static Effort together(List<? extends Runnable> works) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(works.size());
    Secp256k1.Count count = Secp256k1.count();
    long process = SYSTEM.getProcessCpuTime();
    long wall = System.nanoTime();
    long thread = 0;
    long allocated = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(works.size())) {
      List<Future<Effort>> running = new ArrayList<>();
      for (Runnable work : works) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return of(work);
                }));
      }
      for (Future<Effort> one : running) {
        Effort effort = one.get();
        thread += effort.threadNanos;
        allocated += effort.allocatedBytes;
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException("A measured thread failed", failed.getCause());
    }
    return new Effort(
        System.nanoTime() - wall,
        thread,
        SYSTEM.getProcessCpuTime() - process,
        allocated,
        Secp256k1.count().since(count));
  }
}
