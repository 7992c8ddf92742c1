package dev.interlane.client;

import dev.interlane.chain.TransactionRef;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends messages from one chain to another and follows them to a receipt. Made by {@code
 * Interlane.builder()}; an application has one. Thread-safe.
 *
 * <pre>{@code
 * MessageHandle handle = client.send(envelope);
 * DeliveryReceipt receipt = handle.awaitReceipt(Duration.ofMinutes(20));
 * }</pre>
 */
public interface MessagingClient extends AutoCloseable {
  /** How long {@link #close()} waits for work under way. */
  Duration CLOSE_BOUND = Duration.ofSeconds(10);

  /** Sends without a key and with the client's defaults. */
  default MessageHandle send(MessageEnvelope envelope) {
    return send(envelope, SendOptions.none());
  }

  /**
   * Checks the message, journals it and returns. After that it survives a crash as far as the
   * journal does; what happens on the chains is told by the handle.
   *
   * @throws dev.interlane.error.RefusedException if it cannot be sent; nothing is kept
   * @throws dev.interlane.error.IdempotencyConflictException if the key belongs to another message
   * @throws dev.interlane.error.OverloadedException if too many messages are in flight
   * @throws dev.interlane.error.JournalUnavailableException if the journal cannot keep it
   * @throws dev.interlane.error.ClientClosedException if the client is closed
   */
  MessageHandle send(MessageEnvelope envelope, SendOptions options);

  /**
   * Sends several in one journal commit: all are accepted, or none and the first error is thrown as
   * by {@link #send}.
   */
  List<MessageHandle> sendAll(List<SendRequest> requests);

  /**
   * What the message would cost, or every reason why it cannot be sent. Nothing is kept or sent.
   */
  Quote quote(MessageEnvelope envelope, SendOptions options);

  /**
   * Follows the messages that a transaction on an origin dispatched, whoever sent it.
   *
   * @return one handle per message of a known transport in the transaction; empty if it has none
   * @throws dev.interlane.error.ChainUnavailableException if the origin cannot be asked
   * @throws IllegalArgumentException if the chain is not one of the client's
   */
  List<MessageHandle> track(TransactionRef originTransaction);

  /** The message with this id, if this client's journal has it. */
  Optional<MessageHandle> find(MessageId id);

  /** The message that was sent under this idempotency key, if there is one. */
  Optional<MessageHandle> findByKey(String idempotencyKey);

  /**
   * Tells {@code listener} of every event from now on, until the returned registration is closed.
   */
  Registration listen(MessageListener listener);

  /**
   * Every outcome from where this consumer is in the journal's log; from the beginning when it was
   * never there.
   *
   * @param consumer its name, 1 to 100 characters; one feed per name at a time
   */
  ReceiptFeed receipts(String consumer);

  /** What a person who runs this client sees and does. */
  Operator operator();

  /**
   * Closes the client. Waiting threads get a {@code ClientClosedException}.
   *
   * @return how many messages had not ended
   */
  int close(CloseMode mode, Duration bound);

  /** Stops at once, waiting at most {@link #CLOSE_BOUND} for work under way. */
  @Override
  default void close() {
    close(CloseMode.ABANDON, CLOSE_BOUND);
  }

  /** Ends when closed. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
