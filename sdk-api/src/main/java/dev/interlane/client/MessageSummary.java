package dev.interlane.client;

import dev.interlane.chain.AccountId;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.receipt.Actor;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** A message as a line of a list. Immutable. */
@Value.Immutable
@ImmutableStyle
public abstract class MessageSummary {
  MessageSummary() {}

  /** Starts a summary; meant for the pipeline. */
  public static Builder builder() {
    return new Builder();
  }

  /** The message. */
  public abstract MessageId id();

  /** Where it stands. */
  public abstract MessageStanding standing();

  /** Its author; the account's chain is the origin. */
  public abstract AccountId sender();

  /** Whom it is for; the account's chain is the destination. */
  public abstract AccountId recipient();

  /** The transport it travels by. */
  public abstract String transport();

  /** Its place in its lane. */
  public abstract long laneSequence();

  /** The key it was sent under. */
  public abstract Optional<String> idempotencyKey();

  /** When it was accepted. */
  public abstract Instant acceptedAt();

  /** How often the step under way was begun. */
  public abstract int attempts();

  /** Why it is parked or how it ended; empty while it is under way. */
  public abstract String reason();

  /** Who has to act, while it is parked. */
  public abstract Optional<Actor> actor();

  /** Collects the parts. Not thread-safe. */
  public static final class Builder extends ImmutableMessageSummary.Builder {
    Builder() {}
  }
}
