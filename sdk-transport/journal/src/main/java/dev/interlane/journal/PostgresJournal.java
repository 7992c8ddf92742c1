package dev.interlane.journal;

import dev.interlane.error.JournalFencedException;
import dev.interlane.error.JournalUnavailableException;
import dev.interlane.message.MessageId;
import dev.interlane.spi.Instances;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.TransactionalOutbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in tables of a PostgreSQL database, 13 or newer: for several instances, and for
 * applications that send within their own transactions. Thread-safe.
 *
 * <pre>{@code
 * PostgresJournal journal = PostgresJournal.over(dataSource);
 * ...
 * try (Connection connection = dataSource.getConnection()) {
 *   connection.setAutoCommit(false);
 *   orders.insert(connection, order);
 *   client.send(envelope, SendOptions.builder().joined(journal.join(connection)).build());
 *   connection.commit();
 * }
 * }</pre>
 *
 * <p>A message that was joined exists once the transaction is committed; the client takes it in
 * then. Before that, and after a rollback, its handle throws {@code UnknownMessageException}.
 * Sending within a transaction uses the given connection only, so a pool that is used up cannot
 * block it.
 */
public final class PostgresJournal extends ReadingJournal {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresJournal.class);

  /** What one pass of housekeeping forgets at most, so that its transactions stay short. */
  private static final int FORGOTTEN_AT_ONCE = 500;

  private final PostgresJournalOptions options;
  private final PostgresParts parts;
  private final BatchWriter batches;
  private final PostgresWatch watch;
  private final PostgresOutbox outbox;
  private final PostgresInstances instances;
  private final AutoCloseable pool;

  /**
   * Opens the journal over the application's data source with the default options.
   *
   * @throws JournalUnavailableException if the database cannot be reached, or is set to lose what
   *     it acknowledged
   * @throws dev.interlane.error.JournalVersionException if the tables are not those of this SDK
   */
  public static PostgresJournal over(DataSource source) {
    return over(source, PostgresJournalOptions.builder().build());
  }

  /** As {@link #over(DataSource)}, with options. */
  public static PostgresJournal over(DataSource source, PostgresJournalOptions options) {
    return new PostgresJournal(source, options, () -> {});
  }

  /**
   * Opens the journal over a connection pool of its own, HikariCP's, which must be on the class
   * path.
   *
   * @param jdbcUrl such as {@code jdbc:postgresql://localhost/app?user=app&password=secret}
   */
  public static PostgresJournal connect(String jdbcUrl, PostgresJournalOptions options) {
    PostgresPool pool;
    try {
      pool = PostgresPool.open(jdbcUrl);
    } catch (NoClassDefFoundError missing) {
      throw new IllegalStateException(
          "PostgresJournal.connect needs the artifacts com.zaxxer:HikariCP and"
              + " org.postgresql:postgresql on the class path; PostgresJournal.over takes a data"
              + " source instead",
          missing);
    }
    try {
      return new PostgresJournal(pool.source(), options, pool);
    } catch (RuntimeException failure) {
      pool.close();
      throw failure;
    }
  }

  /**
   * The SQL that makes the tables in an empty database, with the rows in {@code schema_version}
   * that say so: for teams that apply it by their own means and open the journal with {@code
   * Migration.NEVER}.
   */
  public static String schemaSql(PostgresJournalOptions options) {
    String prefix = options.schema() + ".";
    return "create schema if not exists %s;%n".formatted(options.schema())
        + Schema.of("postgres", prefix).script();
  }

  private PostgresJournal(DataSource source, PostgresJournalOptions options, AutoCloseable pool) {
    String prefix = options.schema() + ".";
    Sql sql = new Sql(prefix);
    RecordForm form = new RecordForm(options.envelopeCodec());
    this.options = options;
    this.pool = pool;
    this.parts =
        new PostgresParts(
            new PostgresConnections(source, options.schema()),
            sql,
            new PostgresSql(prefix),
            form,
            new JournalReads(sql, form, sql.openMessages()));
    this.batches =
        new BatchWriter(
            sql, to -> to.list(parts.own().orderEvents(), none -> {}, row -> row.getRow()));
    prepare(Schema.of("postgres", prefix));
    this.watch =
        new PostgresWatch(parts.connections(), "interlane_" + options.schema(), this::housekeep);
    this.outbox = new PostgresOutbox(this, parts, watch);
    this.instances = new PostgresInstances(parts, outbox, new PostgresSteering(parts, watch));
    LOG.info("Journal in PostgreSQL, schema {}", options.schema());
  }

  private void prepare(Schema schema) {
    requireDurable("fsync");
    requireDurable("full_page_writes");
    requireDurable("synchronous_commit");
    switch (options.migrate()) {
      case APPLY ->
          parts
              .connections()
              .transact(
                  to -> {
                    to.list(
                        "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                        row -> row.setString(1, options.schema() + ".schema_version"),
                        row -> row.getRow());
                    makeNamespace(to);
                    return schema.upgrade(to);
                  });
      case NEVER ->
          parts
              .connections()
              .read(
                  from -> {
                    schema.requireCurrent(from);
                    return true;
                  });
    }
  }

  /** Asks first: {@code if not exists} wants the right to make one even where it exists. */
  private void makeNamespace(Statements to) throws SQLException {
    if (to.first(
            "select 1 from pg_namespace where nspname = ?",
            row -> row.setString(1, options.schema()),
            row -> row.getInt(1))
        .isEmpty()) {
      to.run("create schema " + options.schema());
    }
  }

  private void requireDurable(String setting) {
    String value =
        parts
            .connections()
            .read(
                from ->
                    from.first("show " + setting, none -> {}, row -> row.getString(1)).orElse(""));
    if (value.equals("off")) {
      throw new JournalUnavailableException(
          "The database runs with " + setting + " = off: what it acknowledges can be lost",
          "Switch it on, for the server or for the role (alter role ... set " + setting + " = on)");
    }
  }

  /**
   * The value for {@code SendOptions.joined} that makes a message part of the transaction on this
   * connection, which must be to the journal's database and not in auto-commit mode. The connection
   * stays the application's: nothing here commits, rolls back or closes it.
   */
  public Object join(Connection connection) {
    return new JoinedTransaction(this, connection);
  }

  /**
   * The inbox of a consumer: a part of the application that wants to see each executed message
   * once. A new name begins with the oldest message that is still there.
   *
   * @param consumer 1 to 100 characters
   */
  public PostgresInbox inbox(String consumer) {
    if (consumer.isBlank() || consumer.length() > 100) {
      throw new IllegalArgumentException(
          "A consumer's name must be 1 to 100 characters and not blank, got '" + consumer + "'");
    }
    return new PostgresInbox(consumer, parts);
  }

  @Override
  public Lease acquire(String appId) {
    return parts
        .connections()
        .transact(
            to ->
                new Lease(
                    appId,
                    to.first(
                            parts.sql().acquire(),
                            row -> row.setString(1, appId),
                            row -> row.getLong(1))
                        .orElseThrow(() -> new SQLException("No epoch came back"))));
  }

  @Override
  public void commit(Lease lease, JournalBatch batch) {
    EncodedBatch rows = EncodedBatch.of(batch, parts.form());
    List<MessageId> fresh =
        batch.messages().stream()
            .filter(message -> message.version() == 0)
            .map(MessageRecord::id)
            .toList();
    parts
        .connections()
        .transact(
            to -> {
              requireCurrent(to, lease);
              Set<MessageId> joined = outbox.take(to, fresh);
              long nowMs = rows.lastEventMs().isPresent() ? 0 : parts.reads().lastEventMs(to);
              batches.write(to, rows, joined::contains, nowMs);
              return lease;
            });
  }

  private void requireCurrent(Statements to, Lease lease) throws SQLException {
    if (to.first(
            parts.own().requireLease(),
            row -> {
              row.setString(1, lease.appId());
              row.setLong(2, lease.epoch());
            },
            row -> row.getLong(1))
        .isEmpty()) {
      throw new JournalFencedException(
          "Lease %d of '%s' is void".formatted(lease.epoch(), lease.appId()),
          "Another instance has taken over; this one must stop");
    }
  }

  @Override
  public Optional<MessageRecord> message(MessageId id) {
    byte[] key = id.value().toArray();
    return parts
        .connections()
        .read(
            from ->
                from.first(
                    parts.own().message(),
                    row -> {
                      row.setBytes(1, key);
                      row.setBytes(2, key);
                    },
                    parts.reads()::readMessage));
  }

  @Override
  <T> T ask(Question<T> question) {
    return parts.connections().read(from -> question.ask(parts.reads(), from));
  }

  @Override
  public int forget(Instant restingBefore, int limit) {
    return parts
        .connections()
        .transact(
            to ->
                batches.forget(
                    to,
                    new BatchWriter.Forgetting(
                        parts.own().restingMessages(),
                        List.of(parts.own().deleteInbox()),
                        restingBefore.toEpochMilli(),
                        limit)));
  }

  private void housekeep() {
    long lastMs = parts.connections().read(from -> parts.reads().lastEventMs(from));
    Instant before = Instant.ofEpochMilli(lastMs).minus(options.retention());
    int forgotten;
    do {
      forgotten = forget(before, FORGOTTEN_AT_ONCE);
    } while (forgotten == FORGOTTEN_AT_ONCE);
  }

  @Override
  public Optional<TransactionalOutbox> outbox() {
    return Optional.of(outbox);
  }

  @Override
  public Optional<Instances> instances() {
    return Optional.of(instances);
  }

  /** Closes the journal's own pool and connection; a data source of the application stays open. */
  @Override
  public void close() {
    watch.close();
    try {
      pool.close();
    } catch (Exception unclean) {
      LOG.warn("Closing the journal: {}", unclean.getMessage());
    }
  }
}
