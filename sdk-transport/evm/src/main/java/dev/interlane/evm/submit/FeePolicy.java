package dev.interlane.evm.submit;

import dev.interlane.primitive.ImmutableStyle;
import java.math.BigInteger;
import org.immutables.value.Value;

/**
 * What transactions may offer, and when they offer more.
 *
 * <pre>{@code
 * FeePolicy thrifty = FeePolicy.builder().maxFeePerGasWei(BigInteger.valueOf(30_000_000_000L)).build();
 * }</pre>
 */
@Value.Immutable
@ImmutableStyle
public abstract class FeePolicy {
  /** What nodes ask of a replacement: 10 % more of both fees (geth's pool, and its heirs'). */
  static final int LEAST_BUMP_PERMILLE = 100;

  private static final int MAX_BUMP_PERMILLE = 10_000;
  private static final int MAX_HEADROOM_PERCENT = 900;
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  FeePolicy() {}

  /** Starts a policy; what is not set keeps its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** The defaults. */
  public static FeePolicy defaults() {
    return builder().build();
  }

  /**
   * The most a transaction ever offers per gas, tip included, in wei: 500 gwei by default. When the
   * chain asks more, transactions are blocked or left waiting, never sent above it.
   */
  @Value.Default
  public BigInteger maxFeePerGasWei() {
    return GWEI.multiply(BigInteger.valueOf(500));
  }

  /**
   * How many times the next base fee a new transaction offers beside its tip, so that it survives
   * some rising; 2 by default, enough for six full blocks.
   */
  @Value.Default
  public int baseFeeMultiple() {
    return 2;
  }

  /** What is added to an estimate of gas, in percent; 20 by default. */
  @Value.Default
  public int gasHeadroomPercent() {
    return 20;
  }

  /** How much more a replacement offers of both fees, in permille; 125 by default, at least 100. */
  @Value.Default
  public int bumpPermille() {
    return 125;
  }

  /** After how many blocks of waiting an attempt may be replaced; 3 by default. */
  @Value.Default
  public int repriceAfterBlocks() {
    return 3;
  }

  @Value.Check
  void check() {
    if (maxFeePerGasWei().signum() <= 0 || maxFeePerGasWei().bitLength() > 256) {
      throw new IllegalArgumentException(
          "maxFeePerGasWei must be from 1 to 2^256-1, got " + maxFeePerGasWei());
    }
    requireRange("baseFeeMultiple", baseFeeMultiple(), 1, 100);
    requireRange("gasHeadroomPercent", gasHeadroomPercent(), 0, MAX_HEADROOM_PERCENT);
    requireRange("bumpPermille", bumpPermille(), LEAST_BUMP_PERMILLE, MAX_BUMP_PERMILLE);
    requireRange("repriceAfterBlocks", repriceAfterBlocks(), 1, Integer.MAX_VALUE);
  }

  private static void requireRange(String field, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          field + " must be from " + min + " to " + max + ", got " + value);
    }
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder extends ImmutableFeePolicy.Builder {
    Builder() {}
  }
}
