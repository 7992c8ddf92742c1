package dev.interlane.testkit.chain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Simulated time: what is due next, ordered by time and then by the order it was asked for.
 *
 * <p>Nothing happens by itself. Time moves when somebody calls {@link #runNextUntil} or {@link
 * #advanceTo}, and the tasks run on that thread, so one seed replays a run. Thread-safe: threads
 * that move time take turns.
 */
public final class Scheduler {
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final ReentrantLock moving = new ReentrantLock();
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

  /**
   * Moves time to the next task and runs it, if one is due by {@code end}; else moves time to
   * {@code end}.
   *
   * @return whether there was a task
   */
  public boolean runNextUntil(Instant end) {
    moving.lock();
    try {
      Task task = takeDueBy(end);
      if (task == null) {
        now = end.isAfter(now) ? end : now;
        return false;
      }
      now = task.time;
      task.action.run();
      return true;
    } finally {
      moving.unlock();
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
    boolean more = true;
    while (more) {
      more = runNextUntil(end);
    }
  }

  /** Runs everything due within {@code span}, in order, and moves the clock by it. */
  public void advance(Duration span) {
    advanceTo(now.plus(span));
  }

  private @Nullable Task takeDueBy(Instant end) {
    synchronized (tasks) {
      Task head = tasks.peek();
      return head == null || head.time.isAfter(end) ? null : tasks.poll();
    }
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
