package dev.interlane.testkit.chain;

import dev.interlane.chain.ChainId;
import dev.interlane.primitive.ImmutableStyle;
import java.math.BigInteger;
import java.time.Duration;
import org.immutables.value.Value;

/** What a simulated chain is like. Immutable. */
@Value.Immutable
@ImmutableStyle
public abstract class ChainOptions {
  ChainOptions() {}

  /** Starts options. */
  public static Builder builder() {
    return new Builder();
  }

  /** The chain's id, of namespace {@code eip155}. */
  public abstract ChainId id();

  /** From it every block gets its own hash. */
  public abstract long seed();

  /** The time between blocks, whole seconds; 12 seconds by default. */
  @Value.Default
  public Duration blockTime() {
    return Duration.ofSeconds(12);
  }

  /** How many blocks above it make a block safe. */
  @Value.Default
  public int safeDepth() {
    return 2;
  }

  /** How many blocks above it make a block final. */
  @Value.Default
  public int finalDepth() {
    return 4;
  }

  /** The most gas in a block; half of it is what the base fee aims at. */
  @Value.Default
  public long blockGasLimit() {
    return 60_000_000;
  }

  /** The base fee of the first block, in wei; 1 gwei by default. */
  @Value.Default
  public BigInteger initialBaseFeeWei() {
    return BigInteger.valueOf(1_000_000_000);
  }

  /** The priority fee the chain suggests, in wei; a tenth of a gwei by default. */
  @Value.Default
  public BigInteger suggestedTipWei() {
    return BigInteger.valueOf(100_000_000);
  }

  /** What a block's hash is; drawn from the seed by default. */
  @Value.Default
  public BlockHashes blockHashes() {
    return BlockHashes.DRAWN;
  }

  /** The rules of the transaction pool. */
  @Value.Default
  public PoolRules pool() {
    return PoolRules.geth();
  }

  @Value.Check
  void check() {
    if (!id().isEvm()) {
      throw new IllegalArgumentException("A simulated chain is an eip155 chain, got " + id());
    }
    if (blockTime().toSeconds() < 1 || blockTime().toNanosPart() != 0) {
      throw new IllegalArgumentException(
          "Block time is one or more whole seconds, got " + blockTime());
    }
    if (safeDepth() < 0 || finalDepth() < safeDepth()) {
      throw new IllegalArgumentException(
          "Depths must satisfy 0 <= safe <= final, got safe "
              + safeDepth()
              + ", final "
              + finalDepth());
    }
    if (blockGasLimit() < GasCost.TRANSACTION || initialBaseFeeWei().signum() <= 0) {
      throw new IllegalArgumentException(
          "A block needs room for a transaction and a base fee above zero, got gas limit "
              + blockGasLimit()
              + ", base fee "
              + initialBaseFeeWei());
    }
  }

  /** Collects the options. Not thread-safe. */
  public static final class Builder extends ImmutableChainOptions.Builder {
    Builder() {}
  }
}
