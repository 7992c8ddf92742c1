package dev.interlane.testkit.chain;

import dev.interlane.primitive.ImmutableStyle;
import java.math.BigInteger;
import org.immutables.value.Value;

/** The numbers a node's transaction pool goes by; geth's by default. Immutable. */
@Value.Immutable
@ImmutableStyle
public abstract class PoolRules {
  PoolRules() {}

  /** Starts rules. */
  public static Builder builder() {
    return new Builder();
  }

  /** geth's numbers. */
  public static PoolRules geth() {
    return builder().build();
  }

  /** By how much a replacement must bid higher in both fee fields. */
  @Value.Default
  public int replacementBumpPercent() {
    return 10;
  }

  /** How many transactions of one account a full pool keeps. */
  @Value.Default
  public int guaranteedSlots() {
    return 16;
  }

  /** How many transactions of one account may wait behind a nonce gap; the last ones go. */
  @Value.Default
  public int queuedPerAccount() {
    return 64;
  }

  /** How many transactions the pool holds in all. */
  @Value.Default
  public int maxTransactions() {
    return 6_144;
  }

  /** The least priority fee per gas, in wei. */
  @Value.Default
  public BigInteger minimumTipWei() {
    return BigInteger.ONE;
  }

  @Value.Check
  void check() {
    if (replacementBumpPercent() < 0
        || guaranteedSlots() < 1
        || queuedPerAccount() < 0
        || maxTransactions() < 1
        || minimumTipWei().signum() < 0) {
      throw new IllegalArgumentException("Pool rules must not be negative or empty: " + this);
    }
  }

  /** Collects the rules. Not thread-safe. */
  public static final class Builder extends ImmutablePoolRules.Builder {
    Builder() {}
  }
}
