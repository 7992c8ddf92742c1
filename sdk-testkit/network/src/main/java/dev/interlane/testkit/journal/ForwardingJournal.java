package dev.interlane.testkit.journal;

import dev.interlane.chain.AccountId;
import dev.interlane.message.Lane;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.spi.Instances;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Submission;
import dev.interlane.spi.TransactionalOutbox;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A journal that hands everything on to another one; extended by what watches or disturbs one of
 * its methods.
 */
public abstract class ForwardingJournal implements Journal {
  private final Journal journal;

  /** Forwards to this journal. */
  protected ForwardingJournal(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void commit(Lease lease, JournalBatch batch) {
    journal.commit(lease, batch);
  }

  @Override
  public Lease acquire(String appId) {
    return journal.acquire(appId);
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
  public Optional<Instances> instances() {
    return journal.instances();
  }

  @Override
  public Optional<TransactionalOutbox> outbox() {
    return journal.outbox();
  }

  @Override
  public void close() {
    journal.close();
  }
}
