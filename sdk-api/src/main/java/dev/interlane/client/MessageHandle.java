package dev.interlane.client;

import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.ExecutionProof;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Follows one message. Handles are cheap, may be dropped, and are found again by id. Thread-safe.
 */
public interface MessageHandle {
  /** The message. */
  MessageId id();

  /** Where it is now. */
  DeliveryStatus status();

  /** What is known now, outcome or not. */
  DeliveryReceipt receipt();

  /**
   * What is known now, with a proof of the execution that the SDK has fetched and checked. The
   * proof leads to a block hash of the destination, whose source it names.
   *
   * @param kind by receipt needs a delivery; by storage also shows that there is none as of the
   *     newest final block
   * @throws IllegalStateException if it is to be by receipt and the message is in no block of the
   *     destination, or the message was never dispatched, or its transport proves nothing
   * @throws dev.interlane.error.ChainUnavailableException if the destination's node has no proof,
   *     or one that does not hold
   */
  DeliveryReceipt proveExecution(ExecutionProof.Kind kind);

  /**
   * Waits for an outcome.
   *
   * @throws dev.interlane.error.AwaitTimeoutException if there is none within {@code timeout}; the
   *     message goes on
   * @throws dev.interlane.error.AwaitInterruptedException if the thread is interrupted; its
   *     interrupt flag is set again
   * @throws dev.interlane.error.ClientClosedException if the client is closed meanwhile
   * @throws IllegalArgumentException if {@code timeout} is negative
   */
  DeliveryReceipt awaitReceipt(Duration timeout);

  /** Completes with the first outcome; never completed by a caller's cancel. */
  CompletionStage<DeliveryReceipt> outcome();

  /**
   * Asks to stop. A message that was never broadcast is {@code Cancelled}; of one that was, no
   * further step is begun and it ends as what really happens.
   *
   * @throws dev.interlane.error.IllegalInStateException if it is already delivered or has ended
   */
  void cancel();

  /**
   * Lets a parked or given-up message go on, with a fresh count of attempts.
   *
   * @throws dev.interlane.error.IllegalInStateException if it is neither
   */
  void resume();
}
