package dev.interlane.journal;

import dev.interlane.error.JournalUnavailableException;
import dev.interlane.error.MessagingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
 * Brings the write-ahead log to the disk beside the writer: one sync covers every commit made
 * before it began, and only then are those told who wait for them. The next group is written
 * meanwhile. SQLite itself syncs what the soundness of its files asks for ({@code
 * synchronous=NORMAL}); that a commit outlives a loss of power is what this sync is for.
 */
final class SqliteSync implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteSync.class);

  /** Where the log is. */
  interface Disk {
    /** Returns once everything written before is kept, whatever happens to the machine. */
    void force() throws IOException;

    void close() throws IOException;
  }

  /** Who waits for a sync that begins from now on. */
  interface Waiter {
    void kept();

    void failed(MessagingException cause);
  }

  private record Place(long commit, Waiter waiter) {}

  private final Disk disk;
  private final Consumer<MessagingException> onFailure;
  private final LinkedBlockingQueue<Place> queue = new LinkedBlockingQueue<>();

  /** Put last; nothing is taken after it. */
  private final Place end = new Place(0, new Answer());

  private final Thread thread;
  private volatile long announced;
  private volatile long durable;

  /** Whether what is put into the queue from now on stays there. */
  private volatile boolean ended;

  /** Of whoever syncs. */
  private @Nullable MessagingException broken;

  /**
   * Starts the thread.
   *
   * @param onFailure hears that nothing can be kept any more; in this thread
   */
  SqliteSync(Disk disk, Consumer<MessagingException> onFailure) {
    this.disk = disk;
    this.onFailure = onFailure;
    this.thread = JournalThreads.sync(this::run);
  }

  /** By the writer before each commit: from now on readers may see what is not on the disk. */
  void announce() {
    // The writer's thread only.
    long next = announced + 1;
    announced = next;
  }

  /** By the writer after each commit, or attempt of one; the waiter is told by the next sync. */
  void committed(Waiter waiter) {
    queue.add(new Place(announced, waiter));
  }

  /**
   * As {@link #committed}, where nobody else waits to write: synced at once and by the writer,
   * since there is nothing that it could do meanwhile.
   */
  void committedAlone(Waiter waiter) {
    if (queue.isEmpty()) {
      sync(List.of(new Place(announced, waiter)));
    } else {
      committed(waiter);
    }
  }

  /**
   * Returns once everything a reader can have seen is on the disk.
   *
   * @throws MessagingException if it does not get there
   */
  void await() {
    if (durable >= announced) {
      return;
    }
    // Whatever was seen is in the file by now, so any sync that begins after this has it.
    Answer answer = new Answer();
    queue.add(new Place(0, answer));
    if (ended) {
      // Nobody may take it from the queue any more.
      answer.failed(new JournalUnavailableException("The journal is closed", ""));
    }
    answer.join();
  }

  private static final class Answer implements Waiter {
    private final CompletableFuture<Boolean> told = new CompletableFuture<>();

    @Override
    public void kept() {
      told.complete(true);
    }

    @Override
    public void failed(MessagingException cause) {
      told.completeExceptionally(cause);
    }

    void join() {
      try {
        told.join();
      } catch (CompletionException failed) {
        if (failed.getCause() instanceof MessagingException known) {
          throw known;
        }
        throw failed;
      }
    }
  }

  private void run() {
    List<Place> group = new ArrayList<>();
    boolean open = true;
    while (open) {
      group.clear();
      try {
        group.add(queue.take());
      } catch (InterruptedException nobodyElseHasThisThread) {
        fail(new JournalUnavailableException("The journal's sync was interrupted", ""), group);
        return;
      }
      queue.drainTo(group);
      open = !group.remove(end);
      sync(group);
    }
    ended = true;
    // Who came before that was visible does not know of it.
    group.clear();
    queue.drainTo(group);
    if (!group.isEmpty()) {
      sync(group);
    }
  }

  /** Whoever syncs: the thread of this, or the writer. */
  private synchronized void sync(List<Place> group) {
    if (broken != null) {
      fail(broken, group);
      return;
    }
    try {
      disk.force();
    } catch (IOException failure) {
      fail(
          new JournalUnavailableException(
              "The disk did not take a sync of the journal's log: " + failure.getMessage(),
              "Check the disk, then start the application again: it recovers from the file",
              failure),
          group);
      return;
    }
    group.stream().mapToLong(Place::commit).max().ifPresent(this::advance);
    group.forEach(place -> place.waiter().kept());
  }

  private void advance(long commit) {
    // Within a sync only.
    durable = Math.max(durable, commit);
  }

  /** After a failed sync nobody knows what is on the disk: nothing more is told to be kept. */
  private synchronized void fail(MessagingException cause, List<Place> group) {
    if (broken == null) {
      broken = cause;
      onFailure.accept(cause);
    }
    group.forEach(place -> place.waiter().failed(cause));
  }

  /** After the writer's end: keeps what it committed, then ends. */
  @Override
  public void close() {
    queue.add(end);
    JournalThreads.awaitEnd(thread);
    try {
      disk.close();
    } catch (IOException unclean) {
      LOG.warn("Closing the journal's log: {}", unclean.getMessage());
    }
  }

  /** The log of this database. SQLite makes it with its first reader or writer. */
  static Disk logOf(Path database) {
    return new Disk() {
      private final Path log = database.resolveSibling(database.getFileName() + "-wal");
      private @Nullable FileChannel file;

      @Override
      public void force() throws IOException {
        FileChannel open = file;
        if (open == null) {
          open = FileChannel.open(log, StandardOpenOption.WRITE);
          file = open;
        }
        open.force(false);
      }

      @Override
      public void close() throws IOException {
        if (file != null) {
          file.close();
        }
      }
    };
  }
}
