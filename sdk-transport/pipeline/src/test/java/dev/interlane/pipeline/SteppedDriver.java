package dev.interlane.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/** Runs turns and tasks on the caller's thread; time passes only while somebody waits. */
final class SteppedDriver implements LoopDriver {
  private record Beat(Duration every, Runnable action, Instant[] next) {}

  private final List<Beat> beats;
  private final Instant[] now;
  private Turn turn = Optional::empty;
  private Optional<Instant> next = Optional.empty();
  private boolean woken;
  private boolean closed;

  SteppedDriver(Instant start) {
    this.now = new Instant[] {start};
    this.beats = new ArrayList<>();
  }

  private SteppedDriver(SteppedDriver other) {
    this.now = other.now;
    this.beats = other.beats;
  }

  /** Another driver over the same time, for the client after a restart. */
  SteppedDriver restarted() {
    return new SteppedDriver(this);
  }

  /** Runs {@code action} again and again as time passes. */
  void every(Duration period, Runnable action) {
    beats.add(new Beat(period, action, new Instant[] {now[0].plus(period)}));
  }

  @Override
  public InstantSource clock() {
    return () -> now[0];
  }

  @Override
  public Executor tasks() {
    return Runnable::run;
  }

  @Override
  public void start(Turn first) {
    turn = first;
  }

  @Override
  public void wake() {
    woken = true;
  }

  @Override
  public <T> T await(CompletableFuture<T> future, Duration timeout)
      throws TimeoutException, InterruptedException {
    Instant deadline = now[0].plus(timeout);
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      runDue();
      if (future.isDone()) {
        return future.join();
      }
      if (!step(deadline)) {
        throw new TimeoutException();
      }
    }
  }

  /** Lets time pass. */
  void pass(Duration duration) {
    Instant deadline = now[0].plus(duration);
    runDue();
    while (step(deadline)) {
      runDue();
    }
  }

  private void runDue() {
    while (!closed && (woken || next.map(at -> !at.isAfter(now[0])).orElse(false))) {
      woken = false;
      next = turn.run();
    }
  }

  /** Goes to the next thing that happens; false, at the deadline, when there is none before. */
  private boolean step(Instant deadline) {
    Instant at = next.orElse(Instant.MAX);
    for (Beat beat : beats) {
      at = beat.next()[0].isBefore(at) ? beat.next()[0] : at;
    }
    if (at.isAfter(deadline)) {
      now[0] = deadline;
      return false;
    }
    now[0] = at.isAfter(now[0]) ? at : now[0];
    for (Beat beat : List.copyOf(beats)) {
      if (!beat.next()[0].isAfter(now[0])) {
        beat.next()[0] = beat.next()[0].plus(beat.every());
        beat.action().run();
      }
    }
    return true;
  }

  @Override
  public void close(Duration bound) {
    closed = true;
  }
}
