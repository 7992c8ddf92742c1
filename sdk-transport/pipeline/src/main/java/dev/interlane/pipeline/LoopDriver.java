package dev.interlane.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/**
 * Owns time and threads for one client, so that the loop itself has neither. In production one
 * thread runs the turns and tasks run on virtual threads ({@link #threaded}); a simulation runs
 * turns and tasks on the caller's thread, over simulated time, and the same seed gives the same
 * run.
 *
 * <p>A driver serves one client and is closed with it. All methods but {@link #start} are called
 * from any thread.
 */
public interface LoopDriver {
  /** The time. */
  InstantSource clock();

  /**
   * Runs work that may block: questions to chains, signing. It may run it at once on the calling
   * thread. After {@link #close} it may drop or interrupt what is left.
   */
  Executor tasks();

  /**
   * Begins to call {@code turn}: soon, after every {@link #wake}, and at the time the last turn
   * asked for. Turns never overlap, and each sees what the one before wrote.
   */
  void start(Turn turn);

  /** Asks for a turn soon. Cheap; many calls may become one turn. */
  void wake();

  /**
   * Waits until {@code future} is complete, letting time pass.
   *
   * @throws TimeoutException if it is not complete after {@code timeout}
   * @throws InterruptedException if the calling thread is interrupted
   * @throws java.util.concurrent.CompletionException if it completed with an exception
   */
  <T> T await(CompletableFuture<T> future, Duration timeout)
      throws TimeoutException, InterruptedException;

  /** Calls no more turns; waits at most {@code bound} for the one under way, and for tasks. */
  void close(Duration bound);

  /** The driver of production: one daemon thread for turns, virtual threads for tasks. */
  static LoopDriver threaded() {
    return new ThreadedDriver(InstantSource.system());
  }

  /** What the driver runs. */
  @FunctionalInterface
  interface Turn {
    /**
     * Does everything that is due now, without waiting for anything.
     *
     * @return when to run again at the latest; empty to run only when woken
     */
    Optional<Instant> run();
  }
}
