package dev.interlane.journal;

import dev.interlane.error.JournalUnavailableException;
import dev.interlane.error.MessagingException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Transactions and reads over a data source, whatever its defaults are. Thread-safe. */
final class PostgresConnections {
  /** How often a transaction is made again that collided with another. */
  static final int MAX_COLLISIONS = 10;

  /** How often, a second apart, the database is asked what became of a commit. */
  static final int MAX_INQUIRIES = 30;

  /**
   * How long a transaction of the journal's own may stand still because of the client: a process
   * that was stopped, or has lost its network, must hold up nobody.
   */
  static final int STANDSTILL_BOUND_MS = 4000;

  /** Fencing needs each statement to see what others committed, whatever the pool's default is. */
  private static final String BEGIN =
      "set transaction isolation level read committed; select pg_current_xact_id()::text";

  /** Parameters: the name under which the journal's own transactions are found. */
  private static final String END_STANDSTILLS =
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?"
          + " and datname = current_database() and pg_has_role(usesysid, 'member')"
          + " and wait_event_type = 'Client' and state_change < clock_timestamp() - interval '"
          + STANDSTILL_BOUND_MS
          + " milliseconds'";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresConnections.class);

  private final DataSource source;
  private final String name;
  private final String beginBounded;

  /** Nobody releases it: a wait that an interruption ends. */
  private final Semaphore never = new Semaphore(0);

  /**
   * Over a data source.
   *
   * @param schema whose tables the transactions are about; letters, digits and {@code _}
   */
  PostgresConnections(DataSource source, String schema) {
    this.source = source;
    this.name = "interlane " + schema;
    this.beginBounded =
        BEGIN
            + ", set_config('idle_in_transaction_session_timeout', '"
            + STANDSTILL_BOUND_MS
            + "', true), set_config('application_name', '"
            + name
            + "', true)";
  }

  /** Work on a connection. */
  interface Work<T> {
    T on(Statements statements) throws SQLException;
  }

  /** Reads, each statement by itself. */
  <T> T read(Work<T> question) {
    try (Connection connection = source.getConnection();
        Statements from = new Statements(connection)) {
      boolean before = connection.getAutoCommit();
      connection.setAutoCommit(true);
      try {
        return question.on(from);
      } finally {
        connection.setAutoCommit(before);
      }
    } catch (SQLException failure) {
      throw PostgresErrors.of(failure, "read");
    }
  }

  /**
   * Does the work in one transaction, again where it collided with another. When the connection
   * breaks during the commit, asks the database what became of it. The server ends it where the
   * client stands still.
   *
   * @throws MessagingException what the work threw, or that it could not be kept
   */
  <T> T transact(Work<T> work) {
    return transact(beginBounded, work);
  }

  /** As {@link #transact}, with work that is the application's, and takes as long as it takes. */
  <T> T transactUnbounded(Work<T> work) {
    return transact(BEGIN, work);
  }

  private <T> T transact(String begin, Work<T> work) {
    for (int collisions = 0; ; collisions++) {
      try {
        return once(begin, work);
      } catch (SQLException failure) {
        if (!PostgresErrors.isCollision(failure) || collisions == MAX_COLLISIONS) {
          throw PostgresErrors.of(failure, "keep a commit");
        }
        LOG.debug("A transaction collided with another, again: {}", failure.getMessage());
      }
    }
  }

  private <T> T once(String begin, Work<T> work) throws SQLException {
    try (Connection connection = source.getConnection();
        Statements to = new Statements(connection)) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        return commit(connection, to, begin, work);
      } finally {
        restore(connection, autoCommit);
      }
    }
  }

  private <T> T commit(Connection connection, Statements to, String begin, Work<T> work)
      throws SQLException {
    T result;
    String transaction;
    try {
      transaction = begin(connection, begin);
      result = work.on(to);
    } catch (SQLException | RuntimeException failure) {
      rollBack(connection, failure);
      throw failure;
    }
    try {
      connection.commit();
    } catch (SQLException broken) {
      if (!wasCommitted(transaction, broken)) {
        throw broken;
      }
    }
    return result;
  }

  /** Begins a transaction and gives its id, in one round trip. */
  private static String begin(Connection connection, String begin) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(begin);
      statement.getMoreResults();
      try (ResultSet id = statement.getResultSet()) {
        if (id == null || !id.next()) {
          throw new SQLException("The transaction has no id");
        }
        return id.getString(1);
      }
    }
  }

  /** What the database knows of a transaction whose commit was not answered. */
  private boolean wasCommitted(String transaction, SQLException broken) {
    for (int inquiry = 0; inquiry < MAX_INQUIRIES; inquiry++) {
      try {
        String status =
            read(
                from ->
                    from.first(
                            "select coalesce(pg_xact_status(?::text::xid8), 'unknown')",
                            statement -> statement.setString(1, transaction),
                            row -> row.getString(1))
                        .orElse("unknown"));
        if (!status.equals("in progress")) {
          LOG.warn("The connection broke during a commit, which is {}", status);
          return status.equals("committed");
        }
      } catch (MessagingException still) {
        LOG.debug("Cannot ask for the commit yet: {}", still.getMessage());
      }
      if (!pause()) {
        break;
      }
    }
    throw new JournalUnavailableException(
        "The connection broke during a commit, and the database did not say within "
            + MAX_INQUIRIES
            + " s whether it was kept: "
            + broken.getMessage(),
        "Start a new client once the database is back; it goes on from what is there",
        broken);
  }

  private boolean pause() {
    try {
      return !never.tryAcquire(1, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException gone) {
      cause.addSuppressed(gone);
    }
  }

  private static void restore(Connection connection, boolean autoCommit) {
    try {
      connection.setAutoCommit(autoCommit);
    } catch (SQLException gone) {
      LOG.debug("A broken connection goes back to its pool: {}", gone.getMessage());
    }
  }

  /**
   * Ends transactions of the journal's own, of any instance, whose client stands still. The
   * server's own bound does so between statements; in the middle of one it waits for the rest of
   * what a client was sending for as long as the connection lives.
   */
  void endStandstills(Statements to) throws SQLException {
    int ended =
        to.list(END_STANDSTILLS, row -> row.setString(1, name), row -> row.getBoolean(1)).size();
    if (ended > 0) {
      LOG.warn("Ended {} transactions whose client had stood still", ended);
    }
  }

  /** A connection for a listener; the caller closes it. */
  Optional<Connection> lasting() {
    try {
      return Optional.of(source.getConnection());
    } catch (SQLException later) {
      LOG.debug("No connection to listen on: {}", later.getMessage());
      return Optional.empty();
    }
  }
}
