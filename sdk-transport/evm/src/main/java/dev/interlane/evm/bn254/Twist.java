package dev.interlane.evm.bn254;

import java.math.BigInteger;

/**
 * The curve {@code y² = x³ + 3/(9 + i)} over Fp2. It has {@code r·(2p - r)} points; those of order
 * r are the second group of the pairing.
 */
final class Twist {
  static final Fp2 CONSTANT =
      new Fp2(Fp.of(BigInteger.valueOf(3)), Fp.ZERO).times(Fp2.XI.inverted());

  private static final BigInteger P_LESS_ONE = Bn254.FIELD_MODULUS.subtract(BigInteger.ONE);
  private static final Fp2 FOR_X = Fp2.XI.toThe(P_LESS_ONE.divide(BigInteger.valueOf(3)));
  private static final Fp2 FOR_Y = Fp2.XI.toThe(P_LESS_ONE.divide(BigInteger.TWO));

  private Twist() {}

  /**
   * The endomorphism ψ: onto the curve, to the power of p, and back onto the twist. It multiplies
   * points of order r by p.
   */
  static Affine<Fp2> psi(Affine<Fp2> point) {
    return new Affine<>(point.x().conjugated().times(FOR_X), point.y().conjugated().times(FOR_Y));
  }

  /**
   * Whether a point of the twist has order r (or is infinity), by {@code [u+1]Q + ψ([u]Q) +
   * ψ²([u]Q) = ψ³([2u]Q)}: one multiplication by the 63 bits of u instead of the 254 of r. A test
   * works out that exactly the points of order r satisfy it.
   *
   * @see <a href="https://eprint.iacr.org/2022/348">Dai, Lin, Zhao, Zhou, Fast Subgroup Membership
   *     Testings for G1, G2 and GT on Pairing-friendly Curves</a>
   */
  static boolean isInSubgroup(Affine<Fp2> point) {
    Affine<Fp2> multiple = Jacobian.multiple(point, Bn254.U).toAffine();
    Affine<Fp2> first = psi(multiple);
    Affine<Fp2> second = psi(first);
    Affine<Fp2> third = psi(second).negated();
    return Jacobian.of(point)
        .plus(multiple)
        .plus(first)
        .plus(second)
        .plus(third)
        .plus(third)
        .isInfinity();
  }
}
