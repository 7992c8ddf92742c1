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
  /** Something that happens again and again. */
  private static final class Beat {
    private final Duration every;
    private final Runnable action;
    private Instant next;

    Beat(Duration every, Runnable action, Instant next) {
      this.every = every;
      this.action = action;
      this.next = next;
    }
  }

  /** What all drivers of one world share. */
  private static final class World {
    private final List<Beat> beats = new ArrayList<>();
    private Instant now;

    World(Instant start) {
      this.now = start;
    }
  }

  private final World world;
  private Turn turn = Optional::empty;
  private Optional<Instant> next = Optional.empty();
  private boolean woken;
  private boolean closed;

  /** While true, tasks wait in {@link #held} until a test runs them. */
  boolean holdsTasks;

  /** The tasks that wait, the oldest first. */
  final List<Runnable> held = new ArrayList<>();

  SteppedDriver(Instant start) {
    this(new World(start));
  }

  private SteppedDriver(World world) {
    this.world = world;
  }

  /** Another driver over the same time, for the client after a restart. */
  SteppedDriver restarted() {
    return new SteppedDriver(world);
  }

  /** Runs {@code action} again and again as time passes. */
  void every(Duration period, Runnable action) {
    world.beats.add(new Beat(period, action, world.now.plus(period)));
  }

  @Override
  public InstantSource clock() {
    return () -> world.now;
  }

  @Override
  public Executor tasks() {
    return task -> {
      if (holdsTasks) {
        held.add(task);
      } else {
        task.run();
      }
    };
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
    Instant deadline = world.now.plus(timeout);
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
    Instant deadline = world.now.plus(duration);
    runDue();
    while (step(deadline)) {
      runDue();
    }
  }

  /** Runs one of the tasks that wait, and what follows from it. */
  void runHeld(int index) {
    held.remove(index).run();
    runDue();
  }

  private void runDue() {
    while (!closed && (woken || next.map(at -> !at.isAfter(world.now)).orElse(false))) {
      woken = false;
      next = turn.run();
    }
  }

  /** Goes to the next thing that happens; false, at the deadline, when there is none before. */
  private boolean step(Instant deadline) {
    Instant at = next.orElse(Instant.MAX);
    for (Beat beat : world.beats) {
      at = beat.next.isBefore(at) ? beat.next : at;
    }
    if (at.isAfter(deadline)) {
      world.now = deadline;
      return false;
    }
    world.now = at.isAfter(world.now) ? at : world.now;
    for (Beat beat : List.copyOf(world.beats)) {
      if (!beat.next.isAfter(world.now)) {
        beat.next = beat.next.plus(beat.every);
        beat.action.run();
      }
    }
    return true;
  }

  @Override
  public void close(Duration bound) {
    closed = true;
  }
}
