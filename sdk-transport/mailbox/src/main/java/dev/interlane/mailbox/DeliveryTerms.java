package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.spi.TransportCapabilities.DeliveryBy;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Who is to bring messages to their destination, and what the dispatch pays for it. Immutable.
 *
 * <ul>
 *   <li>{@code SELF}: we do. The dispatch names the deployment's Merkle tree hook in place of the
 *       mailbox's default one, so no gas paymaster is paid.
 *   <li>{@code NETWORK}: Hyperlane's own relayers do, whom the mailbox's default hook pays. We
 *       watch.
 *   <li>{@code NETWORK_THEN_SELF}: they are paid, and we step in when they have not delivered some
 *       time after the dispatch.
 * </ul>
 *
 * <p>A deployment's {@link MailboxDeployment#dispatchHook} is named whoever delivers: it was chosen
 * for what it does.
 */
@Value.Immutable
@ImmutableStyle
public abstract class DeliveryTerms {
  private static final int MAX_BUFFER_PERCENT = 1_000;
  private static final DeliveryTerms SELF = builder().build();

  DeliveryTerms() {}

  /** We deliver, and pay nobody for it. */
  public static DeliveryTerms self() {
    return SELF;
  }

  /** Hyperlane's relayers deliver, and are paid for it. */
  public static DeliveryTerms network() {
    return builder().by(DeliveryBy.NETWORK).build();
  }

  /**
   * Hyperlane's relayers are paid, and we deliver what they have not this long after its dispatch.
   */
  public static DeliveryTerms networkThenSelf(Duration patience) {
    return builder().by(DeliveryBy.NETWORK_THEN_SELF).patience(patience).build();
  }

  /** Starts terms; all have a default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Who delivers. */
  @Value.Default
  public DeliveryBy by() {
    return DeliveryBy.SELF;
  }

  /** How long the network has, from the time of the dispatch's block, before we step in. */
  @Value.Default
  public Duration patience() {
    return Duration.ofMinutes(15);
  }

  /**
   * How much more than its quote a dispatch pays that pays the network, in percent: gas prices move
   * before it is included. What was too much comes back.
   */
  @Value.Default
  public int bufferPercent() {
    return 10;
  }

  /** Who gets back what was paid too much; the sender when empty. */
  public abstract Optional<EvmAddress> refundAddress();

  /** Whether the network is paid. */
  boolean paysNetwork() {
    return by() != DeliveryBy.SELF;
  }

  @Value.Check
  void check() {
    if (patience().isNegative()) {
      throw new IllegalArgumentException("patience must not be negative, got " + patience());
    }
    if (bufferPercent() < 0 || bufferPercent() > MAX_BUFFER_PERCENT) {
      throw new IllegalArgumentException(
          "bufferPercent must be 0 to " + MAX_BUFFER_PERCENT + ", got " + bufferPercent());
    }
  }

  /** Collects the terms. Not thread-safe. */
  public static final class Builder extends ImmutableDeliveryTerms.Builder {
    Builder() {}
  }
}
