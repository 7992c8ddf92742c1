package dev.interlane.journal;

import dev.interlane.chain.AccountId;
import dev.interlane.message.Lane;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Submission;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A journal in a database: what it reads, on connections that each of them has in its own way. */
abstract sealed class ReadingJournal implements Journal
    permits SqliteJournal, SqliteOnlooker, PostgresJournal {

  /** A question to the database. */
  interface Question<T> {
    T ask(JournalReads reads, Statements from) throws SQLException;
  }

  /** Answers on a connection of its choice. */
  abstract <T> T ask(Question<T> question);

  @Override
  public Optional<MessageRecord> message(MessageId id) {
    return ask((reads, from) -> reads.message(from, id));
  }

  @Override
  public Optional<MessageId> messageByKey(String appId, String idempotencyKey) {
    return ask((reads, from) -> reads.messageByKey(from, appId, idempotencyKey));
  }

  @Override
  public List<MessageRecord> openMessages(String appId, Optional<MessageId> after, int limit) {
    return ask((reads, from) -> reads.openMessages(from, appId, after, limit));
  }

  @Override
  public List<MessageRecord> messages(String appId, Optional<MessageId> after, int limit) {
    return ask((reads, from) -> reads.messages(from, appId, after, limit));
  }

  @Override
  public long nextLaneSequence(Lane lane, Ordering ordering) {
    return ask((reads, from) -> reads.nextLaneSequence(from, lane, ordering));
  }

  @Override
  public List<JournalEvent> events(MessageId id) {
    return ask((reads, from) -> reads.events(from, id));
  }

  @Override
  public List<JournalEvent> eventsAfter(long after, int limit) {
    return ask((reads, from) -> reads.eventsAfter(from, after, limit));
  }

  @Override
  public List<Submission> openSubmissions() {
    return ask(JournalReads::openSubmissions);
  }

  @Override
  public long nextAccountNonce(AccountId account) {
    return ask((reads, from) -> reads.nextAccountNonce(from, account));
  }

  @Override
  public Optional<Long> cursor(String name) {
    return ask((reads, from) -> reads.cursor(from, name));
  }
}
