package dev.interlane.spi;

import dev.interlane.chain.AccountId;
import dev.interlane.message.Lane;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The durable memory of a client. One write: {@link #commit}, all or nothing, under a lease. Reads
 * see every commit that returned. Thread-safe. The contract is the suite {@code JournalContract} in
 * the testkit.
 */
public interface Journal extends AutoCloseable {
  /** How the names of cursors begin that consumers of the event log keep. */
  String CONSUMER_CURSORS = "consumer/";

  /**
   * Takes over the work of this application. Every earlier lease for it is void from now on.
   *
   * @throws dev.interlane.error.JournalUnavailableException if the journal cannot be reached or
   *     belongs to another live owner
   */
  Lease acquire(String appId);

  /**
   * Keeps the whole batch or nothing of it; returns when it is as durable as the journal promises.
   *
   * @throws dev.interlane.error.JournalFencedException if the lease is void
   * @throws dev.interlane.error.JournalConflictException if a message, idempotency key, lane
   *     sequence or account nonce of a new record exists already, or a message changed since it was
   *     read (its version differs)
   * @throws dev.interlane.error.JournalUnavailableException if it could not be kept
   */
  void commit(Lease lease, JournalBatch batch);

  /** The message, if there is one. */
  Optional<MessageRecord> message(MessageId id);

  /** The message sent under this key, if there is one; keys outlive the retention of messages. */
  Optional<MessageId> messageByKey(String appId, String idempotencyKey);

  /**
   * Messages that are not at rest (see {@link MessageRecord#isOpen}), in an order of the journal's
   * own that stays the same, after {@code after} when given; at most {@code limit}. Where {@code
   * after} was forgotten meanwhile it may begin anew.
   */
  List<MessageRecord> openMessages(String appId, Optional<MessageId> after, int limit);

  /**
   * All messages of an application, at rest or not, by id, after {@code after} when given; at most
   * {@code limit}.
   */
  List<MessageRecord> messages(String appId, Optional<MessageId> after, int limit);

  /** The number the next message of this lane and ordering gets, from zero. */
  long nextLaneSequence(Lane lane, Ordering ordering);

  /** The events of a message, oldest first. */
  List<JournalEvent> events(MessageId id);

  /**
   * Events of all messages with a position above {@code after}, in order; at most {@code limit}.
   */
  List<JournalEvent> eventsAfter(long after, int limit);

  /** Submissions that are neither FINAL nor SUPERSEDED, by account and nonce. */
  List<Submission> openSubmissions();

  /** The account nonce after the highest one journaled for the account; zero when there is none. */
  long nextAccountNonce(AccountId account);

  /** A position kept under a name. */
  Optional<Long> cursor(String name);

  /**
   * Forgets messages that came to rest (see {@link MessageRecord#isOpen}) before a time, with their
   * events, and submissions that were settled before it. Times are those of the events: a message
   * rests since its last event, a submission is settled since the last event of its commit.
   * Idempotency keys, lane sequences, account nonces and cursors are kept, so that nothing can be
   * sent twice because it was forgotten.
   *
   * @param restingBefore what came to rest at or after this time stays
   * @param limit how many messages, and how many submissions, at most
   * @return how many messages were forgotten; fewer than {@code limit} means that none is left
   */
  int forget(Instant restingBefore, int limit);

  /**
   * Where messages wait that were sent within a transaction of the application; empty when this
   * journal cannot take part in one.
   */
  default Optional<TransactionalOutbox> outbox() {
    return Optional.empty();
  }

  /** How several processes share the work of an application; empty when only one can have it. */
  default Optional<Instances> instances() {
    return Optional.empty();
  }

  @Override
  void close();
}
