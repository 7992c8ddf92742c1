package dev.interlane.journal;

import dev.interlane.error.JournalUnavailableException;
import dev.interlane.error.MessagingException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread writes. It takes what is waiting as one transaction, so that writes that come at the
 * same time share the disk's sync; each is told only after it ({@link SqliteSync}). A write that
 * does not fit takes nobody down with it: the group is undone and its writes are made one by one.
 */
final class SqliteWriter implements AutoCloseable {
  /** How many writes share one sync at most. */
  static final int MAX_GROUP = 1024;

  private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);

  /** A change, made within a transaction. */
  interface Change<T> {
    T make(Statements to) throws SQLException;
  }

  private static final class Write<T> {
    private final Change<T> change;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable T made;

    Write(Change<T> change) {
      this.change = change;
    }

    void make(Statements to) throws SQLException {
      made = change.make(to);
    }

    void kept() {
      T value = made;
      if (value == null) {
        throw new IllegalStateException("A write was kept before it was made");
      }
      result.complete(value);
    }

    void failed(MessagingException cause) {
      result.completeExceptionally(cause);
    }
  }

  private final Statements statements;
  private final Path file;
  private final Consumer<Statements> afterGroup;
  private final SqliteSync sync;

  /** Bounded by the callers: each waits for its write. */
  private final LinkedBlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();

  /** Put last; nothing is taken after it. */
  private final Write<Boolean> end = new Write<>(to -> true);

  private final Thread thread;
  private volatile @Nullable MessagingException broken;

  /**
   * Starts the thread.
   *
   * @param statements over a connection that is not in auto-commit mode, where the driver asks
   *     before each statement whether a transaction has begun
   * @param afterGroup what is done after each group, in the writer's thread outside of transactions
   */
  SqliteWriter(Statements statements, Path file, Consumer<Statements> afterGroup) {
    this.statements = statements;
    this.file = file;
    this.afterGroup = afterGroup;
    this.sync = new SqliteSync(SqliteSync.logOf(file), this::cannotSync);
    this.thread = JournalThreads.writer(this::run);
  }

  /**
   * Has the change made; returns once it is on the disk. Does not end by interruption: what was
   * handed over may be kept, and the caller has to know.
   *
   * @throws MessagingException what the change threw, or that it could not be kept
   */
  <T> T write(Change<T> change) {
    Write<T> write = new Write<>(change);
    requireSound();
    queue.add(write);
    // After the last check of the thread that may just have ended.
    MessagingException cause = broken;
    if (cause != null) {
      write.failed(again(cause));
    }
    try {
      return write.result.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof MessagingException known) {
        throw known;
      }
      throw failed;
    }
  }

  private void requireSound() {
    MessagingException cause = broken;
    if (cause != null) {
      throw again(cause);
    }
  }

  private static MessagingException again(MessagingException cause) {
    return new JournalUnavailableException(
        "The journal takes no commits any more: " + cause.getMessage(),
        "Start the application again; the journal recovers what was acknowledged",
        cause);
  }

  private void run() {
    List<Write<?>> group = new ArrayList<>();
    boolean open = true;
    while (open) {
      group.clear();
      try {
        group.add(queue.take());
      } catch (InterruptedException nobodyElseHasThisThread) {
        breakDown(
            new JournalUnavailableException("The journal's writer was interrupted", ""), group);
        return;
      }
      queue.drainTo(group, MAX_GROUP - 1);
      open = !group.remove(end);
      try {
        keep(group);
        afterGroup.accept(statements);
      } catch (RuntimeException | Error bug) {
        LOG.error("The journal's writer failed", bug);
        breakDown(
            new JournalUnavailableException("The journal's writer failed: " + bug, "", bug), group);
        return;
      }
    }
    breakDown(new JournalUnavailableException("The journal is closed", ""), group);
  }

  private void keep(List<Write<?>> group) {
    MessagingException cause = broken;
    if (cause != null) {
      group.forEach(write -> write.failed(again(cause)));
      return;
    }
    if (group.isEmpty()) {
      return;
    }
    try {
      transact(group);
      Told told = new Told(List.copyOf(group));
      if (group.size() == 1 && queue.isEmpty()) {
        sync.committedAlone(told);
      } else {
        sync.committed(told);
      }
    } catch (SQLException | MessagingException failure) {
      undo();
      if (group.size() == 1) {
        fail(group.getFirst(), failure);
      } else {
        // One of them does not fit, or they are too much together.
        group.forEach(write -> keep(List.of(write)));
      }
    }
  }

  private void transact(List<Write<?>> group) throws SQLException {
    for (Write<?> write : group) {
      write.make(statements);
    }
    sync.announce();
    statements.connection().commit();
  }

  /** Those whose writes are in one commit. */
  private record Told(List<Write<?>> group) implements SqliteSync.Waiter {
    @Override
    public void kept() {
      group.forEach(Write::kept);
    }

    @Override
    public void failed(MessagingException cause) {
      group.forEach(write -> write.failed(again(cause)));
    }
  }

  /** In the sync's thread. */
  private void cannotSync(MessagingException cause) {
    LOG.error("The journal takes no commits any more", cause);
    breakDown(cause, List.of());
  }

  /** Returns once everything that a reader can have seen is on the disk. */
  void awaitSync() {
    sync.await();
  }

  private void undo() {
    sync.committed(new Told(List.of()));
    try {
      statements.dropGroups();
      // Some failures have ended the transaction already.
      statements.connection().rollback();
    } catch (SQLException noTransaction) {
      LOG.debug("Nothing to undo: {}", noTransaction.getMessage());
    }
  }

  private void fail(Write<?> write, Exception failure) {
    MessagingException known =
        failure instanceof SQLException sql
            ? SqliteErrors.of(sql, "keep a commit", file)
            : (MessagingException) failure;
    write.failed(known);
    if (failure instanceof SQLException sql && SqliteErrors.isFatal(sql)) {
      LOG.error("The journal takes no commits any more", known);
      breakDown(known, List.of());
    }
  }

  private void breakDown(MessagingException cause, List<Write<?>> group) {
    broken = cause;
    group.forEach(write -> write.failed(again(cause)));
    Write<?> waiting;
    while ((waiting = queue.poll()) != null) {
      waiting.failed(again(cause));
    }
  }

  /** Makes what was handed over before, then ends. */
  @Override
  public void close() {
    if (broken == null) {
      queue.add(end);
    }
    // The files must not be closed under a writer; it ends after one group.
    JournalThreads.awaitEnd(thread);
    sync.close();
  }
}
