package dev.interlane.evm.bn254;

import java.math.BigInteger;

/**
 * {@code c0 + c1·i} with {@code i² = -1}.
 *
 * @param c0 the real part
 * @param c1 the imaginary part
 */
record Fp2(Fp c0, Fp c1) implements FieldElement<Fp2> {
  static final Fp2 ZERO = new Fp2(Fp.ZERO, Fp.ZERO);
  static final Fp2 ONE = new Fp2(Fp.ONE, Fp.ZERO);

  /** {@code 9 + i}, which is neither a square nor a cube: the higher fields stand on it. */
  static final Fp2 XI = new Fp2(Fp.of(BigInteger.valueOf(9)), Fp.ONE);

  @Override
  public boolean isZero() {
    return c0.isZero() && c1.isZero();
  }

  @Override
  public Fp2 one() {
    return ONE;
  }

  @Override
  public Fp2 plus(Fp2 other) {
    return new Fp2(c0.plus(other.c0), c1.plus(other.c1));
  }

  @Override
  public Fp2 minus(Fp2 other) {
    return new Fp2(c0.minus(other.c0), c1.minus(other.c1));
  }

  @Override
  public Fp2 negated() {
    return new Fp2(c0.negated(), c1.negated());
  }

  @Override
  public Fp2 twice() {
    return new Fp2(c0.twice(), c1.twice());
  }

  /** This with the other sign of i, which is also this to the power of p. */
  Fp2 conjugated() {
    return new Fp2(c0, c1.negated());
  }

  @Override
  public Fp2 times(Fp2 other) {
    return new Fp2(
        Fp.differenceOfProducts(c0, other.c0, c1, other.c1),
        Fp.sumOfProducts(c0, other.c1, c1, other.c0));
  }

  Fp2 times(Fp factor) {
    return new Fp2(c0.times(factor), c1.times(factor));
  }

  @Override
  public Fp2 squared() {
    return new Fp2(c0.plus(c1).times(c0.minus(c1)), c0.twice().times(c1));
  }

  /** {@code (9 + i)} times this. */
  Fp2 timesXi() {
    return new Fp2(nineTimes(c0).minus(c1), nineTimes(c1).plus(c0));
  }

  private static Fp nineTimes(Fp element) {
    return element.twice().twice().twice().plus(element);
  }

  @Override
  public Fp2 inverted() {
    Fp norm = Fp.sumOfProducts(c0, c0, c1, c1);
    return conjugated().times(norm.inverted());
  }

  /** This multiplied {@code exponent} times; the exponent is not negative. */
  Fp2 toThe(BigInteger exponent) {
    Fp2 power = ONE;
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      power = power.squared();
      if (exponent.testBit(bit)) {
        power = power.times(this);
      }
    }
    return power;
  }
}
