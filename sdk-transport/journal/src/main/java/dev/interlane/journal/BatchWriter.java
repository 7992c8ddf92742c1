package dev.interlane.journal;

import dev.interlane.error.JournalConflictException;
import dev.interlane.error.JournalUnavailableException;
import dev.interlane.journal.EncodedBatch.EventRow;
import dev.interlane.journal.EncodedBatch.MessageRow;
import dev.interlane.journal.EncodedBatch.SubmissionRow;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes32;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Writes batches within a transaction that somebody else begins and ends. Statements go to the
 * database in groups of one kind; each tells how many rows it changed, and none means a conflict.
 */
final class BatchWriter {
  private final Sql sql;
  private final Preparation beforeEvents;

  /** What a database needs before events get their positions. */
  interface Preparation {
    void on(Statements to) throws SQLException;
  }

  BatchWriter(Sql sql, Preparation beforeEvents) {
    this.sql = sql;
    this.beforeEvents = beforeEvents;
  }

  /**
   * Writes everything of the batch, or throws with the transaction half done.
   *
   * @param holdsKey whether a new message has its idempotency key already
   * @param nowMs the time of events, for a batch without any
   * @throws JournalConflictException if the batch does not fit what is there
   */
  void write(Statements to, EncodedBatch batch, Predicate<MessageId> holdsKey, long nowMs)
      throws SQLException {
    insert(to, batch.messages().stream().filter(MessageRow::isNew).toList(), holdsKey);
    update(to, batch.messages().stream().filter(row -> !row.isNew()).toList());
    submissions(to, batch.submissions(), batch.lastEventMs().orElse(nowMs));
    for (var place : batch.cursors().entrySet()) {
      to.update(
          sql.keepPlace(),
          statement -> {
            statement.setString(1, place.getKey());
            statement.setLong(2, place.getValue());
          });
    }
    events(to, batch.events());
  }

