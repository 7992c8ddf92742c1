package dev.interlane.journal;

import dev.interlane.error.JournalCorruptException;
import dev.interlane.error.JournalUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one journal: makes them, checks them, and opens connections. A new database appears
 * under its name only when it is complete, so a file that is empty or no database was damaged.
 */
final class SqliteFiles {
  static final String DATABASE = "journal.db";

  /** "ILJN": tells our databases from those of others. */
  static final int APPLICATION_ID = 0x494C_4A4E;

  /** SQLite's file header: 100 bytes, a text first, the application id big-endian at 68. */
  private static final int HEADER_BYTES = 100;

  private static final String MAGIC = "SQLite format 3\0";
  private static final int APPLICATION_ID_AT = 68;

  /** Up to this size the whole file is checked at every start: about a second of reading. */
  static final long CHECKED_BYTES = 256L << 20;

  /** Message ids are random, so a commit touches index pages all over: they stay in memory. */
  private static final int CACHE_KIB = 32 << 10;

  private static final int BUSY_TIMEOUT_MS = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(SqliteFiles.class);

  private final Path directory;
  private final Schema schema;
  private final long maxPages;

  SqliteFiles(Path directory, Schema schema, long maxPages) {
    this.directory = directory;
    this.schema = schema;
    this.maxPages = maxPages;
  }

  /** The directory's real path; it is made if there is none. */
  static Path directory(Path path) {
    try {
      Files.createDirectories(path);
      return path.toRealPath();
    } catch (IOException unusable) {
      throw new JournalUnavailableException(
          "Cannot make or enter the journal's directory " + path.toAbsolutePath() + ": " + unusable,
          "Give a directory on a local disk that the application may write",
          unusable);
    }
  }

  Path database() {
    return directory.resolve(DATABASE);
  }

  /** Makes the database if there never was one, checks it, and brings its schema up to date. */
  void prepare() {
    Path wal = directory.resolve(DATABASE + "-wal");
    if (Files.notExists(database())) {
      if (Files.exists(wal)) {
        throw new JournalCorruptException(
            "The journal's file " + database() + " is gone, its log " + wal + " is there",
            RecordForm.DAMAGED);
      }
      create();
    }
    check();
  }

  /** Checks a database that somebody else may own; nothing is made or changed. */
  void look() {
    if (Files.notExists(database())) {
      throw new JournalUnavailableException(
          "There is no journal in " + directory,
          "A journal's directory holds " + DATABASE + "; is it another directory?");
    }
    try {
      requireHeader();
      try (Connection connection = openForReading();
          Statements from = new Statements(connection)) {
        requireSchemaTable(from);
      }
    } catch (SQLException failure) {
      throw SqliteErrors.of(failure, "open the journal", database());
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private JournalUnavailableException unreadable(IOException failure) {
    return new JournalUnavailableException(
        "Cannot read " + database() + ": " + failure, "Check the disk", failure);
  }

  private void create() {
    Path draft = directory.resolve(DATABASE + ".new");
    try {
      Files.deleteIfExists(draft);
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + draft);
          Statements to = new Statements(connection)) {
        to.run("pragma auto_vacuum = incremental");
        to.run("pragma synchronous = full");
        to.run("pragma application_id = " + APPLICATION_ID);
        connection.setAutoCommit(false);
        schema.upgrade(to);
        connection.commit();
      }
      Files.move(draft, database(), StandardCopyOption.ATOMIC_MOVE);
      syncDirectory();
      LOG.info("Made a new journal in {}", directory);
    } catch (SQLException failure) {
      throw SqliteErrors.of(failure, "make a journal", draft);
    } catch (IOException failure) {
      throw new JournalUnavailableException(
          "Cannot make a journal in " + directory + ": " + failure,
          "Check the disk and the permissions of the directory",
          failure);
    }
  }

  private void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void check() {
    try {
      requireHeader();
      upgrade();
    } catch (SQLException failure) {
      throw SqliteErrors.of(failure, "open the journal", database());
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private void upgrade() throws SQLException, IOException {
    try (Connection connection = open();
        Statements to = new Statements(connection)) {
      if (Files.size(database()) <= CHECKED_BYTES) {
        requireSound(to);
      }
      requireSchemaTable(to);
      to.run("begin immediate");
      int applied = schema.upgrade(to);
      to.run("commit");
      if (applied > 0) {
        LOG.info("The journal in {} has schema version {} now", directory, schema.version());
      }
    }
  }

  /** Looks at the header before SQLite does, which would make an empty file a database. */
  private void requireHeader() throws IOException {
    byte[] header = new byte[HEADER_BYTES];
    int length;
    try (InputStream file = Files.newInputStream(database())) {
      length = file.readNBytes(header, 0, HEADER_BYTES);
    }
    boolean isSqlite = new String(header, StandardCharsets.US_ASCII).startsWith(MAGIC);
    int id = ByteBuffer.wrap(header).getInt(APPLICATION_ID_AT);
    if (length < HEADER_BYTES || !isSqlite || id != APPLICATION_ID) {
      throw new JournalCorruptException(
          "%s is no journal of this SDK: it has %d bytes, %s, application id 0x%08x, expected 0x%08x"
              .formatted(
                  database(),
                  Files.size(database()),
                  isSqlite ? "is a SQLite database" : "is no SQLite database",
                  id,
                  APPLICATION_ID),
          RecordForm.DAMAGED);
    }
  }

  private void requireSchemaTable(Statements from) throws SQLException {
    if (from.list(
            "select 1 from sqlite_schema where name = 'schema_version'",
            none -> {},
            row -> row.getInt(1))
        .isEmpty()) {
      throw new JournalCorruptException(
          database() + " has no table schema_version", RecordForm.DAMAGED);
    }
  }

  private void requireSound(Statements from) throws SQLException {
    List<String> problems = from.list("pragma quick_check(3)", none -> {}, row -> row.getString(1));
    if (!problems.equals(List.of("ok"))) {
      throw new JournalCorruptException(
          database() + " is damaged: " + String.join("; ", problems), RecordForm.DAMAGED);
    }
  }

  /** A connection as the journal uses it: write-ahead log, every commit synced. */
  Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
    try (Statements to = new Statements(connection)) {
      to.run("pragma busy_timeout = " + BUSY_TIMEOUT_MS);
      to.run("pragma journal_mode = wal");
      to.run("pragma synchronous = full");
      // Checkpoints are the checkpointer's; this is for the case that it cannot keep up.
      to.run("pragma wal_autocheckpoint = 16000");
      to.run("pragma max_page_count = " + maxPages);
      to.run("pragma cache_size = -" + CACHE_KIB);
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
    return connection;
  }

  /** A connection whose commits are synced by {@link SqliteSync}, not by SQLite. */
  Connection openForWriting() throws SQLException {
    Connection connection = open();
    try (Statements to = new Statements(connection)) {
      to.run("pragma synchronous = normal");
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
    return connection;
  }

  /** A connection that cannot write. */
  Connection openForReading() throws SQLException {
    Connection connection = open();
    try (Statements to = new Statements(connection)) {
      to.run("pragma query_only = on");
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
    return connection;
  }
}
