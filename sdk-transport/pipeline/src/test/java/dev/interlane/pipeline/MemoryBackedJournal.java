package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.message.Lane;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps everything in memory; extended by what disturbs or shares some of it. */
abstract class MemoryBackedJournal implements Journal {
  final InMemoryJournal journal = new InMemoryJournal();

  @Override
  public Lease acquire(String appId) {
    return journal.acquire(appId);
  }

  @Override
  public void commit(Lease lease, JournalBatch batch) {
    journal.commit(lease, batch);
  }

  @Override
  public Optional<MessageRecord> message(MessageId id) {
    return journal.message(id);
  }

  @Override
  public Optional<MessageId> messageByKey(String appId, String idempotencyKey) {
    return journal.messageByKey(appId, idempotencyKey);
  }

  @Override
  public List<MessageRecord> openMessages(String appId, Optional<MessageId> after, int limit) {
    return journal.openMessages(appId, after, limit);
  }

  @Override
  public List<MessageRecord> messages(String appId, Optional<MessageId> after, int limit) {
    return journal.messages(appId, after, limit);
  }

  @Override
  public long nextLaneSequence(Lane lane, Ordering ordering) {
    return journal.nextLaneSequence(lane, ordering);
  }

  @Override
  public List<JournalEvent> events(MessageId id) {
    return journal.events(id);
  }

  @Override
  public List<JournalEvent> eventsAfter(long after, int limit) {
    return journal.eventsAfter(after, limit);
  }

  @Override
  public List<Submission> openSubmissions() {
    return journal.openSubmissions();
  }

  @Override
  public long nextAccountNonce(AccountId account) {
    return journal.nextAccountNonce(account);
  }

  @Override
  public Optional<Long> cursor(String name) {
    return journal.cursor(name);
  }

  @Override
  public int forget(Instant restingBefore, int limit) {
    return journal.forget(restingBefore, limit);
  }

  @Override
  public void close() {
    journal.close();
  }
}
