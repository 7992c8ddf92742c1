package dev.interlane.testkit.simulation;

import dev.interlane.message.MessageId;
import java.time.Instant;
import java.util.Optional;

/**
 * A broken invariant.
 *
 * @param invariant which one
 * @param at when it was noticed, in simulated time
 * @param message which message it is about, if it is about one
 * @param detail what was found
 */
public record Violation(
    Invariant invariant, Instant at, Optional<MessageId> message, String detail) {
  @Override
  public String toString() {
    return invariant.id()
        + " "
        + invariant.sentence()
        + ": "
        + detail
        + message.map(id -> " (message " + id + ")").orElse("");
  }
}
