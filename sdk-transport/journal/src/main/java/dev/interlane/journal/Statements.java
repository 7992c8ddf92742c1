package dev.interlane.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connection with its statements, each prepared once. For one thread at a time. */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /** The statement of this text. */
  PreparedStatement get(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  /** Sets the parameters of a statement. */
  interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /** Reads one row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> list(String sql, Parameters parameters, Row<T> form) throws SQLException {
    PreparedStatement statement = get(sql);
    parameters.set(statement);
    List<T> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(form.read(result));
      }
    }
    return rows;
  }

  <T> Optional<T> first(String sql, Parameters parameters, Row<T> form) throws SQLException {
    PreparedStatement statement = get(sql);
    parameters.set(statement);
    try (ResultSet result = statement.executeQuery()) {
      return result.next() ? Optional.of(form.read(result)) : Optional.empty();
    }
  }

  /** How many rows changed. */
  int update(String sql, Parameters parameters) throws SQLException {
    PreparedStatement statement = get(sql);
    parameters.set(statement);
    return statement.executeUpdate();
  }

  /** Drops what was grouped and not run, after something before it failed. */
  void dropGroups() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.clearBatch();
    }
  }

  /** Runs text that is used once, to its end and without its answer. */
  void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** Closes the statements; the connection belongs to somebody else. */
  @Override
  public void close() throws SQLException {
    SQLException failure = null;
    for (PreparedStatement statement : prepared.values()) {
      try {
        statement.close();
      } catch (SQLException one) {
        failure = one;
      }
    }
    prepared.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
