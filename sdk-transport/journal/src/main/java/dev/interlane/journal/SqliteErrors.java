package dev.interlane.journal;

import dev.interlane.error.JournalCorruptException;
import dev.interlane.error.JournalUnavailableException;
import dev.interlane.error.MessagingException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What SQLite's errors mean to whoever runs the application. */
final class SqliteErrors {
  private SqliteErrors() {}

  /** The error as one of ours; {@code doing} says what failed, such as {@code keep a commit}. */
  static MessagingException of(SQLException failure, String doing, Path file) {
    String what = "SQLite could not %s in %s: %s".formatted(doing, file, failure.getMessage());
    return switch (primary(failure)) {
      case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT ->
          new JournalCorruptException(what, RecordForm.DAMAGED, failure);
      case SQLITE_FULL ->
          new JournalUnavailableException(
              what,
              "The disk, or the bound maxPages, is full: make room, nothing is lost",
              failure);
      case SQLITE_IOERR ->
          new JournalUnavailableException(
              what,
              "The disk failed or is full. Check it, then start the application again: it recovers"
                  + " from the file",
              failure);
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
          new JournalUnavailableException(
              what, "The application must be able to write the file and its directory", failure);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          new JournalUnavailableException(
              what, "Another process holds the file, such as a database shell: close it", failure);
      default -> new JournalUnavailableException(what, "", failure);
    };
  }

  /** Whether no commit may be tried on this connection any more: what is on the disk is unclear. */
  static boolean isFatal(SQLException failure) {
    return switch (primary(failure)) {
      case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_IOERR -> true;
      default -> false;
    };
  }

  /** The low byte of an extended code. */
  private static SQLiteErrorCode primary(SQLException failure) {
    return SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff);
  }
}
