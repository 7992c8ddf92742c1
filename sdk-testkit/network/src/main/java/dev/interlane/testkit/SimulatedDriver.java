package dev.interlane.testkit;

import dev.interlane.pipeline.LoopDriver;
import dev.interlane.testkit.chain.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a client's turns and tasks on simulated time: whoever waits, on whatever thread, makes time
 * pass. One seed, one run.
 */
final class SimulatedDriver implements LoopDriver {
  private final Scheduler scheduler;
  private final Object lock = new Object();
  private @Nullable Turn turn;
  private Scheduler.@Nullable Task wakeUp;
  private Scheduler.@Nullable Task timer;
  private volatile @Nullable Thread turning;
  private Instant pausedUntil = Instant.MIN;

  SimulatedDriver(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public InstantSource clock() {
    return scheduler.clock();
  }

  @Override
  public Executor tasks() {
    return Runnable::run;
  }

  @Override
  public void start(Turn first) {
    synchronized (lock) {
      turn = first;
    }
    wake();
  }

  @Override
  public void wake() {
    synchronized (lock) {
      if (turn != null && wakeUp == null) {
        Instant now = scheduler.now();
        wakeUp = scheduler.at(pausedUntil.isAfter(now) ? pausedUntil : now, this::turn);
      }
    }
  }

  /**
   * Makes time pass, task by task, until the future is complete.
   *
   * @throws IllegalStateException if it is called within a turn, by a listener for example: it
   *     would wait for itself
   */
  @Override
  public <T> T await(CompletableFuture<T> future, Duration timeout)
      throws TimeoutException, InterruptedException {
    if (turning == Thread.currentThread()) {
      throw new IllegalStateException(
          "A listener waits for the client that is calling it. Wait on another thread instead");
    }
    Instant deadline = deadline(timeout);
    while (!future.isDone()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!scheduler.runNextUntil(deadline) && !future.isDone()) {
        throw new TimeoutException("Nothing came of it by " + deadline + " of simulated time");
      }
    }
    return future.join();
  }

  /**
   * Calls no more turns. Turns run on the threads that make time pass, so there is none to wait
   * for.
   */
  @Override
  public void close(Duration bound) {
    synchronized (lock) {
      turn = null;
      cancel(wakeUp);
      cancel(timer);
      wakeUp = null;
      timer = null;
    }
  }

  /** Has the process stand still: no turn runs for this span, then all that was due at once. */
  void pause(Duration span) {
    synchronized (lock) {
      pausedUntil = scheduler.now().plus(span);
      if (wakeUp != null) {
        wakeUp.cancel();
        wakeUp = scheduler.at(pausedUntil, this::turn);
      }
    }
  }

  private void turn() {
    Turn due;
    synchronized (lock) {
      due = turn;
      wakeUp = null;
    }
    if (due == null) {
      return;
    }
    turning = Thread.currentThread();
    try {
      schedule(due.run());
    } finally {
      turning = null;
    }
  }

  private void schedule(Optional<Instant> next) {
    synchronized (lock) {
      cancel(timer);
      timer = turn == null ? null : next.map(at -> scheduler.at(at, this::wake)).orElse(null);
    }
  }

  private Instant deadline(Duration timeout) {
    Instant now = scheduler.now();
    return timeout.compareTo(Duration.between(now, Instant.MAX)) > 0
        ? Instant.MAX
        : now.plus(timeout);
  }

  private static void cancel(Scheduler.@Nullable Task task) {
    if (task != null) {
      task.cancel();
    }
  }
}
