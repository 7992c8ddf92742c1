package dev.interlane.testkit.chain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Simulated time: what is due next, ordered by time and then by the order it was asked for.
 *
 * <p>Nothing happens by itself. Time moves when somebody calls {@link #runNext} or {@link
 * #advanceTo}, and the tasks run on that thread, so one seed replays a run. Scheduling is
 * thread-safe; moving time is for one thread at a time.
 */
public final class Scheduler {
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private volatile Instant now;
  private long asked;

  /** Time stands at {@code start}. */
  public Scheduler(Instant start) {
    this.now = start;
  }

  /** The simulated time. */
  public InstantSource clock() {
    return () -> now;
  }

  /** The simulated time now. */
  public Instant now() {
    return now;
  }

  /** Runs the action at a time; at once when the next task runs, if the time has passed. */
  public Task at(Instant time, Runnable action) {
    synchronized (tasks) {
      Task task = new Task(time.isBefore(now) ? now : time, asked++, action);
      tasks.add(task);
      return task;
    }
  }

  /** Runs the action after a delay. */
  public Task after(Duration delay, Runnable action) {
    return at(now.plus(delay), action);
  }

  /** When the next task is due; empty if there is none. */
  public Optional<Instant> next() {
    synchronized (tasks) {
      Task head = tasks.peek();
      return head == null ? Optional.empty() : Optional.of(head.time);
    }
  }

  /** Moves time to the next task and runs it; does nothing when there is none. */
  public void runNext() {
    Task task;
    synchronized (tasks) {
      task = tasks.poll();
    }
    if (task != null) {
      now = task.time;
      task.action.run();
    }
  }

  /**
   * Runs everything due up to {@code end}, in order, and leaves the clock there.
   *
   * @throws IllegalArgumentException if {@code end} has passed
   */
  public void advanceTo(Instant end) {
    if (end.isBefore(now)) {
      throw new IllegalArgumentException("Time cannot go back from " + now + " to " + end);
    }
    while (next().filter(due -> !due.isAfter(end)).isPresent()) {
      runNext();
    }
    now = end;
  }

  /** Runs everything due within {@code span}, in order, and moves the clock by it. */
  public void advance(Duration span) {
    advanceTo(now.plus(span));
  }

  /** Something to happen at a time. */
  public final class Task implements Comparable<Task> {
    private final Instant time;
    private final long order;
    private final Runnable action;

    private Task(Instant time, long order, Runnable action) {
      this.time = time;
      this.order = order;
      this.action = action;
    }

    /** Takes it back; nothing happens when it ran already. */
    public void cancel() {
      synchronized (tasks) {
        tasks.remove(this);
      }
    }

    @Override
    public int compareTo(Task other) {
      int byTime = time.compareTo(other.time);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(order);
    }
  }
}
