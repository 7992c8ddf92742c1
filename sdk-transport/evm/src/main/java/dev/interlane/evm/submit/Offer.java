package dev.interlane.evm.submit;

import dev.interlane.spi.FeeSuggestion;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What a transaction offers per gas.
 *
 * @param maxFee the most, base fee and tip together, in wei
 * @param tip the most of it that is the tip, in wei
 */
record Offer(BigInteger maxFee, BigInteger tip) {
  private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

  /** What a new transaction offers; empty if the cap does not even reach the next block. */
  static Optional<Offer> of(FeeSuggestion now, FeePolicy policy) {
    BigInteger cap = policy.maxFeePerGasWei();
    if (due(now).compareTo(cap) > 0) {
      return Optional.empty();
    }
    BigInteger wanted =
        now.baseFeePerGasWei()
            .multiply(BigInteger.valueOf(policy.baseFeeMultiple()))
            .add(now.priorityFeePerGasWei());
    return Optional.of(new Offer(wanted.min(cap), now.priorityFeePerGasWei()));
  }

  /** What the next block takes. */
  static BigInteger due(FeeSuggestion now) {
    return now.baseFeePerGasWei().add(now.priorityFeePerGasWei());
  }

  /** The same, but not above the cap. */
  Offer within(BigInteger cap) {
    return new Offer(maxFee.min(cap), tip.min(cap));
  }

  /** Whether price is no reason to wait now. */
  boolean suffices(FeeSuggestion now) {
    return maxFee.compareTo(due(now)) >= 0 && tip.compareTo(now.priorityFeePerGasWei()) >= 0;
  }

  /**
   * The offer of a replacement: the policy's step above this one in both fees, or what the market
   * asks if that is more. The cap may shorten the step, but not below what nodes ask.
   *
   * @return empty if the cap leaves no room for a step that nodes take
   */
  Optional<Offer> raised(FeeSuggestion now, FeePolicy policy) {
    BigInteger cap = policy.maxFeePerGasWei();
    BigInteger leastFee = step(maxFee, FeePolicy.LEAST_BUMP_PERMILLE);
    BigInteger leastTip = step(tip, FeePolicy.LEAST_BUMP_PERMILLE);
    if (leastFee.compareTo(cap) > 0) {
      return Optional.empty();
    }
    BigInteger raisedTip = step(tip, policy.bumpPermille()).max(now.priorityFeePerGasWei());
    BigInteger raisedFee =
        step(maxFee, policy.bumpPermille())
            .max(
                now.baseFeePerGasWei()
                    .multiply(BigInteger.valueOf(policy.baseFeeMultiple()))
                    .add(raisedTip))
            .min(cap);
    BigInteger boundedTip = raisedTip.min(raisedFee);
    return boundedTip.compareTo(leastTip) < 0
        ? Optional.empty()
        : Optional.of(new Offer(raisedFee, boundedTip));
  }

  /** Rounded up, and always more than before: nodes compare strictly. */
  private static BigInteger step(BigInteger fee, int permille) {
    BigInteger raised =
        fee.multiply(BigInteger.valueOf(1000L + permille))
            .add(THOUSAND.subtract(BigInteger.ONE))
            .divide(THOUSAND);
    return raised.max(fee.add(BigInteger.ONE));
  }
}
