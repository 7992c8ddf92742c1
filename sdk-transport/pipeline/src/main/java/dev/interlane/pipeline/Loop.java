package dev.interlane.pipeline;

import dev.interlane.error.ClientClosedException;
import dev.interlane.error.JournalConflictException;
import dev.interlane.error.JournalFencedException;
import dev.interlane.error.JournalUnavailableException;
import dev.interlane.error.MessagingException;
import dev.interlane.spi.Journal;
import dev.interlane.spi.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One logical thread. A turn takes what was posted and what is due, journals everything that
 * changed in one commit, and only then acts. {@link #post} and {@link #accept} are for any thread,
 * the rest is for the loop's own.
 */
final class Loop implements LoopDriver.Turn {
  /** How many posted changes one commit takes at most. */
  static final int MAX_CHANGES_PER_COMMIT = 8192;

  /** How many tasks run at once at most; others wait in order. */
  static final int MAX_TASKS = 256;

  private static final Duration COMMIT_PAUSE = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final LoopDriver driver;
  private final Journal journal;
  private final Lease lease;
  private final BooleanSupplier held;
  private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Acceptance> acceptances = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparingLong(Timer::order));
  private final ArrayDeque<Runnable> waitingTasks = new ArrayDeque<>();
  private final ConcurrentSkipListMap<Long, CompletableFuture<?>> calls =
      new ConcurrentSkipListMap<>();
  private final AtomicLong callsMade = new AtomicLong();
  private final Owner owner;
  private TurnBatch batch = new TurnBatch();
  private long timersMade;
  private int runningTasks;
  private @Nullable Instant commitAgainAt;
  private volatile @Nullable Throwable halted;
  private volatile @Nullable Thread current;

  /** What the loop needs of those it works for. */
  interface Owner {
    /** Takes messages in, or refuses them; in the loop's thread. */
    void accept(Acceptance acceptance, TurnBatch batch);

    /** The acceptance could not be journaled; it never was. */
    void withdraw(Acceptance acceptance);

    /** The batch is journaled; before its actions. */
    void committed(TurnBatch batch);

    /** The loop has stopped for good. */
    void halted(Throwable cause);
  }

  /**
   * A loop that has not begun.
   *
   * @param held whether the lease can still be the newest one; from any thread
   */
  Loop(LoopDriver driver, Journal journal, Lease lease, BooleanSupplier held, Owner owner) {
    this.held = held;
    this.driver = driver;
    this.journal = journal;
    this.lease = lease;
    this.owner = owner;
  }

  /** Has {@code change} made in a turn soon. */
  void post(Runnable change) {
    inbox.add(change);
    driver.wake();
  }

  /** Has messages accepted in a turn soon; the acceptance's future tells the result. */
  void accept(Acceptance acceptance) {
    acceptances.add(acceptance);
    driver.wake();
    Throwable cause = halted;
    if (cause != null) {
      acceptance.fail(closed(cause));
    }
  }

  /** Whether the calling thread is in a turn, where waiting would wait for ever. */
  boolean isCurrentThread() {
    return Thread.currentThread() == current;
  }

  /**
   * From any thread, right before something leaves that no commit guards.
   *
   * @throws JournalFencedException if another instance may work by now
   */
  void requireHeld() {
    if (halted != null || !held.getAsBoolean()) {
      throw new JournalFencedException(
          "Lease %d of '%s' may be void by now".formatted(lease.epoch(), lease.appId()),
          "Nothing leaves before the journal says that it is not");
    }
  }

  Instant now() {
    return driver.clock().instant();
  }

  /** What this turn changes. */
  TurnBatch batch() {
    return batch;
  }

  /** Has {@code question} answered in a turn soon. */
  <T> CompletableFuture<T> call(Supplier<T> question) {
    CompletableFuture<T> result = new CompletableFuture<>();
    long number = callsMade.incrementAndGet();
    calls.put(number, result);
    post(
        () -> {
          try {
            T value = question.get();
            batch.afterwards(
                () -> {
                  calls.remove(number);
                  result.complete(value);
                });
          } catch (MessagingException refused) {
            calls.remove(number);
            result.completeExceptionally(refused);
          }
        });
    Throwable cause = halted;
    if (cause != null) {
      result.completeExceptionally(closed(cause));
    }
    return result;
  }

  /** Asks something that may block, as a task; the answer comes back in a later turn. */
  <T> void ask(Callable<T> question, Consumer<Answer<T>> then) {
    Runnable task =
        () -> {
          Answer<T> answer = answer(question);
          post(
              () -> {
                runningTasks--;
                startTasks();
                then.accept(answer);
              });
        };
    waitingTasks.add(task);
    startTasks();
  }

  private <T> Answer<T> answer(Callable<T> question) {
    try {
      return Answer.of(question);
    } catch (Error broken) {
      // No answer will come: whoever waits for it must not wait for ever.
      post(() -> halt(broken));
      throw broken;
    }
  }

  private void startTasks() {
    while (runningTasks < MAX_TASKS && !waitingTasks.isEmpty()) {
      runningTasks++;
      driver.tasks().execute(waitingTasks.remove());
    }
  }

  /** Has {@code action} run in the first turn at or after {@code due}. */
  Timer at(Instant due, Runnable action) {
    Timer timer = new Timer(due, timersMade++, action);
    timers.add(timer);
    return timer;
  }

  @Override
  public Optional<Instant> run() {
    current = Thread.currentThread();
    try {
      while (halted == null && turn()) {
        // Again: what was just done may have made more work due.
      }
    } catch (RuntimeException | Error bug) {
      // Memory may disagree with the journal now: stop, and let the next client recover from it.
      halt(bug);
    } finally {
      current = null;
    }
    return nextTurn();
  }

  /** Stops for good. What was not journaled never happened. */
  void halt(Throwable cause) {
    if (halted != null) {
      return;
    }
    halted = cause;
    if (!(cause instanceof Closed)) {
      LOG.error(
          "The loop of '{}' stopped; a new client goes on from the journal", lease.appId(), cause);
    }
    timers.clear();
    waitingTasks.clear();
    batch.acceptances().forEach(acceptance -> acceptance.fail(closed(cause)));
    refuseAcceptances(closed(cause));
    calls.values().forEach(call -> call.completeExceptionally(closed(cause)));
    owner.halted(cause);
  }

  /** The application asked the loop to stop. */
  static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Closed() {
      super("The client was closed", null, false, false);
    }
  }

  static MessagingException closed(Throwable cause) {
    return cause instanceof Closed
        ? new ClientClosedException(
            "The client is closed", "What was journaled goes on with the next client")
        : new ClientClosedException(
            "The client has stopped: " + cause.getMessage(),
            "Build a new client; it goes on from the journal",
            cause);
  }

  /** Whether there was anything to do. */
  private boolean turn() {
    if (commitAgainAt != null) {
      if (now().isBefore(commitAgainAt)) {
        refuseAcceptances(
            new JournalUnavailableException(
                "The journal does not take commits at the moment", "Send again later"));
        return false;
      }
      return commit();
    }
    boolean any = takeAcceptances();
    any |= takeInbox();
    any |= fireTimers();
    return (any || batch.hasWork()) && commit();
  }

  private boolean takeAcceptances() {
    boolean any = false;
    Acceptance acceptance;
    while (batch.acceptedCount() < MAX_CHANGES_PER_COMMIT
        && (acceptance = acceptances.poll()) != null) {
      owner.accept(acceptance, batch);
      any = true;
    }
    return any;
  }

  private boolean takeInbox() {
    int taken = 0;
    Runnable change;
    while (taken < MAX_CHANGES_PER_COMMIT && (change = inbox.poll()) != null) {
      change.run();
      taken++;
    }
    return taken > 0;
  }

  private boolean fireTimers() {
    boolean any = false;
    Instant now = now();
    while (!timers.isEmpty() && !timers.peek().due().isAfter(now)) {
      timers.remove().fire();
      any = true;
    }
    return any;
  }

  private Optional<Instant> nextTurn() {
    if (halted != null) {
      return Optional.empty();
    }
    if (commitAgainAt != null) {
      return Optional.of(commitAgainAt);
    }
    while (!timers.isEmpty() && timers.peek().isStopped()) {
      timers.remove();
    }
    return Optional.ofNullable(timers.peek()).map(Timer::due);
  }

  /** Whether the turn's changes are journaled; if not, they are tried again later, first thing. */
  private boolean commit() {
    TurnBatch done = batch;
    try {
      keep(done);
    } catch (JournalFencedException taken) {
      halt(taken);
      return false;
    } catch (JournalConflictException conflict) {
      return resolve(done, conflict);
    } catch (JournalUnavailableException away) {
      withdraw(done, done.acceptances(), away);
      if (done.isEmpty()) {
        batch = new TurnBatch();
        return finish(done);
      }
      LOG.warn("The journal did not take a commit, trying again: {}", away.getMessage());
      commitAgainAt = now().plus(COMMIT_PAUSE);
      return false;
    }
    return finish(done);
  }

  private boolean finish(TurnBatch done) {
    commitAgainAt = null;
    batch = new TurnBatch();
    done.kept();
    owner.committed(done);
    done.acceptances().forEach(Acceptance::complete);
    done.afterwards().forEach(Runnable::run);
    return true;
  }

  private void keep(TurnBatch what) {
    if (!what.isEmpty()) {
      journal.commit(lease, what.toJournal());
    }
  }

  /** A message that is new conflicts: find out which, without losing the others or the rest. */
  private boolean resolve(TurnBatch done, JournalConflictException conflict) {
    List<Acceptance> suspects = new ArrayList<>(done.acceptances());
    if (suspects.isEmpty()) {
      // Nobody else may write under our lease: memory and journal disagree.
      halt(conflict);
      return false;
    }
    if (suspects.size() == 1) {
      withdraw(done, suspects, conflict);
    } else {
      // Sent again one by one, so that only the guilty one fails.
      done.withdraw(suspects);
      suspects.forEach(owner::withdraw);
      suspects.forEach(acceptance -> inbox.add(() -> alone(acceptance)));
    }
    return commit();
  }

  private void alone(Acceptance acceptance) {
    if (!batch.acceptances().isEmpty()) {
      inbox.add(() -> alone(acceptance));
      return;
    }
    owner.accept(acceptance, batch);
  }

  private void withdraw(TurnBatch done, List<Acceptance> which, MessagingException why) {
    List<Acceptance> all = new ArrayList<>(which);
    done.withdraw(all);
    all.forEach(owner::withdraw);
    all.forEach(acceptance -> acceptance.fail(why));
  }

  private void refuseAcceptances(MessagingException why) {
    Acceptance acceptance;
    while ((acceptance = acceptances.poll()) != null) {
      acceptance.fail(why);
    }
  }

  /** Something to do at a time. */
  static final class Timer {
    private final Instant due;
    private final long order;
    private @Nullable Runnable action;

    Timer(Instant due, long order, Runnable action) {
      this.due = due;
      this.order = order;
      this.action = action;
    }

    Instant due() {
      return due;
    }

    /** Timers of one instant fire in the order they were set. */
    long order() {
      return order;
    }

    boolean isStopped() {
      return action == null;
    }

    /** Drops the action, so that a long timer keeps nothing alive. */
    void stop() {
      action = null;
    }

    private void fire() {
      Runnable mine = action;
      action = null;
      if (mine != null) {
        mine.run();
      }
    }
  }
}
