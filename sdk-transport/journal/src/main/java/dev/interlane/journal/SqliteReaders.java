package dev.interlane.journal;

import dev.interlane.error.JournalUnavailableException;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few connections that read beside the writer. A read takes as long as the disk takes, and is not
 * ended by interruption. Thread-safe.
 */
final class SqliteReaders implements AutoCloseable {
  static final int CONNECTIONS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(SqliteReaders.class);

  private final SqliteFiles files;
  private final Runnable afterRead;
  private final Semaphore permits = new Semaphore(CONNECTIONS);
  private final ConcurrentLinkedDeque<Statements> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /** A question to the database. */
  interface Question<T> {
    T ask(Statements from) throws SQLException;
  }

  /**
   * Readers of a file.
   *
   * @param afterRead runs after each read, before its answer is given: waits until what was read is
   *     on the disk
   */
  SqliteReaders(SqliteFiles files, Runnable afterRead) {
    this.files = files;
    this.afterRead = afterRead;
  }

  <T> T ask(Question<T> question) {
    T answer = read(question);
    afterRead.run();
    return answer;
  }

  private <T> T read(Question<T> question) {
    permits.acquireUninterruptibly();
    try {
      if (closed) {
        throw new JournalUnavailableException("The journal is closed", "");
      }
      Statements reader = idle.poll();
      if (reader == null) {
        reader = new Statements(files.openForReading());
      }
      try {
        return question.ask(reader);
      } finally {
        idle.push(reader);
      }
    } catch (SQLException failure) {
      throw SqliteErrors.of(failure, "read", files.database());
    } finally {
      permits.release();
    }
  }

  /** Waits for reads under way. */
  @Override
  public void close() {
    permits.acquireUninterruptibly(CONNECTIONS);
    try {
      closed = true;
      Statements reader;
      while ((reader = idle.poll()) != null) {
        reader.connection().close();
      }
    } catch (SQLException unclean) {
      LOG.warn("Closing {}: {}", files.database(), unclean.getMessage());
    } finally {
      permits.release(CONNECTIONS);
    }
  }
}
