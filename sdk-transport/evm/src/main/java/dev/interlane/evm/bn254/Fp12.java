package dev.interlane.evm.bn254;

import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * {@code c0 + c1·w} with {@code w² = v}: the field in which pairings live. As a polynomial in w the
 * coefficients of w⁰ .. w⁵ are {@code c0.c0, c1.c0, c0.c1, c1.c1, c0.c2, c1.c2}, and {@code w⁶ = 9
 * + i}.
 */
record Fp12(Fp6 c0, Fp6 c1) {
  static final Fp12 ONE = new Fp12(Fp6.ONE, Fp6.ZERO);

  private static final BigInteger SIXTH =
      Bn254.FIELD_MODULUS.subtract(BigInteger.ONE).divide(BigInteger.valueOf(6));

  /** {@code w^(k(p-1)) = (9 + i)^(k(p-1)/6)}, which w^k gains when it is raised to the p. */
  private static final Fp2[] TWISTS =
      IntStream.range(0, 6)
          .mapToObj(power -> Fp2.XI.toThe(SIXTH.multiply(BigInteger.valueOf(power))))
          .toArray(Fp2[]::new);

  Fp12 times(Fp12 other) {
    Fp6 low = c0.times(other.c0);
    Fp6 high = c1.times(other.c1);
    Fp6 mixed = c0.plus(c1).times(other.c0.plus(other.c1)).minus(low).minus(high);
    return new Fp12(low.plus(high.timesV()), mixed);
  }

  Fp12 squared() {
    Fp6 product = c0.times(c1);
    Fp6 square = c0.plus(c1).times(c0.plus(c1.timesV()));
    return new Fp12(square.minus(product).minus(product.timesV()), product.twice());
  }

  /** This times {@code 1 + (l1 + l3·v)·w}, the shape of a line: ten products of Fp2. */
  Fp12 timesLine(Fp2 l1, Fp2 l3) {
    return new Fp12(c0.plus(c1.timesSparse(l1, l3).timesV()), c1.plus(c0.timesSparse(l1, l3)));
  }

  /** This to the power of p⁶; the inverse, for what {@link FinalExponentiation} deals with. */
  Fp12 conjugated() {
    return new Fp12(c0, c1.negated());
  }

  Fp12 inverted() {
    Fp6 inverse = c0.times(c0).minus(c1.times(c1).timesV()).inverted();
    return new Fp12(c0.times(inverse), c1.times(inverse).negated());
  }

  /** This to the power of p. */
  Fp12 frobenius() {
    return new Fp12(
        new Fp6(
            c0.c0().conjugated(),
            c0.c1().conjugated().times(TWISTS[2]),
            c0.c2().conjugated().times(TWISTS[4])),
        new Fp6(
            c1.c0().conjugated().times(TWISTS[1]),
            c1.c1().conjugated().times(TWISTS[3]),
            c1.c2().conjugated().times(TWISTS[5])));
  }

  /**
   * The square of an element whose order divides {@code p⁴ - p² + 1}: nine squares of Fp2 instead
   * of twelve products.
   *
   * @see <a href="https://eprint.iacr.org/2009/565">Granger and Scott, Faster Squaring in the
   *     Cyclotomic Subgroup of Sixth Degree Extensions</a>
   */
  Fp12 cyclotomicSquared() {
    Quartic first = Quartic.square(c0.c0(), c1.c1());
    Quartic second = Quartic.square(c1.c0(), c0.c2());
    Quartic third = Quartic.square(c0.c1(), c1.c2());
    return new Fp12(
        new Fp6(
            thriceMinusTwice(first.real(), c0.c0()),
            thriceMinusTwice(second.real(), c0.c1()),
            thriceMinusTwice(third.real(), c0.c2())),
        new Fp6(
            thricePlusTwice(third.other().timesXi(), c1.c0()),
            thricePlusTwice(first.other(), c1.c1()),
            thricePlusTwice(second.other(), c1.c2())));
  }

  private static Fp2 thriceMinusTwice(Fp2 square, Fp2 old) {
    return square.minus(old).twice().plus(square);
  }

  private static Fp2 thricePlusTwice(Fp2 square, Fp2 old) {
    return square.plus(old).twice().plus(square);
  }

  /** {@code real + other·s} with {@code s² = 9 + i}, of degree four over Fp. */
  private record Quartic(Fp2 real, Fp2 other) {
    static Quartic square(Fp2 a, Fp2 b) {
      Fp2 squareA = a.squared();
      Fp2 squareB = b.squared();
      return new Quartic(
          squareB.timesXi().plus(squareA), a.plus(b).squared().minus(squareA).minus(squareB));
    }
  }
}
