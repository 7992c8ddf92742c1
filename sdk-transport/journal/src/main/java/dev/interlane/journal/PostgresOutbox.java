package dev.interlane.journal;

import dev.interlane.error.IdempotencyConflictException;
import dev.interlane.message.MessageId;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.TransactionalOutbox;
import java.sql.Array;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Messages that commit or vanish with a transaction of the application. Thread-safe. */
final class PostgresOutbox implements TransactionalOutbox {
  private final PostgresJournal journal;
  private final PostgresConnections connections;
  private final Sql sql;
  private final PostgresSql own;
  private final RecordForm form;
  private final JournalReads reads;
  private final PostgresWatch watch;

  PostgresOutbox(PostgresJournal journal, PostgresParts parts, PostgresWatch watch) {
    this.journal = journal;
    this.connections = parts.connections();
    this.sql = parts.sql();
    this.own = parts.own();
    this.form = parts.form();
    this.reads = parts.reads();
    this.watch = watch;
  }

  @Override
  public boolean canJoin(Object transaction) {
    return transaction instanceof JoinedTransaction joined && joined.journal() == journal;
  }

  @Override
  public void put(MessageRecord preview, Object transaction) {
    if (!(transaction instanceof JoinedTransaction joined) || !canJoin(transaction)) {
      throw new IllegalArgumentException(
          "Not a transaction that this journal joined: " + transaction.getClass().getName());
    }
    try (Statements to = new Statements(joined.connection())) {
      if (joined.connection().getAutoCommit()) {
        throw new IllegalArgumentException(
            "The joined connection is in auto-commit mode, so it has no transaction to join. Call"
                + " setAutoCommit(false) before the application's own statements");
      }
      if (claim(to, preview)) {
        put(to, preview);
      }
    } catch (SQLException failure) {
      throw PostgresErrors.of(failure, "write a message into the application's transaction");
    }
  }

  /** Writes the message within this transaction, unless it was sent before. */
  void offer(Statements to, MessageRecord preview) throws SQLException {
    if (claim(to, preview) && reads.message(to, preview.id()).isEmpty()) {
      put(to, preview);
    }
  }

  /** Whether the message is new: it has no key, or its key was free. */
  private boolean claim(Statements to, MessageRecord preview) throws SQLException {
    if (preview.idempotencyKey().isEmpty()) {
      return true;
    }
    String key = preview.idempotencyKey().get();
    int free =
        to.update(
            sql.insertKey(),
            statement -> {
              statement.setString(1, preview.appId());
              statement.setString(2, key);
              statement.setBytes(3, preview.id().value().toArray());
            });
    if (free == 1) {
      return true;
    }
    MessageId holder =
        reads
            .messageByKey(to, preview.appId(), key)
            .orElseThrow(() -> new SQLException("Idempotency key '" + key + "' vanished"));
    if (!holder.equals(preview.id())) {
      throw new IdempotencyConflictException(
          "Idempotency key '%s' belongs to message %s, which differs from the one sent now (%s)"
              .formatted(key, holder, preview.id()),
          "Use a new key for a new message, or send the same envelope again");
    }
    return false;
  }

  private void put(Statements to, MessageRecord preview) throws SQLException {
    to.update(
        own.putOutbox(),
        statement -> {
          statement.setString(1, preview.appId());
          statement.setBytes(2, preview.id().value().toArray());
          statement.setBytes(3, preview.envelope().bytes().toArray());
          statement.setString(4, form.message(preview));
        });
    // Told when, and only if, the transaction commits.
    to.list(own.notifyOutbox(), row -> row.setString(1, watch.channel()), row -> row);
  }

  /** Takes new messages out; gives back those that had waited here, whose keys are claimed. */
  Set<MessageId> take(Statements to, List<MessageId> fresh) throws SQLException {
    Set<MessageId> taken = new HashSet<>();
    if (!fresh.isEmpty()) {
      Array ids =
          to.connection()
              .createArrayOf(
                  "bytea", fresh.stream().map(id -> id.value().toArray()).toArray(byte[][]::new));
      taken.addAll(
          to.list(
              own.takeOutbox(),
              statement -> statement.setArray(1, ids),
              row -> new MessageId(RecordForm.bytes32(row.getBytes(1)))));
      ids.free();
    }
    return taken;
  }

  @Override
  public List<MessageRecord> waiting(String appId, int limit) {
    return connections.read(
        from ->
            from.list(
                own.waiting(),
                statement -> {
                  statement.setString(1, appId);
                  statement.setInt(2, limit);
                },
                reads::readMessage));
  }

  @Override
  public void onArrival(Runnable hint) {
    watch.onNotice(hint);
  }
}
