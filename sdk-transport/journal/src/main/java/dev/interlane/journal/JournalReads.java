package dev.interlane.journal;

import dev.interlane.chain.AccountId;
import dev.interlane.error.JournalCorruptException;
import dev.interlane.message.Lane;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Submission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The reads of both journals, on a connection that somebody else chooses. */
final class JournalReads {
  private final Sql sql;
  private final RecordForm form;
  private final String openMessages;

  /**
   * Reads of one database.
   *
   * @param openMessages the statement that pages through open messages, in that database's order
   */
  JournalReads(Sql sql, RecordForm form, String openMessages) {
    this.sql = sql;
    this.form = form;
    this.openMessages = openMessages;
  }

  Optional<MessageRecord> message(Statements from, MessageId id) throws SQLException {
    byte[] key = id.value().toArray();
    Optional<MessageRecord> message =
        from.first(sql.message(), statement -> statement.setBytes(1, key), this::readMessage);
    if (message.isPresent() && !message.get().id().equals(id)) {
      throw new JournalCorruptException(
          "The journal's row of message " + id + " holds message " + message.get().id(),
          RecordForm.DAMAGED);
    }
    return message;
  }

  Optional<MessageId> messageByKey(Statements from, String appId, String key) throws SQLException {
    return from.first(
        sql.messageByKey(),
        statement -> {
          statement.setString(1, appId);
          statement.setString(2, key);
        },
        row -> new MessageId(RecordForm.bytes32(row.getBytes(1))));
  }

  List<MessageRecord> openMessages(
      Statements from, String appId, Optional<MessageId> after, int limit) throws SQLException {
    return page(from, openMessages, appId, after, limit);
  }

  List<MessageRecord> messages(Statements from, String appId, Optional<MessageId> after, int limit)
      throws SQLException {
    return page(from, sql.messages(), appId, after, limit);
  }

  private List<MessageRecord> page(
      Statements from, String text, String appId, Optional<MessageId> after, int limit)
      throws SQLException {
    return from.list(
        text,
        statement -> {
          statement.setString(1, appId);
          // Shorter than every id, so before all of them.
          statement.setBytes(2, after.map(id -> id.value().toArray()).orElse(new byte[0]));
          statement.setInt(3, limit);
        },
        this::readMessage);
  }

  MessageRecord readMessage(ResultSet row) throws SQLException {
    return form.message(Bytes.of(row.getBytes(1)), row.getLong(2), row.getString(3));
  }

  long nextLaneSequence(Statements from, Lane lane, Ordering ordering) throws SQLException {
    return from.first(
            sql.nextLaneSequence(),
            statement -> {
              statement.setBytes(1, lane.id().toArray());
              statement.setInt(2, EncodedBatch.number(ordering));
            },
            row -> row.getLong(1))
        .orElse(0L);
  }

  List<JournalEvent> events(Statements from, MessageId id) throws SQLException {
    return from.list(
        sql.events(), statement -> statement.setBytes(1, id.value().toArray()), this::readEvent);
  }

  List<JournalEvent> eventsAfter(Statements from, long after, int limit) throws SQLException {
    return from.list(
        sql.eventsAfter(),
        statement -> {
          statement.setLong(1, after);
          statement.setInt(2, limit);
        },
        this::readEvent);
  }

  JournalEvent readEvent(ResultSet row) throws SQLException {
    return new JournalEvent(
        row.getLong(1),
        new MessageId(RecordForm.bytes32(row.getBytes(2))),
        form.entry(row.getString(3)));
  }

  List<Submission> openSubmissions(Statements from) throws SQLException {
    return from.list(
        sql.openSubmissions(), statement -> {}, row -> form.submission(row.getString(1)));
  }

  long nextAccountNonce(Statements from, AccountId account) throws SQLException {
    return from.first(
            sql.nextAccountNonce(),
            statement -> statement.setString(1, RecordForm.key(account)),
            row -> row.getLong(1))
        .orElse(0L);
  }

  Optional<Long> cursor(Statements from, String name) throws SQLException {
    return from.first(
        sql.place(), statement -> statement.setString(1, name), row -> row.getLong(1));
  }

  /** When the newest event happened; the beginning of 1970 without any. */
  long lastEventMs(Statements from) throws SQLException {
    return from.first(sql.lastEventMs(), statement -> {}, row -> row.getLong(1)).orElse(0L);
  }
}
