package dev.interlane.relay;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.web.OffchainLookups;
import dev.interlane.primitive.ImmutableStyle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How the relay transport works. Immutable. */
@Value.Immutable
@ImmutableStyle
public abstract class RelayOptions {
  RelayOptions() {}

  /** Starts options. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where Hyperlane's contracts are, one deployment per chain. */
  public abstract List<MailboxDeployment> deployments();

  /**
   * How sure the origin must be before the operator vouches for a message: with a trusted relayer
   * this is the whole security against reorganisations. FINAL by default; an envelope may ask for
   * more, never for less.
   */
  @Value.Default
  public Finality finality() {
    return Finality.FINAL;
  }

  /**
   * Senders, besides our own accounts, whose messages are delivered when they are tracked. Nobody
   * by default.
   */
  public abstract List<AccountId> allowedSenders();

  /** How long to wait before a message that could not be proven is looked at again. */
  @Value.Default
  public Duration pollInterval() {
    return Duration.ofSeconds(2);
  }

  /** Who delivers, and what is paid for it. We do by default, and pay nobody else. */
  @Value.Default
  public DeliveryTerms terms() {
    return DeliveryTerms.self();
  }

  /**
   * How to ask the gateways that CCIP-read ISMs name. Where it is missing, recipients behind such
   * ISMs are refused. It stays the caller's to close. Nobody is asked by default.
   */
  public abstract Optional<OffchainLookups> lookups();

  @Value.Check
  void check() {
    if (pollInterval().isNegative() || pollInterval().isZero()) {
      throw new IllegalArgumentException("pollInterval must be positive, got " + pollInterval());
    }
  }

  /** Collects the options. Not thread-safe. */
  public static final class Builder extends ImmutableRelayOptions.Builder {
    Builder() {}
  }
}
