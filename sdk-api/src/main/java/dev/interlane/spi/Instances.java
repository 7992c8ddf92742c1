package dev.interlane.spi;

import java.util.List;
import java.util.Optional;

/**
 * What a journal offers to several processes that work for one application: one works at a time,
 * the others stand by, send and answer. Leases are by the database's clock, so that clocks of
 * machines need not agree. Thread-safe.
 */
public interface Instances {
  /**
   * Takes the application's work over, if nobody holds it. Every earlier lease is void then.
   *
   * @return empty if another instance holds it
   * @throws dev.interlane.error.JournalUnavailableException if the journal cannot be reached
   */
  Optional<Tenure> claim(String appId, InstanceTerms terms);

  /**
   * The name of the instance that holds the application's work now, if one does.
   *
   * @throws dev.interlane.error.JournalUnavailableException if the journal cannot be reached
   */
  Optional<String> holder(String appId);

  /**
   * Keeps messages for the instance that works, all or none; they are in {@link
   * TransactionalOutbox#waiting} then. Needs no lease. The same message again, by its idempotency
   * key, is kept once.
   *
   * @param previews as checked; their lane sequences do not count yet
   * @throws dev.interlane.error.IdempotencyConflictException if a key belongs to another message
   * @throws dev.interlane.error.JournalUnavailableException if they could not be kept
   */
  void offer(List<MessageRecord> previews);

  /**
   * Keeps the position of a consumer of the event log. Needs no lease.
   *
   * @param cursor its name, which begins with {@link Journal#CONSUMER_CURSORS}
   * @throws dev.interlane.error.JournalUnavailableException if it could not be kept
   */
  void keepPlace(String cursor, long position);

  /**
   * Asks the instance that works, whichever that is by then. Needs no lease.
   *
   * @return the number by which its answer is asked for
   * @throws dev.interlane.error.JournalUnavailableException if it could not be kept
   */
  long ask(String appId, Steering what);

  /** The answer, which is taken out then; empty while there is none. */
  Optional<SteeringAnswer> answer(long number);

  /** Takes back what nobody has answered; false if there is an answer. */
  boolean withdraw(long number);

  /** What waits for an answer, oldest first. */
  List<Steering.Asked> asked(String appId, int limit);

  /**
   * Answers, after it was done. Not within the commit of what was done: after a crash in between
   * the next instance does it again, or says why that is not possible any more.
   */
  void answer(long number, SteeringAnswer answer);
}
