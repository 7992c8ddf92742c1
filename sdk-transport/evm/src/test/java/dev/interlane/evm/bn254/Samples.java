package dev.interlane.evm.bn254;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random elements and points, the same ones for the same seed. */
final class Samples {
  private static final BigInteger P = Bn254.FIELD_MODULUS;

  private final long seed;
  private final Random random;

  private Samples(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** Fresh ones, or those of {@code -Dinterlane.seed}. */
  static Samples fresh() {
    return new Samples(Long.getLong("interlane.seed", System.nanoTime()));
  }

  /** For the description of an assertion. */
  String seed() {
    return "interlane.seed " + seed;
  }

  BigInteger below(BigInteger bound) {
    return new BigInteger(bound.bitLength() + 64, random).mod(bound);
  }

  BigInteger scalar() {
    return below(Bn254.ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE);
  }

  /** Numbers at the edges of limbs and of the field, then random ones. */
  List<BigInteger> numbers(int count) {
    List<BigInteger> numbers = new ArrayList<>();
    for (int bits = 0; bits <= 192; bits += 64) {
      BigInteger power = BigInteger.TWO.pow(bits);
      numbers.addAll(List.of(power.subtract(BigInteger.ONE), power, P.subtract(power)));
    }
    numbers.add(P.shiftRight(1));
    while (numbers.size() < count) {
      numbers.add(below(P));
    }
    return numbers;
  }

  Fp fp() {
    return Fp.of(below(P));
  }

  Fp2 fp2() {
    return new Fp2(fp(), fp());
  }

  Fp6 fp6() {
    return new Fp6(fp2(), fp2(), fp2());
  }

  Fp12 fp12() {
    return new Fp12(fp6(), fp6());
  }

  G1Point g1() {
    return G1Point.GENERATOR.times(scalar());
  }

  G2Point g2() {
    return G2Point.GENERATOR.times(scalar());
  }

  /** A point of the twist, almost certainly not of order r. */
  Affine<Fp2> twistPoint() {
    for (int attempt = 0; attempt < 100; attempt++) {
      Fp2 x = fp2();
      Affine<Fp2> point = new Affine<>(x, root(x.squared().times(x).plus(Twist.CONSTANT)));
      if (point.isOnCurve(Twist.CONSTANT)) {
        return point;
      }
    }
    throw new IllegalStateException("No point in 100 attempts, " + seed());
  }

  /** A square root in Fp2 if there is one, else anything. */
  private static Fp2 root(Fp2 square) {
    Fp norm = root(Fp.sumOfProducts(square.c0(), square.c0(), square.c1(), square.c1()));
    Fp half = Fp.ONE.twice().inverted();
    Fp candidate = square.c0().plus(norm).times(half);
    if (!root(candidate).squared().equals(candidate)) {
      candidate = square.c0().minus(norm).times(half);
    }
    Fp real = root(candidate);
    return new Fp2(real, square.c1().times(real.twice().inverted()));
  }

  /** A square root in Fp if there is one, else anything: p leaves 3 when divided by 4. */
  private static Fp root(Fp square) {
    return square.toThe(P.add(BigInteger.ONE).shiftRight(2));
  }
}
