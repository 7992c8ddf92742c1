package dev.interlane.client;

import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.TimelineEntry;

/**
 * Told of every event of every message after it is journaled, in order per message. Implementations
 * must be quick and thread-safe; one that throws is logged and changes nothing. After a crash,
 * events that were journaled but not yet told are not told again: a durable consumer reads the
 * journal's event log instead.
 */
@FunctionalInterface
public interface MessageListener {
  /** An event was journaled. */
  void onEvent(MessageId id, TimelineEntry entry);

  /** The message reached an outcome; called after {@link #onEvent} of the concluding event. */
  default void onOutcome(DeliveryReceipt receipt) {}
}
