package dev.interlane.testkit.chain;

import java.math.BigInteger;

/** How the base fee follows demand (EIP-1559). */
final class BaseFee {
  private static final long ELASTICITY = 2;
  private static final BigInteger CHANGE_DENOMINATOR = BigInteger.valueOf(8);

  private BaseFee() {}

  /** The base fee after a block that used this much gas. */
  static BigInteger after(BigInteger baseFee, long gasUsed, long gasLimit) {
    long target = gasLimit / ELASTICITY;
    BigInteger change =
        baseFee
            .multiply(BigInteger.valueOf(Math.abs(gasUsed - target)))
            .divide(BigInteger.valueOf(target))
            .divide(CHANGE_DENOMINATOR);
    if (gasUsed > target) {
      return baseFee.add(change.max(BigInteger.ONE));
    }
    return baseFee.subtract(change);
  }
}
