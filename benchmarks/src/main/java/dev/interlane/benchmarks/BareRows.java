package dev.interlane.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.sql.DataSource;

/**
 * The rows the PostgreSQL journal writes for messages and their events, written by plain JDBC: no
 * lease, no lanes, no conflicts, no order of events. Values are those of a message in the journal.
 */
final class BareRows implements AutoCloseable {
  private static final String GIVEN_BY_THE_DATABASE = "n";

  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement update;
  private final PreparedStatement event;
  private final List<Object> template = new ArrayList<>();
  private final String eventRecord;
  private final SplittableRandom random;
  private final byte[] lane = new byte[32];
  private long sequence;

  /** Copies of the journal's tables, for all that write. */
  static void prepare(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists bare cascade");
      statement.execute("create schema bare");
      for (String table : List.of("message", "event")) {
        statement.execute(
            "create table bare.%1$s (like interlane.%1$s including all)".formatted(table));
      }
    }
  }

  BareRows(DataSource source, long seed) throws SQLException {
    connection = source.getConnection();
    random = new SplittableRandom(seed);
    random.nextBytes(lane);
    StringBuilder columns = new StringBuilder();
    StringBuilder values = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select * from interlane.message limit 1")) {
      row.next();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        String column = row.getMetaData().getColumnName(i);
        if (!column.equals(GIVEN_BY_THE_DATABASE)) {
          columns.append(template.isEmpty() ? "" : ", ").append(column);
          values.append(template.isEmpty() ? "?" : ", ?");
          template.add(row.getObject(i));
        }
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select record from interlane.event limit 1")) {
      row.next();
      eventRecord = row.getString(1);
    }
    connection.setAutoCommit(false);
    insert =
        connection.prepareStatement(
            "insert into bare.message (" + columns + ") values (" + values + ")");
    update =
        connection.prepareStatement(
            "update bare.message set status = ?, version = version + 1, record = ? where id = ?");
    event =
        connection.prepareStatement(
            "insert into bare.event (message_n, at_ms, kind, record)"
                + " values ((select n from bare.message where id = ?), ?, ?, ?)");
  }

  /** So many messages, twice a transaction: new, then changed. */
  void write(int messages) throws SQLException {
    List<byte[]> ids = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      byte[] id = new byte[32];
      random.nextBytes(id);
      ids.add(id);
      for (int column = 0; column < template.size(); column++) {
        insert.setObject(column + 1, template.get(column));
      }
      // id, app_id, lane_id, ordering, lane_sequence
      insert.setBytes(1, id);
      insert.setBytes(3, lane);
      insert.setLong(5, sequence++);
      insert.addBatch();
      addEvent(id);
    }
    insert.executeBatch();
    event.executeBatch();
    connection.commit();
    for (byte[] id : ids) {
      update.setString(1, "DISPATCHED");
      update.setObject(2, template.getLast());
      update.setBytes(3, id);
      update.addBatch();
      addEvent(id);
    }
    update.executeBatch();
    event.executeBatch();
    connection.commit();
  }

  private void addEvent(byte[] id) throws SQLException {
    event.setBytes(1, id);
    event.setLong(2, 0);
    event.setString(3, "ACCEPTED");
    event.setString(4, eventRecord);
    event.addBatch();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
