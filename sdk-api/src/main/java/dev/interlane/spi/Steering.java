package dev.interlane.spi;

import dev.interlane.chain.TransactionRef;
import dev.interlane.message.MessageId;

/** What only the instance that works can do, asked of it by one that stands by. */
public sealed interface Steering {
  /** Stop a message, if nothing has left yet. */
  record Cancel(MessageId message) implements Steering {}

  /** Let a parked message go on. */
  record Resume(MessageId message) implements Steering {}

  /** Offer more for a message's pending transaction. */
  record Replace(MessageId message) implements Steering {}

  /** Take over the messages of somebody else's transaction. */
  record Track(TransactionRef originTransaction) implements Steering {}

  /**
   * One that waits for its answer.
   *
   * @param number names it within the journal
   */
  record Asked(long number, Steering what) {}
}
