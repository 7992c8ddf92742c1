package dev.interlane.spi;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Everything the journal knows of a message: what was accepted, which never changes, and how far
 * each leg is. Immutable.
 */
@Value.Immutable
@ImmutableStyle
public abstract class MessageRecord {
  MessageRecord() {}

  /** Starts a record. */
  public static Builder builder() {
    return new Builder();
  }

  // What was accepted.

  /** The application that sent it. */
  public abstract String appId();

  /** The envelope. */
  public abstract CanonicalEnvelope envelope();

  /** The key it was sent under. */
  public abstract Optional<String> idempotencyKey();

  /** The token of the origin in which its dispatch pays the protocol; the coin when empty. */
  public abstract Optional<AccountId> feeToken();

  /** The most that its dispatch may pay the protocol, in the smallest unit of what it pays in. */
  public abstract Optional<BigInteger> maxOriginFee();

  /** The transport that carries it. */
  public abstract String transport();

  /** The expiry that counts. */
  public abstract Optional<Instant> notAfter();

  /** The number in its lane among those of the same ordering, from zero. */
  public abstract long laneSequence();

  /** When it was accepted. */
  public abstract Instant acceptedAt();

  /** Who dispatched it: us, or somebody whose transaction we track. */
  public abstract Source source();

  // How far it is.

  /** 0 for a new record; the journal adds one with every commit. */
  @Value.Default
  public long version() {
    return 0;
  }

  /** The dispatch transaction in its block. */
  public abstract Optional<Leg> dispatch();

  /** The index of the step under way in the transport's list. */
  @Value.Default
  public int stepIndex() {
    return 0;
  }

  /** What the transport keeps for its next step. */
  @Value.Default
  public Bytes memo() {
    return Bytes.EMPTY;
  }

  /** Why the destination will believe it, once proven. */
  public abstract Optional<Evidence> evidence();

  /** The execution in its block. */
  public abstract Optional<Leg> delivery();

  /** Whose transaction executed it; present exactly with {@link #delivery}. */
  public abstract Optional<Executor> executor();

  /** By which rule the destination accepted it, once read; only beside {@link #delivery}. */
  public abstract Optional<AcceptedUnder> acceptedUnder();

  /** What the protocol calls it. */
  public abstract List<ProtocolId> protocolIds();

  /** What our accounts paid. */
  public abstract List<Fee> costs();

  /** The key of the intent that is out for the current step. */
  public abstract Optional<String> liveIntent();

  /**
   * Whether any transaction for this message was ever signed: only then may something be out there.
   */
  @Value.Default
  public Broadcast broadcast() {
    return Broadcast.NEVER;
  }

  /** How often the current step was begun. */
  @Value.Default
  public int attempts() {
    return 0;
  }

  /**
   * When the current step is looked at again at the latest; empty when a block or a person decides.
   */
  public abstract Optional<Instant> nextAttemptAt();

  /** Present while a person is needed. */
  public abstract Optional<DeliveryStatus.Parked> parked();

  /** Whether a person asked to stop. */
  @Value.Default
  public Intent wanted() {
    return Intent.DELIVER;
  }

  /** How it ended, once it has. */
  public abstract Optional<DeliveryOutcome> outcome();

  /** The message. */
  public MessageId id() {
    return envelope().id();
  }

  /** As a transport gets it. */
  public Outbound outbound() {
    return new Outbound(envelope(), notAfter(), laneSequence(), feeToken());
  }

  /** Where it is, derived from the legs. */
  public DeliveryStatus status() {
    if (parked().isPresent()) {
      return parked().get();
    }
    if (delivery().isPresent() && executor().isPresent()) {
      return new DeliveryStatus.Delivered(
          delivery().get().inclusion(),
          executor().get().by(),
          executor().get().account(),
          delivery().get().finality());
    }
    if (evidence().isPresent()) {
      return new DeliveryStatus.Proven(evidence().get());
    }
    return dispatch()
        .<DeliveryStatus>map(leg -> new DeliveryStatus.Dispatched(leg.inclusion(), leg.finality()))
        .orElseGet(DeliveryStatus.Accepted::new);
  }

  /**
   * Whether it still has to be worked on or watched: it has no outcome, or one that others can
   * still change ({@code Undelivered}, which a stranger may turn into {@code Executed}).
   */
  public boolean isOpen() {
    return outcome().isEmpty() || outcome().get() instanceof DeliveryOutcome.Undelivered;
  }

  @Value.Check
  void check() {
    if (delivery().isPresent() != executor().isPresent()) {
      throw new IllegalArgumentException(
          "Delivery and executor of "
              + id()
              + " come together, got "
              + delivery()
              + ", "
              + executor());
    }
    if (acceptedUnder().isPresent() && delivery().isEmpty()) {
      throw new IllegalArgumentException(
          "Message " + id() + " was delivered by no transaction, but " + acceptedUnder().get());
    }
    checkNotNegative("laneSequence", laneSequence());
    checkNotNegative("version", version());
    checkNotNegative("stepIndex", stepIndex());
    checkNotNegative("attempts", attempts());
  }

  private void checkNotNegative(String field, long number) {
    if (number < 0) {
      throw new IllegalArgumentException(
          field + " of " + id() + " must not be negative, got " + number);
    }
  }

  /**
   * A transaction in its block.
   *
   * @param inclusion the transaction and the block
   * @param finality how sure the block is
   */
  public record Leg(Inclusion inclusion, Finality finality) {}

  /**
   * Whose transaction executed the message.
   *
   * @param by whether it was ours
   * @param account the account that sent it
   */
  public record Executor(DeliveredBy by, AccountId account) {}

  /** Who dispatched. */
  public enum Source {
    /** We did, or will. */
    OURS,
    /** Somebody else; we only follow and may deliver. */
    FOREIGN
  }

  /** Whether anything was ever signed. */
  public enum Broadcast {
    /** Nothing: the message can still be taken back. */
    NEVER,
    /** A signed transaction exists and may be anywhere. */
    POSSIBLE
  }

  /** What the application wants. */
  public enum Intent {
    /** Deliver it. */
    DELIVER,
    /** Stop if possible. */
    CANCEL
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder extends ImmutableMessageRecord.Builder {
    Builder() {}
  }
}
