package dev.interlane.journal;

import dev.interlane.error.JournalFencedException;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.Lease;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in one SQLite database on a local disk: what a commit kept survives the process and a
 * loss of power. One process owns it at a time. Thread-safe.
 *
 * <pre>{@code
 * Journal journal = SqliteJournal.open(Path.of("/var/lib/treasury"));
 * }</pre>
 *
 * <p>The directory holds {@code journal.db}, its write-ahead log {@code journal.db-wal} with the
 * index {@code journal.db-shm}, and {@code journal.lock}. A backup is made by SQLite's own means
 * ({@code sqlite3 journal.db ".backup copy.db"}), never by copying files under a running owner.
 */
public final class SqliteJournal extends ReadingJournal {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteJournal.class);
  private static final Sql SQL = new Sql("");

  /** What one pass of housekeeping forgets at most, so that commits hardly wait for it. */
  private static final int FORGOTTEN_AT_ONCE = 500;

  /** Retention is looked at when the events' time has moved on by this much. */
  private static final long HOUSEKEEPING_MS = 60_000;

  private final SqliteJournalOptions options;
  private final SqliteOwner owner;
  private final RecordForm form;
  private final JournalReads reads;
  private final BatchWriter batches = new BatchWriter(SQL, to -> {});
  private final SqliteReaders readers;
  private final Statements writing;
  private final Statements checkpointing;
  private final SqliteWriter writer;
  private final SqliteCheckpointer checkpointer;

  // The writer thread's own.
  private final Map<String, Long> epochs = new HashMap<>();
  private long lastEventMs;
  private long housekeptMs = Long.MIN_VALUE;
  private int rowsSinceCheckpoint;

  /**
   * Opens the journal in a directory with the default options, making it if there is none.
   *
   * @throws dev.interlane.error.JournalUnavailableException if it belongs to another live process,
   *     or the directory cannot be used
   * @throws dev.interlane.error.JournalCorruptException if its files are damaged
   * @throws dev.interlane.error.JournalVersionException if a newer SDK made it
   */
  public static SqliteJournal open(Path directory) {
    return open(directory, SqliteJournalOptions.builder().build());
  }

  /** As {@link #open(Path)}, with options. */
  public static SqliteJournal open(Path directory, SqliteJournalOptions options) {
    return open(directory, options, Schema.of("sqlite", ""));
  }

  /**
   * Opens a journal to look at it only, also while another process owns it. What would change it is
   * refused.
   *
   * @throws dev.interlane.error.JournalUnavailableException if there is none
   * @throws dev.interlane.error.JournalCorruptException if its files are damaged
   */
  public static Journal look(Path directory) {
    return SqliteOnlooker.open(directory, SqliteJournalOptions.builder().build());
  }

  static SqliteJournal open(Path directory, SqliteJournalOptions options, Schema schema) {
    Path real = SqliteFiles.directory(directory);
    SqliteOwner owner = SqliteOwner.take(real);
    List<Connection> opened = new ArrayList<>();
    SqliteFiles files = new SqliteFiles(real, schema, options.maxPages());
    try {
      files.prepare();
      opened.add(files.openForWriting());
      opened.add(files.open());
      return new SqliteJournal(options, owner, files, opened);
    } catch (SQLException failure) {
      abandon(opened, owner);
      throw SqliteErrors.of(failure, "open the journal", files.database());
    } catch (RuntimeException failure) {
      abandon(opened, owner);
      throw failure;
    }
  }

  private static void abandon(List<Connection> opened, SqliteOwner owner) {
    opened.forEach(SqliteJournal::closeQuietly);
    owner.close();
  }

  private SqliteJournal(
      SqliteJournalOptions options, SqliteOwner owner, SqliteFiles files, List<Connection> opened)
      throws SQLException {
    this.options = options;
    this.owner = owner;
    this.form = new RecordForm(options.envelopeCodec());
    this.reads = new JournalReads(SQL, form, SQL.openMessagesByNumber());
    this.writing = new Statements(opened.get(0));
    this.checkpointing = new Statements(opened.get(1));
    this.lastEventMs = reads.lastEventMs(writing);
    writing.connection().setAutoCommit(false);
    this.checkpointer = new SqliteCheckpointer(checkpointing);
    this.writer = new SqliteWriter(writing, files.database(), this::afterGroup);
    this.readers = new SqliteReaders(files, writer::awaitSync);
    LOG.info("Journal in {}", files.database());
  }

  @Override
  public Lease acquire(String appId) {
    return writer.write(
        to -> {
          long epoch =
              to.first(SQL.acquire(), row -> row.setString(1, appId), row -> row.getLong(1))
                  .orElseThrow(() -> new SQLException("No epoch came back"));
          epochs.put(appId, epoch);
          return new Lease(appId, epoch);
        });
  }

  @Override
  public void commit(Lease lease, JournalBatch batch) {
    EncodedBatch rows = EncodedBatch.of(batch, form);
    writer.write(
        to -> {
          requireCurrent(lease);
          batches.write(to, rows, newMessage -> false, lastEventMs);
          lastEventMs = Math.max(lastEventMs, rows.lastEventMs().orElse(lastEventMs));
          rowsSinceCheckpoint += rows.rows();
          return lease;
        });
  }

  /** Only this process changes epochs, so memory knows them. */
  private void requireCurrent(Lease lease) {
    long epoch = epochs.getOrDefault(lease.appId(), 0L);
    if (epoch != lease.epoch()) {
      throw new JournalFencedException(
          "Lease %d of '%s' is void, the newest of this process is %d"
              .formatted(lease.epoch(), lease.appId(), epoch),
          "Another client has taken over; this one must stop");
    }
  }

  @Override
  <T> T ask(Question<T> question) {
    return readers.ask(from -> question.ask(reads, from));
  }

  @Override
  public int forget(Instant restingBefore, int limit) {
    int forgotten =
        writer.write(to -> batches.forget(to, resting(restingBefore.toEpochMilli(), limit)));
    writer.write(
        to -> {
          giveBackPages(to);
          return forgotten;
        });
    return forgotten;
  }

  private static BatchWriter.Forgetting resting(long beforeMs, int limit) {
    return new BatchWriter.Forgetting(SQL.restingMessages(), List.of(), beforeMs, limit);
  }

  // In the writer's thread, between transactions.

  private void afterGroup(Statements to) {
    if (rowsSinceCheckpoint >= SqliteCheckpointer.ROWS_BETWEEN) {
      rowsSinceCheckpoint = 0;
      checkpointer.wake();
    }
    if (lastEventMs >= housekeptMs + HOUSEKEEPING_MS || housekeptMs == Long.MIN_VALUE) {
      housekeep(to);
    }
  }

  private void housekeep(Statements to) {
    long before = lastEventMs - options.retention().toMillis();
    try {
      int forgotten = batches.forget(to, resting(before, FORGOTTEN_AT_ONCE));
      giveBackPages(to);
      to.connection().commit();
      if (forgotten < FORGOTTEN_AT_ONCE) {
        // Nothing is left; otherwise the next group goes on.
        housekeptMs = lastEventMs;
      }
    } catch (SQLException later) {
      housekeptMs = lastEventMs;
      LOG.warn("Old messages were not forgotten, trying again later: {}", later.getMessage());
      rollBackQuietly(to);
    }
  }

  private static void rollBackQuietly(Statements to) {
    try {
      to.dropGroups();
      to.connection().rollback();
    } catch (SQLException noTransaction) {
      LOG.debug("Nothing to undo: {}", noTransaction.getMessage());
    }
  }

  /** Some free pages leave the file; the others are used again. */
  private static void giveBackPages(Statements to) throws SQLException {
    to.run("pragma incremental_vacuum(1000)");
  }

  /** Keeps what was handed over before, and gives the files back. */
  @Override
  public void close() {
    writer.close();
    checkpointer.close();
    readers.close();
    closeQuietly(checkpointing.connection());
    // The last one to go moves the log into the database.
    closeQuietly(writing.connection());
    owner.close();
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException unclean) {
      LOG.warn("Closing the journal: {}", unclean.getMessage());
    }
  }
}