  private void insert(Statements to, List<MessageRow> rows, Predicate<MessageId> holdsKey)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    Group messages = new Group(to.get(sql.insertMessage()));
    Group keys = new Group(to.get(sql.insertKey()));
    for (MessageRow row : rows) {
      bindNew(messages.statement, row);
      messages.add(() -> "Message " + row.message().id() + " exists already");
      if (row.message().idempotencyKey().isPresent() && !holdsKey.test(row.message().id())) {
        bindKey(keys.statement, row);
        keys.add(() -> "Idempotency key '" + row.message().idempotencyKey().get() + "' is taken");
      }
    }
    // The key first: where two send at the same time, that is what they collide on.
    keys.run();
    advanceLanes(to, rows);
    messages.run();
  }

  /** Each lane moves once, from the first of its new messages to behind the last. */
  private void advanceLanes(Statements to, List<MessageRow> rows) throws SQLException {
    Map<LaneKey, List<MessageRow>> byLane = new LinkedHashMap<>();
    for (MessageRow row : rows) {
      List<MessageRow> before =
          byLane.computeIfAbsent(
              new LaneKey(row.laneId(), row.ordering()), key -> new ArrayList<>());
      if (!before.isEmpty() && sequence(before.getLast()) >= sequence(row)) {
        throw new JournalConflictException(
            taken(row), "Number the messages of a lane in rising order");
      }
      before.add(row);
    }
    Group lanes = new Group(to.get(sql.advanceLane()));
    for (List<MessageRow> lane : byLane.values()) {
      bindLane(lanes.statement, lane.getFirst(), lane.getLast());
      lanes.add(() -> taken(lane.getFirst()));
    }
    lanes.run();
  }

  private record LaneKey(Bytes32 laneId, int ordering) {}

  private static long sequence(MessageRow row) {
    return row.message().laneSequence();
  }

  private static String taken(MessageRow row) {
    return "Lane sequence " + sequence(row) + " of " + row.lane() + " is taken";
  }

  private static void bindNew(PreparedStatement statement, MessageRow row) throws SQLException {
    var envelope = row.message().envelope();
    int at = 0;
    statement.setBytes(++at, row.id());
    statement.setString(++at, row.message().appId());
    statement.setBytes(++at, row.laneId().toArray());
    statement.setInt(++at, row.ordering());
    statement.setLong(++at, row.message().laneSequence());
    statement.setString(++at, envelope.origin().toString());
    statement.setString(++at, envelope.destination().toString());
    statement.setString(++at, RecordForm.key(envelope.sender()));
    statement.setString(++at, RecordForm.key(envelope.recipient()));
    statement.setString(++at, row.message().transport());
    statement.setString(++at, row.status());
    statement.setString(++at, row.outcome().orElse(null));
    statement.setInt(++at, row.message().isOpen() ? 1 : 0);
    setLong(statement, ++at, row.restsSinceMs());
    statement.setBytes(++at, envelope.bytes().toArray());
    statement.setString(++at, row.json());
  }

  static void bindKey(PreparedStatement statement, MessageRow row) throws SQLException {
    statement.setString(1, row.message().appId());
    statement.setString(2, row.message().idempotencyKey().orElseThrow());
    statement.setBytes(3, row.id());
  }

  private static void bindLane(PreparedStatement statement, MessageRow first, MessageRow last)
      throws SQLException {
    statement.setBytes(1, first.laneId().toArray());
    statement.setInt(2, first.ordering());
    statement.setString(3, RecordForm.key(first.lane().sender()));
    statement.setString(4, first.lane().route().destination().toString());
    statement.setLong(5, sequence(last) + 1);
    statement.setLong(6, sequence(first));
  }

  /** Most stay open; those that do not, or are opened again, move in the indexes too. */
  private void update(Statements to, List<MessageRow> rows) throws SQLException {
    List<MessageRow> stayOpen = new ArrayList<>();
    List<MessageRow> move = new ArrayList<>();
    rows.forEach(row -> (row.message().isOpen() ? stayOpen : move).add(row));
    if (!stayOpen.isEmpty()) {
      int[] changed = updateOpen(to.get(sql.updateOpenMessage()), stayOpen);
      for (int i = 0; i < changed.length; i++) {
        if (changed[i] == 0) {
          move.add(stayOpen.get(i));
        }
      }
    }
    if (!move.isEmpty()) {
      move(to, move);
    }
  }

  private static int[] updateOpen(PreparedStatement statement, List<MessageRow> rows)
      throws SQLException {
    for (MessageRow row : rows) {
      statement.setString(1, row.status());
      statement.setString(2, row.outcome().orElse(null));
      statement.setString(3, row.json());
      statement.setBytes(4, row.id());
      statement.setLong(5, row.message().version());
      statement.addBatch();
    }
    return statement.executeBatch();
  }

  private void move(Statements to, List<MessageRow> rows) throws SQLException {
    Group messages = new Group(to.get(sql.updateMessage()));
    for (MessageRow row : rows) {
      PreparedStatement statement = messages.statement;
      statement.setString(1, row.status());
      statement.setString(2, row.outcome().orElse(null));
      statement.setInt(3, row.message().isOpen() ? 1 : 0);
      setLong(statement, 4, row.restsSinceMs());
      statement.setString(5, row.json());
      statement.setBytes(6, row.id());
      statement.setLong(7, row.message().version());
      messages.add(
          () ->
              "Message "
                  + row.message().id()
                  + " is not at version "
                  + row.message().version()
                  + " in the journal, as the batch has it");
    }
    messages.run();
  }

  private void submissions(Statements to, List<SubmissionRow> rows, long nowMs)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    Group submissions = new Group(to.get(sql.keepSubmission()));
    PreparedStatement senders = to.get(sql.advanceSender());
    for (SubmissionRow row : rows) {
      PreparedStatement statement = submissions.statement;
      statement.setString(1, row.account());
      statement.setLong(2, row.submission().accountNonce());
      statement.setString(3, row.submission().intent().key());
      statement.setString(4, row.submission().state().name());
      statement.setInt(5, row.isSettled() ? 0 : 1);
      statement.setInt(6, row.submission().attempts().size());
      setLong(statement, 7, row.isSettled() ? OptionalLong.of(nowMs) : OptionalLong.empty());
      statement.setString(8, row.json());
      submissions.add(
          () ->
              "Account nonce "
                  + row.submission().accountNonce()
                  + " of "
                  + row.submission().account()
                  + " is not that of '"
                  + row.submission().intent().key()
                  + "', or has more signed attempts than the batch");
      senders.setString(1, row.account());
      senders.setLong(2, row.submission().accountNonce() + 1);
      senders.addBatch();
    }
    submissions.run();
    senders.executeBatch();
  }

  private void events(Statements to, List<EventRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    beforeEvents.on(to);
    PreparedStatement statement = to.get(sql.insertEvent());
    for (EventRow row : rows) {
      statement.setBytes(1, row.message().value().toArray());
      statement.setLong(2, row.atMs());
      statement.setString(3, row.kind());
      statement.setString(4, row.json());
      statement.addBatch();
    }
    statement.executeBatch();
  }

  /**
   * What is to be forgotten.
   *
   * @param restingIds the statement that finds messages: at rest before a time, so many at most
   * @param besides statements that delete by message id, besides those that all journals need
   */
  record Forgetting(String restingIds, List<String> besides, long beforeMs, int limit) {}

  /** Forgets what rested or was settled before a time; how many messages that were. */
  int forget(Statements to, Forgetting what) throws SQLException {
    Statements.Parameters bounds =
        statement -> {
          statement.setLong(1, what.beforeMs());
          statement.setInt(2, what.limit());
        };
    List<byte[]> ids = to.list(what.restingIds(), bounds, row -> row.getBytes(1));
    if (!ids.isEmpty()) {
      delete(to, sql.deleteEvents(), ids);
      for (String statement : what.besides()) {
        delete(to, statement, ids);
      }
      delete(to, sql.deleteMessage(), ids);
    }
    to.update(sql.deleteSubmissions(), bounds);
    return ids.size();
  }

  private static void delete(Statements to, String sql, List<byte[]> ids) throws SQLException {
    PreparedStatement statement = to.get(sql);
    for (byte[] id : ids) {
      statement.setBytes(1, id);
      statement.addBatch();
    }
    statement.executeBatch();
  }

  private static void setLong(PreparedStatement statement, int at, OptionalLong value)
      throws SQLException {
    if (value.isPresent()) {
      statement.setLong(at, value.getAsLong());
    } else {
      statement.setNull(at, Types.BIGINT);
    }
  }

  /** Executions of one statement that have to change one row each. */
  private static final class Group {
    private final PreparedStatement statement;
    private final List<Supplier<String>> conflicts = new ArrayList<>();

    Group(PreparedStatement statement) {
      this.statement = statement;
    }

    void add(Supplier<String> conflict) throws SQLException {
      statement.addBatch();
      conflicts.add(conflict);
    }

    void run() throws SQLException {
      if (conflicts.isEmpty()) {
        return;
      }
      int[] changed = statement.executeBatch();
      for (int i = 0; i < changed.length; i++) {
        if (changed[i] < 0) {
          throw new JournalUnavailableException(
              "The JDBC driver does not say whether a row was written, so conflicts would go"
                  + " unnoticed",
              "Remove reWriteBatchedInserts from the JDBC URL of the journal's data source");
        }
        if (changed[i] == 0) {
          throw new JournalConflictException(
              conflicts.get(i).get(), "Read the message again and decide anew");
        }
      }
    }
  }
}
