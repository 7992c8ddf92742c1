package dev.interlane.spi;

import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.receipt.ReplayScope;
import org.immutables.value.Value;

/**
 * What a transport can promise on a route; compared with the envelope before anything is sent.
 * Immutable.
 */
@Value.Immutable
@ImmutableStyle
public abstract class TransportCapabilities {
  TransportCapabilities() {}

  /** Starts capabilities. */
  public static Builder builder() {
    return new Builder();
  }

  /** Who delivers. */
  public abstract DeliveryBy deliveryBy();

  /** Whether the protocol itself keeps messages in order. */
  public abstract ProtocolOrder order();

  /** Who enforces an expiry. */
  public abstract TimeoutBy timeout();

  /** Whether a failure at the destination is recorded there for good. */
  public abstract FailureRecord failureRecord();

  /** What the protocol itself refuses to execute twice. */
  public abstract ReplayScope replayScope();

  /** The largest framed body in bytes. */
  public abstract int maxBodyBytes();

  /** Who brings a proven message to the destination. */
  public enum DeliveryBy {
    /** We do. */
    SELF,
    /** The protocol's network does. */
    NETWORK,
    /** The network does, and we step in when it is late. */
    NETWORK_THEN_SELF
  }

  /** Whether the protocol executes the messages of a lane in the order of their dispatch. */
  public enum ProtocolOrder {
    /** It does not. */
    NONE,
    /** It does. */
    ORDERED
  }

  /** Who refuses to execute a message that has expired. */
  public enum TimeoutBy {
    /** Nobody: it only stops us from sending. */
    NONE,
    /** The recipient, where it is a {@code CallRecipient}. */
    RECIPIENT,
    /** The protocol proves it. */
    PROVEN
  }

  /** What the destination keeps of an execution that failed. */
  public enum FailureRecord {
    /** A failing message stays undelivered and can be tried for ever. */
    NONE,
    /** A failure is recorded and can be retried. */
    RETRYABLE,
    /** A failure is recorded for good. */
    FINAL
  }

  @Value.Check
  void check() {
    if (maxBodyBytes() <= 0) {
      throw new IllegalArgumentException("maxBodyBytes must be positive, got " + maxBodyBytes());
    }
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder extends ImmutableTransportCapabilities.Builder {
    Builder() {}
  }
}
