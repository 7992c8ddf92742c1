package dev.interlane.journal;

import dev.interlane.chain.AccountId;
import dev.interlane.error.JournalUnavailableException;
import dev.interlane.message.Lane;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads a journal that somebody else may own; SQLite lets it read beside the writer. */
record SqliteOnlooker(JournalReads reads, SqliteReaders readers) implements Journal {
  static Journal open(Path directory, SqliteJournalOptions options) {
    if (!Files.isDirectory(directory)) {
      throw new JournalUnavailableException(
          "There is no directory " + directory.toAbsolutePath(), "Give the journal's directory");
    }
    SqliteFiles files =
        new SqliteFiles(
            SqliteFiles.directory(directory), Schema.of("sqlite", ""), options.maxPages());
    files.look();
    return new SqliteOnlooker(
        new JournalReads(new Sql(""), new RecordForm(options.envelopeCodec())),
        new SqliteReaders(files));
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
  public Optional<MessageRecord> message(MessageId id) {
    return readers.ask(from -> reads.message(from, id));
  }

  @Override
  public Optional<MessageId> messageByKey(String appId, String idempotencyKey) {
    return readers.ask(from -> reads.messageByKey(from, appId, idempotencyKey));
  }

  @Override
  public List<MessageRecord> openMessages(String appId, Optional<MessageId> after, int limit) {
    return readers.ask(from -> reads.openMessages(from, appId, after, limit));
  }

  @Override
  public List<MessageRecord> messages(String appId, Optional<MessageId> after, int limit) {
    return readers.ask(from -> reads.messages(from, appId, after, limit));
  }

  @Override
  public long nextLaneSequence(Lane lane, Ordering ordering) {
    return readers.ask(from -> reads.nextLaneSequence(from, lane, ordering));
  }

  @Override
  public List<JournalEvent> events(MessageId id) {
    return readers.ask(from -> reads.events(from, id));
  }

  @Override
  public List<JournalEvent> eventsAfter(long after, int limit) {
    return readers.ask(from -> reads.eventsAfter(from, after, limit));
  }

  @Override
  public List<Submission> openSubmissions() {
    return readers.ask(reads::openSubmissions);
  }

  @Override
  public long nextAccountNonce(AccountId account) {
    return readers.ask(from -> reads.nextAccountNonce(from, account));
  }

  @Override
  public Optional<Long> cursor(String name) {
    return readers.ask(from -> reads.cursor(from, name));
  }

  @Override
  public void close() {
    readers.close();
  }
}
