package dev.interlane.spi;

import java.util.List;

/**
 * Messages that were sent within a transaction of the application, until the pipeline takes them
 * in: they exist once that transaction is committed, and never existed if it was rolled back.
 * Thread-safe, except that a transaction belongs to one thread at a time.
 *
 * <p>A message waits here without a lane sequence. {@link Journal#commit} of the message takes it
 * out in the same transaction. Until then {@link Journal#message} answers with what was put here.
 */
public interface TransactionalOutbox {
  /**
   * Whether this is a value that {@link #put} takes: one that this journal made for {@code
   * SendOptions.joined}.
   */
  boolean canJoin(Object transaction);

  /**
   * Writes the message within the transaction, neither committing nor rolling it back. A message
   * with an idempotency key claims it in the same transaction; the same message again is kept once.
   *
   * @param preview the message as checked; its lane sequence does not count yet
   * @throws dev.interlane.error.IdempotencyConflictException if the idempotency key belongs to
   *     another message; its transaction may be one that this one had to wait for
   * @throws dev.interlane.error.JournalUnavailableException if the database refused it; the
   *     application's transaction cannot be committed then
   */
  void put(MessageRecord preview, Object transaction);

  /** Committed messages of the application that wait to be taken in, oldest first. */
  List<MessageRecord> waiting(String appId, int limit);

  /**
   * Has {@code hint} run soon after messages may have been committed, from a thread of the
   * journal's. It may be late, missing or in vain: {@link #waiting} is the truth.
   */
  void onArrival(Runnable hint);
}
