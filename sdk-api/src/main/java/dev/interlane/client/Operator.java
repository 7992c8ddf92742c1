package dev.interlane.client;

import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryReceipt;
import java.util.Optional;

/**
 * What a person who runs a backend sees and does. Of a running client by {@code
 * MessagingClient.operator()}; of a journal that nobody works on by {@code Interlane.operator}.
 * Thread-safe.
 *
 * <pre>{@code
 * MessageFilter parked = MessageFilter.builder().addStandings(MessageStanding.PARKED).build();
 * for (MessageSummary message : operator.list(parked, Optional.empty(), 50).messages()) {
 *   log.info("{}", operator.explain(message.id()));
 * }
 * }</pre>
 */
public interface Operator {
  /** The most messages one call gives or changes. */
  int MAX_PAGE = 1000;

  /** After how many messages a search pauses, whatever it has found. */
  int MAX_SEARCHED = 20_000;

  /**
   * Messages that fit, in the order of their ids.
   *
   * @param after where the page before ended; empty for the first
   * @param limit how many at most, 1 to {@link #MAX_PAGE}
   * @throws IllegalArgumentException if the limit is outside of that
   */
  MessagePage list(MessageFilter filter, Optional<MessageId> after, int limit);

  /**
   * The message as a line of a list.
   *
   * @throws dev.interlane.error.UnknownMessageException if the journal does not have it
   */
  MessageSummary summary(MessageId id);

  /**
   * Everything known of a message.
   *
   * @throws dev.interlane.error.UnknownMessageException if the journal does not have it
   */
  DeliveryReceipt show(MessageId id);

  /**
   * Why the message is where it is, who must act, and what it costs.
   *
   * @throws dev.interlane.error.UnknownMessageException if the journal does not have it
   */
  Explanation explain(MessageId id);

  /**
   * Lets a parked or undelivered message go on, with a fresh count of attempts.
   *
   * @throws dev.interlane.error.UnknownMessageException if the journal does not have it
   * @throws dev.interlane.error.IllegalInStateException if it is neither
   */
  void resume(MessageId id);

  /**
   * Asks a message to stop, as {@link MessageHandle#cancel} does.
   *
   * @throws dev.interlane.error.UnknownMessageException if the journal does not have it
   * @throws dev.interlane.error.IllegalInStateException if it is delivered or has ended
   */
  void cancel(MessageId id);

  /**
   * Has the message's transaction that waits to be included offer more now, at the same account
   * nonce and within the fee policy's cap, instead of when its time comes.
   *
   * @throws dev.interlane.error.UnknownMessageException if the journal does not have it
   * @throws dev.interlane.error.IllegalInStateException if no transaction of it waits, or the cap
   *     leaves no room for a higher offer
   */
  void replace(MessageId id);

  /**
   * Resumes every parked or undelivered message that fits.
   *
   * @param after where the call before ended; empty for the first
   * @param limit how many at most, 1 to {@link #MAX_PAGE}
   * @throws IllegalArgumentException if the limit is outside of that, or the filter names standings
   *     of which none can be resumed
   */
  RetryReport retry(MessageFilter filter, Optional<MessageId> after, int limit);
}
