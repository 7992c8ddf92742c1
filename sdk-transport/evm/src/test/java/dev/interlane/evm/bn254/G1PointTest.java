package dev.interlane.evm.bn254;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class G1PointTest {
  private final Samples samples = Samples.fresh();

  @RepeatedTest(3)
  void isAGroup() {
    G1Point a = samples.g1();
    G1Point b = samples.g1();
    G1Point c = samples.g1();

    assertThat(a.plus(b)).as(samples.seed()).isEqualTo(b.plus(a));
    assertThat(a.plus(b).plus(c)).as(samples.seed()).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.plus(G1Point.INFINITY)).isEqualTo(a);
    assertThat(G1Point.INFINITY.plus(a)).isEqualTo(a);
    assertThat(a.plus(a.negated())).as(samples.seed()).isEqualTo(G1Point.INFINITY);
    assertThat(a.plus(a)).as(samples.seed()).isEqualTo(a.times(BigInteger.TWO));
  }

  @Test
  void multipliesByAnyInteger() {
    G1Point a = samples.g1();
    BigInteger s = samples.scalar();
    BigInteger t = samples.scalar();

    assertThat(a.times(s).plus(a.times(t))).as(samples.seed()).isEqualTo(a.times(s.add(t)));
    assertThat(a.times(s).times(t)).as(samples.seed()).isEqualTo(a.times(s.multiply(t)));
    assertThat(a.times(s.negate())).as(samples.seed()).isEqualTo(a.times(s).negated());
    assertThat(a.times(BigInteger.ZERO)).isEqualTo(G1Point.INFINITY);
    assertThat(a.times(Bn254.ORDER)).isEqualTo(G1Point.INFINITY);
    assertThat(Jacobian.multiple(a.affine(), Bn254.ORDER).isInfinity()).isTrue();
    assertThat(Jacobian.multiple(a.affine(), s).toAffine())
        .as(samples.seed())
        .isEqualTo(a.times(s).affine());
  }

  @Test
  void addsMultiplesOfSeveralPoints() {
    List<G1Point> points = List.of(samples.g1(), G1Point.INFINITY, samples.g1());
    List<Bytes32> scalars =
        List.of(
            Bytes32.ofUnsigned(samples.scalar()),
            Bytes32.ofUnsigned(samples.scalar()),
            Bytes32.ofUnsigned(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)));

    G1Point sum = G1Multiples.of(points).weightedSum(scalars);

    assertThat(sum)
        .as(samples.seed())
        .isEqualTo(
            points
                .get(0)
                .times(scalars.get(0).toUnsigned())
                .plus(points.get(2).times(scalars.get(2).toUnsigned())));
    assertThat(G1Multiples.of(List.of()).weightedSum(List.of())).isEqualTo(G1Point.INFINITY);
    assertThatThrownBy(() -> G1Multiples.of(points).weightedSum(scalars.subList(0, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 points, got 2");
  }

  @Test
  void isEqualByContent() {
    G1Point point = samples.g1();
    G1Point same = G1Point.decode(point.encode());

    assertThat(point).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(point.negated());
    assertThat(point).isNotEqualTo(G1Point.INFINITY).isNotEqualTo("a point");
    assertThat(point.isInfinity()).isFalse();
    assertThat(G1Point.INFINITY.isInfinity()).isTrue();
    assertThat(G1Point.INFINITY).hasToString("infinity");
    assertThat(point.toString()).isEqualTo(same.toString()).contains("(").contains(", ");
  }

  @Test
  void decodesWhatItEncoded() {
    G1Point point = samples.g1();

    assertThat(G1Point.decode(point.encode())).as(samples.seed()).isEqualTo(point);
    assertThat(G1Point.INFINITY.encode()).isEqualTo(Bytes.of(new byte[64]));
    assertThat(G1Point.decode(Bytes.of(new byte[64])).isInfinity()).isTrue();
    assertThat(G1Point.GENERATOR.encode().toHex())
        .isEqualTo("0x" + "0".repeat(63) + "1" + "0".repeat(63) + "2");
  }

  @Test
  void refusesOtherLengths() {
    Bytes bytes = G1Point.GENERATOR.encode();
    for (int length = 0; length < bytes.length(); length++) {
      Bytes cut = bytes.slice(0, length);
      assertThat(refusal(cut).reason()).isEqualTo(DecodeReason.TRUNCATED);
    }
    assertThat(refusal(Bytes.concat(bytes, Bytes.of((byte) 0))).reason())
        .isEqualTo(DecodeReason.TRAILING);
  }

  @Test
  void refusesPointsOffTheCurve() {
    Bytes bytes = samples.g1().encode();
    for (int bit = 0; bit < 8 * bytes.length(); bit++) {
      byte[] flipped = bytes.toArray();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(refusal(Bytes.of(flipped)).reason())
          .as("%s bit %d", samples.seed(), bit)
          .isIn(DecodeReason.OFF_CURVE, DecodeReason.INT_RANGE);
    }
    assertThat(
            refusal(
                    Bytes.concat(
                        Bytes32.ZERO.toBytes(), Bytes32.ofUnsigned(BigInteger.ONE).toBytes()))
                .reason())
        .isEqualTo(DecodeReason.OFF_CURVE);
  }

  @Test
  void refusesTheSamePointWrittenOtherwise() {
    Bytes x = Bytes32.ofUnsigned(Bn254.FIELD_MODULUS.add(BigInteger.ONE)).toBytes();
    Bytes two = G1Point.GENERATOR.encode().slice(32);

    CodecException refused = refusal(Bytes.concat(x, two));

    assertThat(refused.reason()).isEqualTo(DecodeReason.INT_RANGE);
    assertThat(refused.path()).isEqualTo("x");
  }

  private static CodecException refusal(Bytes bytes) {
    return catchThrowableOfType(CodecException.class, () -> G1Point.decode(bytes));
  }
}
