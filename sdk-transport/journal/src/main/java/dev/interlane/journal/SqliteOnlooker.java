package dev.interlane.journal;

import dev.interlane.error.JournalUnavailableException;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.Lease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Reads a journal that somebody else may own; SQLite lets it read beside the writer. */
final class SqliteOnlooker extends ReadingJournal {
  private final JournalReads reads;
  private final SqliteReaders readers;

  private SqliteOnlooker(JournalReads reads, SqliteReaders readers) {
    this.reads = reads;
    this.readers = readers;
  }

  static Journal open(Path directory, SqliteJournalOptions options) {
    if (!Files.isDirectory(directory)) {
      throw new JournalUnavailableException(
          "There is no directory " + directory.toAbsolutePath(), "Give the journal's directory");
    }
    SqliteFiles files =
        new SqliteFiles(
            SqliteFiles.directory(directory), Schema.of("sqlite", ""), options.maxPages());
    files.look();
    Sql sql = new Sql("");
    return new SqliteOnlooker(
        new JournalReads(sql, new RecordForm(options.envelopeCodec()), sql.openMessagesByNumber()),
        new SqliteReaders(files, () -> {}));
  }

  private static JournalUnavailableException onlyLooking() {
    return new JournalUnavailableException(
        "The journal was opened to look at it, nothing can be changed",
        "Stop the application and open it with SqliteJournal.open");
  }

  @Override
  public Lease acquire(String appId) {
    throw onlyLooking();
  }

  @Override
  public void commit(Lease lease, JournalBatch batch) {
    throw onlyLooking();
  }

  @Override
  public int forget(Instant restingBefore, int limit) {
    throw onlyLooking();
  }

  @Override
  <T> T ask(Question<T> question) {
    return readers.ask(from -> question.ask(reads, from));
  }

  @Override
  public void close() {
    readers.close();
  }
}
