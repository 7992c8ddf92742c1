package dev.interlane.message;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.primitive.ImmutableStyle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * Who sends what to whom, and under which terms. An application builds one and hands it to {@code
 * MessagingClient.send}; every send is a message of its own, even of an equal envelope, unless an
 * idempotency key says otherwise. Immutable.
 *
 * <pre>{@code
 * MessageEnvelope.builder()
 *     .sender(backend).recipient(vault)
 *     .body(ContractCall.of("deposit(address,uint256)", user, amount))
 *     .expiresAfter(Duration.ofHours(2))
 *     .build();
 * }</pre>
 */
@Value.Immutable
@ImmutableStyle
public abstract class MessageEnvelope {
  /** The largest destination gas limit that is accepted: 2^53, far above any block. */
  public static final long MAX_GAS_LIMIT = 1L << 53;

  MessageEnvelope() {}

  /** Starts an envelope; sender, recipient and body are required. */
  public static Builder builder() {
    return new Builder();
  }

  /** The account that dispatches on the origin; one of our keys must control it. */
  public abstract AccountId sender();

  /** The contract that executes on the destination. */
  public abstract AccountId recipient();

  /** What is executed. */
  public abstract MessageBody body();

  /** Until when; never by default. */
  @Value.Default
  public Expiry expiry() {
    return new Expiry.Never();
  }

  /** Whether the message keeps its place in its lane; unordered by default. */
  @Value.Default
  public Ordering ordering() {
    return Ordering.UNORDERED;
  }

  /**
   * How sure both chains must be before we go on and before a receipt is final; it binds no
   * validator and no other relayer.
   */
  @Value.Default
  public Finality finality() {
    return Finality.FINAL;
  }

  /**
   * The gas for the execution at the destination, in the destination's gas units; estimated when
   * empty.
   */
  public abstract OptionalLong gasLimit();

  /** Attributes carried through unchanged. */
  public abstract List<Attribute> attributes();

  @Value.Check
  void check() {
    if (sender().chain().equals(recipient().chain())) {
      throw new IllegalArgumentException(
          "Sender and recipient are both on "
              + sender().chain()
              + ": a message crosses chains. Call the contract directly instead");
    }
    body().requireAddressesOn(recipient().chain());
    gasLimit()
        .ifPresent(
            gas -> {
              if (gas <= 0 || gas > MAX_GAS_LIMIT) {
                throw new IllegalArgumentException(
                    "gasLimit must be between 1 and 2^53, got " + gas);
              }
            });
  }

  /** Collects the parts of an envelope. Not thread-safe. */
  public static final class Builder extends ImmutableMessageEnvelope.Builder {
    Builder() {}

    /** Expires this long after the message is accepted; whole seconds, at least one. */
    public Builder expiresAfter(Duration duration) {
      return expiry(new Expiry.Within(duration));
    }

    /** Expires at this instant; whole seconds. */
    public Builder expiresAt(Instant notAfter) {
      return expiry(new Expiry.At(notAfter));
    }
  }
}
