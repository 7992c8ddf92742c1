package dev.interlane.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with one connection: hears of messages that were committed elsewhere, and looks after
 * retention. What it hears is a hint; a connection pooler that drops notices only makes pick-up as
 * slow as polling.
 */
final class PostgresWatch implements AutoCloseable {
  /** How long one wait for notices takes. */
  private static final int WAIT_MS = 250;

  /** Waits between two looks at transactions that stand still: about a second. */
  private static final int WAITS_BETWEEN_STANDSTILLS = 4;

  /** Waits between two looks at retention: about a minute. */
  private static final int WAITS_BETWEEN_HOUSEKEEPING = 240;

  private static final Logger LOG = LoggerFactory.getLogger(PostgresWatch.class);

  private final PostgresConnections connections;
  private final String channel;
  private final Runnable housekeeping;
  private final CopyOnWriteArrayList<Runnable> hints = new CopyOnWriteArrayList<>();
  private final Semaphore end = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  PostgresWatch(PostgresConnections connections, String channel, Runnable housekeeping) {
    this.connections = connections;
    this.channel = channel;
    this.housekeeping = housekeeping;
    this.thread = JournalThreads.watch(this::run);
  }

  String channel() {
    return channel;
  }

  void onNotice(Runnable hint) {
    hints.add(hint);
  }

  private void run() {
    while (!closed) {
      Optional<Connection> connection = connections.lasting();
      if (connection.isPresent()) {
        listen(connection.get());
      }
      if (!closed && pauseIsOver()) {
        return;
      }
    }
  }

  /** Until the connection breaks or the journal is closed. */
  private void listen(Connection connection) {
    try (connection;
        Statements to = new Statements(connection)) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(true);
      to.run("listen \"" + channel + "\"");
      // What was committed before is not told.
      tell();
      PGConnection notices = connection.unwrap(PGConnection.class);
      for (int waits = 1; !closed; waits++) {
        if (notices.getNotifications(WAIT_MS).length > 0) {
          tell();
        }
        if (waits % WAITS_BETWEEN_STANDSTILLS == 0) {
          connections.endStandstills(to);
        }
        if (waits % WAITS_BETWEEN_HOUSEKEEPING == 0) {
          keepHouse();
        }
      }
      to.run("unlisten *");
      connection.setAutoCommit(autoCommit);
    } catch (SQLException broken) {
      LOG.warn("Hints of new messages pause, polling goes on: {}", broken.getMessage());
    }
  }

  private void tell() {
    for (Runnable hint : hints) {
      hint.run();
    }
  }

  private void keepHouse() {
    try {
      housekeeping.run();
    } catch (RuntimeException later) {
      LOG.warn("Old messages were not forgotten, trying again later: {}", later.getMessage());
    }
  }

  /** Waits before the next connection; whether the journal was closed meanwhile. */
  private boolean pauseIsOver() {
    try {
      return end.tryAcquire(1, TimeUnit.SECONDS);
    } catch (InterruptedException nobodyElseHasThisThread) {
      return true;
    }
  }

  @Override
  public void close() {
    closed = true;
    end.release();
    JournalThreads.awaitEnd(thread);
  }
}
