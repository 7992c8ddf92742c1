package dev.interlane.receipt;

import dev.interlane.chain.Inclusion;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.ImmutableStyle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * What really happened to a message, with the evidence. A snapshot: ask the handle again for a
 * newer one. Immutable.
 */
@Value.Immutable
@ImmutableStyle
public abstract class DeliveryReceipt {
  DeliveryReceipt() {}

  /** Starts a receipt; meant for the pipeline. */
  public static Builder builder() {
    return new Builder();
  }

  /** The message. */
  public MessageId id() {
    return envelope().id();
  }

  /** What was sent, as it was sent. */
  public abstract CanonicalEnvelope envelope();

  /** The place in its lane. */
  public abstract long laneSequence();

  /** The transport that carries it. */
  public abstract String transport();

  /** The expiry that counts, when there is one. */
  public abstract Optional<Instant> notAfter();

  /** Where the message is now. */
  public abstract DeliveryStatus status();

  /** How it ended, once it has. */
  public abstract Optional<DeliveryOutcome> outcomeIfKnown();

  /** The dispatch on the origin, while it is in a block. */
  public abstract Optional<Inclusion> dispatch();

  /** The execution on the destination, while it is in a block. */
  public abstract Optional<Inclusion> delivery();

  /** Why the destination believed the message; empty if it was never proven to us. */
  public abstract Optional<Evidence> evidence();

  /**
   * By which rule the destination accepted the message, as of the block that executed it; empty
   * before that is read, and for protocols without such a rule.
   */
  public abstract Optional<AcceptedUnder> acceptedUnder();

  /**
   * Data that shows to others what the destination executed; present when it was asked for, by
   * {@code MessageHandle.proveExecution}.
   */
  public abstract Optional<ExecutionProof> executionProof();

  /** What the protocol calls the message. */
  public abstract List<ProtocolId> protocolIds();

  /** What was paid so far by our accounts. */
  public abstract List<Fee> costs();

  /**
   * How often it can execute: once per MessageId where the recipient checks it, else once per
   * protocol id.
   */
  public abstract ReplayScope replayScope();

  /** Every event, oldest first. */
  public abstract List<TimelineEntry> timeline();

  /** How many deliveries were tried. */
  public abstract OptionalLong deliveryAttempts();

  /**
   * How the message ended.
   *
   * @throws IllegalStateException if it has not ended; {@link #outcomeIfKnown} asks without that
   */
  public DeliveryOutcome outcome() {
    return outcomeIfKnown()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Message " + id() + " has not ended, its status is " + status()));
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder extends ImmutableDeliveryReceipt.Builder {
    Builder() {}
  }
}
