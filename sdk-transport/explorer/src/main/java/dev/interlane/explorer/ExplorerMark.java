package dev.interlane.explorer;

import dev.interlane.chain.ChainId;
import dev.interlane.message.MessageId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened beside the messages. Immutable.
 *
 * @param at when
 * @param kind what kind of thing it is
 * @param chain the chain it happened to, if it was one
 * @param message the message it is about, if it is about one
 * @param text what happened
 */
public record ExplorerMark(
    Instant at, Kind kind, Optional<ChainId> chain, Optional<MessageId> message, String text) {
  /** Kinds of marks. */
  public enum Kind {
    /** Something went wrong on purpose. */
    FAULT,
    /** Something does not hold that must. */
    VIOLATION
  }
}
