package dev.interlane.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs turns on one daemon thread and tasks on virtual threads. Thread-safe. */
final class ThreadedDriver implements LoopDriver {
  /** A turn at least this often, so that a clock that jumps cannot stop the loop for long. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final ExecutorService tasks =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("interlane-task-", 0).factory());
  private final Semaphore wakeUps = new Semaphore(0);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("interlane-loop").unstarted(this::loop);
  private volatile boolean closed;
  private volatile Turn turn = Optional::empty;

  ThreadedDriver(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Executor tasks() {
    return tasks;
  }

  @Override
  public void start(Turn first) {
    turn = first;
    thread.start();
  }

  @Override
  public void wake() {
    wakeUps.release();
  }

  @Override
  public <T> T await(CompletableFuture<T> future, Duration timeout)
      throws TimeoutException, InterruptedException {
    try {
      return future.get(saturatedNanos(timeout), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw new CompletionException(failed.getCause());
    }
  }

  @Override
  public void close(Duration bound) {
    closed = true;
    wake();
    tasks.shutdownNow();
    if (Thread.currentThread() == thread) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      if (thread.isAlive()) {
        thread.join(bound);
      }
    } catch (InterruptedException stop) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    while (!closed) {
      // Taken before the turn: whatever wakes during it causes another one.
      wakeUps.drainPermits();
      Optional<Instant> next = turn.run();
      if (!closed) {
        pauseUntil(next);
      }
    }
  }

  private void pauseUntil(Optional<Instant> next) {
    long nanos = saturatedNanos(LONGEST_PAUSE);
    if (next.isPresent()) {
      nanos = Math.min(nanos, saturatedNanos(Duration.between(clock.instant(), next.get())));
    }
    try {
      // Nobody waits for what is acquired; only the waking counts.
      boolean woken = nanos > 0 && wakeUps.tryAcquire(nanos, TimeUnit.NANOSECONDS);
      if (woken) {
        wakeUps.drainPermits();
      }
    } catch (InterruptedException stop) {
      // The thread is ours: nobody interrupts it but to end it.
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  private static long saturatedNanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return duration.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }
}
