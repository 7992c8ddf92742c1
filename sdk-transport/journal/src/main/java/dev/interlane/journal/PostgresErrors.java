package dev.interlane.journal;

import dev.interlane.error.JournalUnavailableException;
import dev.interlane.error.JournalVersionException;
import dev.interlane.error.MessagingException;
import java.sql.SQLException;

/** What PostgreSQL's errors mean to whoever runs the application. */
final class PostgresErrors {
  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";
  private static final String UNDEFINED_TABLE = "42P01";
  private static final String UNDEFINED_COLUMN = "42703";
  private static final String READ_ONLY = "25006";
  private static final String NO_PRIVILEGE = "42501";
  private static final String DISK_FULL = "53100";

  private PostgresErrors() {}

  /** The error as one of ours; {@code doing} says what failed, such as {@code keep a commit}. */
  static MessagingException of(SQLException failure, String doing) {
    String state = state(failure);
    String what =
        "PostgreSQL could not %s (SQLSTATE %s): %s".formatted(doing, state, failure.getMessage());
    return switch (state) {
      case UNDEFINED_TABLE, UNDEFINED_COLUMN ->
          new JournalVersionException(
              what, "The journal's tables are not there, or not those of this SDK", failure);
      case READ_ONLY ->
          new JournalUnavailableException(
              what, "The connection leads to a standby: connect to the primary", failure);
      case NO_PRIVILEGE ->
          new JournalUnavailableException(
              what, "The role must own the journal's schema, or be granted its tables", failure);
      case DISK_FULL ->
          new JournalUnavailableException(what, "The server's disk is full: make room", failure);
      default ->
          new JournalUnavailableException(what, "Check the database and the way to it", failure);
    };
  }

  /** Whether the same transaction may simply be made again. */
  static boolean isCollision(SQLException failure) {
    String state = state(failure);
    return state.equals(SERIALIZATION_FAILURE) || state.equals(DEADLOCK);
  }

  private static String state(SQLException failure) {
    return failure.getSQLState() == null ? "unknown" : failure.getSQLState();
  }
}
