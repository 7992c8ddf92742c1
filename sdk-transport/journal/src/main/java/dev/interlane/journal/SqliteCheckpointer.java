package dev.interlane.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the write-ahead log into the database beside the writer, on a thread and a connection of
 * its own. Where writers never pause the log cannot start over; past a bound they wait for it once.
 */
final class SqliteCheckpointer implements AutoCloseable {
  /** Rows written between two checkpoints, about. */
  static final int ROWS_BETWEEN = 2_000;

  /** The log may have so many 4-KiB pages before writers wait: 64 MiB. */
  static final int MAX_LOG_PAGES = 16_384;

  private static final Logger LOG = LoggerFactory.getLogger(SqliteCheckpointer.class);

  private final Statements statements;
  private final Semaphore wanted = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  SqliteCheckpointer(Statements statements) {
    this.statements = statements;
    this.thread = JournalThreads.checkpointer(this::run);
  }

  /** Has a checkpoint made soon. */
  void wake() {
    wanted.release();
  }

  private void run() {
    while (!closed) {
      try {
        wanted.acquire();
        wanted.drainPermits();
        if (!closed) {
          checkpoint();
        }
      } catch (InterruptedException nobodyElseHasThisThread) {
        return;
      } catch (SQLException later) {
        // The log keeps what the database lacks; the next one takes both.
        LOG.warn("A checkpoint failed, trying again later: {}", later.getMessage());
      }
    }
  }

  private void checkpoint() throws SQLException {
    List<Long> pages = checkpoint("passive");
    if (pages.getFirst() > MAX_LOG_PAGES) {
      checkpoint("truncate");
    }
  }

  /** Pages in the log. */
  private List<Long> checkpoint(String mode) throws SQLException {
    return statements.list(
        "pragma wal_checkpoint(" + mode + ")", none -> {}, row -> row.getLong(2));
  }

  @Override
  public void close() {
    closed = true;
    wake();
    JournalThreads.awaitEnd(thread);
  }
}
