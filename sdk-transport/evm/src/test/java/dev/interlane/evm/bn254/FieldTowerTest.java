package dev.interlane.evm.bn254;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The extensions of the field, each against the one below it. */
class FieldTowerTest {
  private static final BigInteger P = Bn254.FIELD_MODULUS;

  private final Samples samples = Samples.fresh();

  @RepeatedTest(5)
  void fp2MultipliesAsComplexNumbersDo() {
    Fp2 a = samples.fp2();
    Fp2 b = samples.fp2();

    Fp2 product = a.times(b);

    assertThat(product.c0())
        .as(samples.seed())
        .isEqualTo(a.c0().times(b.c0()).minus(a.c1().times(b.c1())));
    assertThat(product.c1())
        .as(samples.seed())
        .isEqualTo(a.c0().times(b.c1()).plus(a.c1().times(b.c0())));
    assertThat(a.squared()).as(samples.seed()).isEqualTo(a.times(a));
    assertThat(a.times(a.inverted())).as(samples.seed()).isEqualTo(Fp2.ONE);
    assertThat(a.timesXi()).as(samples.seed()).isEqualTo(a.times(Fp2.XI));
    assertThat(a.conjugated()).as(samples.seed()).isEqualTo(a.toThe(P));
    assertThat(a.twice()).as(samples.seed()).isEqualTo(a.plus(a));
    assertThat(a.minus(b)).as(samples.seed()).isEqualTo(a.plus(b.negated()));
    assertThat(a.times(b.c0())).as(samples.seed()).isEqualTo(a.times(new Fp2(b.c0(), Fp.ZERO)));
  }

  @Test
  void xiIsNeitherSquareNorCube() {
    BigInteger units = P.multiply(P).subtract(BigInteger.ONE);

    assertThat(Fp2.XI.toThe(units.divide(BigInteger.TWO))).isNotEqualTo(Fp2.ONE);
    assertThat(Fp2.XI.toThe(units.divide(BigInteger.valueOf(3)))).isNotEqualTo(Fp2.ONE);
    assertThat(Fp2.XI.toThe(units)).isEqualTo(Fp2.ONE);
  }

  @RepeatedTest(5)
  void fp6MultipliesAsPolynomialsDo() {
    Fp6 a = samples.fp6();
    Fp6 b = samples.fp6();

    Fp2 c0 = a.c0().times(b.c0()).plus(a.c1().times(b.c2()).plus(a.c2().times(b.c1())).timesXi());
    Fp2 c1 = a.c0().times(b.c1()).plus(a.c1().times(b.c0())).plus(a.c2().times(b.c2()).timesXi());
    Fp2 c2 = a.c0().times(b.c2()).plus(a.c1().times(b.c1())).plus(a.c2().times(b.c0()));

    assertThat(a.times(b)).as(samples.seed()).isEqualTo(new Fp6(c0, c1, c2));
    assertThat(a.timesSparse(b.c0(), b.c1()))
        .as(samples.seed())
        .isEqualTo(a.times(new Fp6(b.c0(), b.c1(), Fp2.ZERO)));
    assertThat(a.timesV())
        .as(samples.seed())
        .isEqualTo(a.times(new Fp6(Fp2.ZERO, Fp2.ONE, Fp2.ZERO)));
    assertThat(a.times(a.inverted())).as(samples.seed()).isEqualTo(Fp6.ONE);
    assertThat(a.twice()).as(samples.seed()).isEqualTo(a.plus(a));
    assertThat(a.minus(b)).as(samples.seed()).isEqualTo(a.plus(b.negated()));
  }

  @RepeatedTest(5)
  void fp12MultipliesAsPolynomialsDo() {
    Fp12 a = samples.fp12();
    Fp12 b = samples.fp12();
    Fp12 w = new Fp12(Fp6.ZERO, Fp6.ONE);

    Fp12 product =
        new Fp12(
            a.c0().times(b.c0()).plus(a.c1().times(b.c1()).timesV()),
            a.c0().times(b.c1()).plus(a.c1().times(b.c0())));

    assertThat(a.times(b)).as(samples.seed()).isEqualTo(product);
    assertThat(a.squared()).as(samples.seed()).isEqualTo(a.times(a));
    assertThat(a.times(a.inverted())).as(samples.seed()).isEqualTo(Fp12.ONE);
    assertThat(w.squared()).isEqualTo(new Fp12(new Fp6(Fp2.ZERO, Fp2.ONE, Fp2.ZERO), Fp6.ZERO));
    assertThat(a.timesLine(b.c1().c0(), b.c1().c1()))
        .as(samples.seed())
        .isEqualTo(a.times(new Fp12(Fp6.ONE, new Fp6(b.c1().c0(), b.c1().c1(), Fp2.ZERO))));
  }

  @Test
  void frobeniusIsThePowerOfP() {
    Fp12 a = samples.fp12();

    assertThat(a.frobenius()).as(samples.seed()).isEqualTo(power(a, P));
    assertThat(times(6, Fp12::frobenius, a)).as(samples.seed()).isEqualTo(a.conjugated());
    assertThat(times(12, Fp12::frobenius, a)).as(samples.seed()).isEqualTo(a);
  }

  @Test
  void squaresFasterInTheCyclotomicSubgroup() {
    Fp12 a = FinalExponentiation.easyPart(samples.fp12());

    assertThat(a.cyclotomicSquared()).as(samples.seed()).isEqualTo(a.squared());
    assertThat(a.conjugated()).as(samples.seed()).isEqualTo(a.inverted());
  }

  @Test
  void finalExponentiationIsThePowerItSays() {
    Fp12 a = samples.fp12();
    BigInteger u = Bn254.U;
    BigInteger six = BigInteger.valueOf(6);
    BigInteger multiple =
        six.multiply(u)
            .add(BigInteger.valueOf(3))
            .multiply(u)
            .add(BigInteger.ONE)
            .multiply(u)
            .shiftLeft(1);
    BigInteger whole = P.pow(12).subtract(BigInteger.ONE);

    assertThat(multiple.gcd(Bn254.ORDER)).isEqualTo(BigInteger.ONE);
    assertThat(whole.mod(Bn254.ORDER)).isEqualTo(BigInteger.ZERO);
    assertThat(FinalExponentiation.of(a))
        .as(samples.seed())
        .isEqualTo(power(a, whole.divide(Bn254.ORDER).multiply(multiple)));
  }

  private static <T> T times(int count, UnaryOperator<T> step, T start) {
    T value = start;
    for (int i = 0; i < count; i++) {
      value = step.apply(value);
    }
    return value;
  }

  private static Fp12 power(Fp12 base, BigInteger exponent) {
    Fp12 power = Fp12.ONE;
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      power = power.squared();
      if (exponent.testBit(bit)) {
        power = power.times(base);
      }
    }
    return power;
  }
}
