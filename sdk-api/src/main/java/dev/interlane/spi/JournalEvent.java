package dev.interlane.spi;

import dev.interlane.message.MessageId;
import dev.interlane.receipt.TimelineEntry;

/**
 * An event in the journal's log.
 *
 * @param position its place in the log, rising; 0 in a batch, assigned by the journal
 * @param message whose event it is
 * @param entry when and what
 */
public record JournalEvent(long position, MessageId message, TimelineEntry entry) {
  /** An event that is not in the log yet. */
  public static JournalEvent of(MessageId message, TimelineEntry entry) {
    return new JournalEvent(0, message, entry);
  }
}
