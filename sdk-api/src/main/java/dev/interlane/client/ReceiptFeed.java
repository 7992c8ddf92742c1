package dev.interlane.client;

import dev.interlane.receipt.DeliveryReceipt;
import java.time.Duration;
import java.util.Optional;

/**
 * Every outcome of every message, in the order they were journaled, for a consumer that must not
 * miss one: an audit trail, a webhook, a queue. The consumer's place is kept in the journal under
 * its name, so that it goes on after a crash where it had acknowledged. At least once: what was
 * read and not acknowledged comes again.
 *
 * <pre>{@code
 * try (ReceiptFeed feed = client.receipts("audit")) {
 *   while (running) {
 *     Optional<ReceiptFeed.Entry> entry = feed.next(Duration.ofSeconds(10));
 *     if (entry.isPresent()) {
 *       audit.store(entry.get().position(), entry.get().receipt());
 *       feed.acknowledge(entry.get());
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>A message has one entry per outcome: one that was {@code Undelivered} and then {@code
 * Executed} has two. An entry's receipt is as of when it is read. A consumer that stays behind for
 * longer than the journal keeps messages at rest misses those that were forgotten. However far
 * behind it is, a feed holds a bounded page in memory. For one thread at a time.
 */
public interface ReceiptFeed extends AutoCloseable {
  /**
   * The next entry after the one returned before, waiting for one if there is none yet.
   *
   * @param patience how long to wait at most; zero to only look
   * @return empty if there was none in that time
   * @throws dev.interlane.error.ClientClosedException if the client is closed meanwhile
   * @throws dev.interlane.error.AwaitInterruptedException if the thread is interrupted
   * @throws IllegalArgumentException if {@code patience} is negative
   */
  Optional<Entry> next(Duration patience);

  /**
   * Has the journal keep that the consumer is done with everything up to this entry; returns when
   * it is durable.
   *
   * @throws IllegalArgumentException if the entry is not one this feed has returned
   */
  void acknowledge(Entry entry);

  /** Ends the feed; the place stays. */
  @Override
  void close();

  /**
   * An outcome in the log.
   *
   * @param position its place: rises, and names it for ever. Worth keeping by consumers, to
   *     recognise what comes twice
   * @param receipt of the message, as of now
   */
  record Entry(long position, DeliveryReceipt receipt) {}
}
