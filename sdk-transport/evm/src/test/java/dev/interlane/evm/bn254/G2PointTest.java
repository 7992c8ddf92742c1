package dev.interlane.evm.bn254;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class G2PointTest {
  private static final BigInteger P = Bn254.FIELD_MODULUS;
  private static final BigInteger R = Bn254.ORDER;

  /** The twist has r times as many points. */
  private static final BigInteger COFACTOR = P.shiftLeft(1).subtract(R);

  private static final BigInteger TRACE = P.add(BigInteger.ONE).subtract(R);

  private final Samples samples = Samples.fresh();

  @RepeatedTest(3)
  void isAGroup() {
    G2Point a = samples.g2();
    G2Point b = samples.g2();
    G2Point c = samples.g2();

    assertThat(a.plus(b)).as(samples.seed()).isEqualTo(b.plus(a));
    assertThat(a.plus(b).plus(c)).as(samples.seed()).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.plus(G2Point.INFINITY)).isEqualTo(a);
    assertThat(G2Point.INFINITY.plus(a)).isEqualTo(a);
    assertThat(a.plus(a.negated())).as(samples.seed()).isEqualTo(G2Point.INFINITY);
    assertThat(a.plus(a)).as(samples.seed()).isEqualTo(a.times(BigInteger.TWO));
    assertThat(a.times(R)).isEqualTo(G2Point.INFINITY);
  }

  @Test
  void isEqualByContent() {
    G2Point point = samples.g2();
    G2Point same = G2Point.decode(point.encode());

    assertThat(point).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(point.negated());
    assertThat(point).isNotEqualTo(G2Point.INFINITY).isNotEqualTo("a point");
    assertThat(point.isInfinity()).isFalse();
    assertThat(G2Point.INFINITY.isInfinity()).isTrue();
    assertThat(G2Point.INFINITY).hasToString("infinity");
    assertThat(point.toString()).isEqualTo(same.toString()).contains("(").contains(", ");
  }

  @Test
  void decodesWhatItEncoded() {
    G2Point point = samples.g2();

    assertThat(G2Point.decode(point.encode())).as(samples.seed()).isEqualTo(point);
    assertThat(G2Point.decode(Bytes.of(new byte[128]))).isEqualTo(G2Point.INFINITY);
    // EIP-197 writes the imaginary part first.
    assertThat(G2Point.GENERATOR.encode().slice(0, 32).toHex())
        .isEqualTo("0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2");
  }

  @Test
  void refusesOtherLengths() {
    Bytes bytes = G2Point.GENERATOR.encode();
    for (int length = 0; length < bytes.length(); length++) {
      assertThat(refusal(bytes.slice(0, length)).reason()).isEqualTo(DecodeReason.TRUNCATED);
    }
    assertThat(refusal(Bytes.concat(bytes, Bytes.of((byte) 0))).reason())
        .isEqualTo(DecodeReason.TRAILING);
  }

  @Test
  void refusesPointsOffTheTwist() {
    Bytes bytes = samples.g2().encode();
    for (int bit = 0; bit < 8 * bytes.length(); bit++) {
      byte[] flipped = bytes.toArray();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(refusal(Bytes.of(flipped)).reason())
          .as("%s bit %d", samples.seed(), bit)
          .isIn(DecodeReason.OFF_CURVE, DecodeReason.INT_RANGE);
    }
  }

  @Test
  void refusesPointsOfAnotherOrder() {
    Affine<Fp2> outside = samples.twistPoint();

    CodecException refused = refusal(encode(outside));

    assertThat(refused.reason()).as(samples.seed()).isEqualTo(DecodeReason.OUTSIDE_SUBGROUP);
    assertThat(G2Point.decode(encode(inSubgroup(outside)))).isNotNull();
  }

  @RepeatedTest(8)
  void tellsTheSubgroupAsMultiplyingByItsOrderDoes() {
    Affine<Fp2> any = samples.twistPoint();
    Affine<Fp2> inside = inSubgroup(any);

    assertThat(Twist.isInSubgroup(any)).as(samples.seed()).isEqualTo(hasOrderR(any));
    assertThat(Twist.isInSubgroup(inside)).as(samples.seed()).isEqualTo(hasOrderR(inside));
    assertThat(hasOrderR(inside)).as(samples.seed()).isTrue();
  }

  @Test
  void refusesPointsOfSmallOrderAndTheirSumsWithOthers() {
    Affine<Fp2> inside = samples.g2().affine();
    for (long order : List.of(10069L, 5864401L)) {
      BigInteger others = COFACTOR.multiply(R).divide(BigInteger.valueOf(order));
      Affine<Fp2> small = Jacobian.multiple(samples.twistPoint(), others).toAffine();
      Affine<Fp2> sum = Jacobian.of(inside).plus(small).toAffine();

      assertThat(small.isInfinity()).as(samples.seed()).isFalse();
      assertThat(Jacobian.multiple(small, BigInteger.valueOf(order)).isInfinity()).isTrue();
      assertThat(Twist.isInSubgroup(small)).as(samples.seed()).isFalse();
      assertThat(Twist.isInSubgroup(sum)).as(samples.seed()).isFalse();
    }
  }

  /**
   * The proof that the fast test accepts exactly the points of order r. ψ satisfies ψ² - tψ + p =
   * 0, which turns u+1 + uψ + uψ² - 2uψ³ into a + bψ. Multiplied by a + bψ' (ψ' the other root) it
   * becomes the integer a² + abt + b²p, so every point that it sends to infinity has an order that
   * divides this integer, and the twist's number of points r·(2p - r). The greatest common divisor
   * of the two is r itself.
   */
  @Test
  void theFastTestAcceptsNothingElse() {
    BigInteger u = Bn254.U;
    // ψ² = tψ - p, ψ³ = (t² - p)ψ - tp
    BigInteger a =
        u.add(BigInteger.ONE)
            .subtract(u.multiply(P))
            .add(u.shiftLeft(1).multiply(TRACE).multiply(P));
    BigInteger b =
        u.add(u.multiply(TRACE))
            .subtract(u.shiftLeft(1).multiply(TRACE.multiply(TRACE).subtract(P)));
    BigInteger norm =
        a.multiply(a).add(a.multiply(b).multiply(TRACE)).add(b.multiply(b).multiply(P));

    assertThat(norm.gcd(R.multiply(COFACTOR))).isEqualTo(R);
  }

  @RepeatedTest(3)
  void psiSatisfiesItsEquation() {
    Affine<Fp2> point = samples.twistPoint();
    Affine<Fp2> once = Twist.psi(point);

    Jacobian<Fp2> sum =
        Jacobian.multiple(point, P)
            .plus(Twist.psi(once))
            .plus(Jacobian.multiple(once, TRACE).toAffine().negated());

    assertThat(once.isOnCurve(Twist.CONSTANT)).as(samples.seed()).isTrue();
    assertThat(sum.isInfinity()).as(samples.seed()).isTrue();
    assertThat(Jacobian.multiple(point, R.multiply(COFACTOR)).isInfinity()).isTrue();
  }

  private static boolean hasOrderR(Affine<Fp2> point) {
    return Jacobian.multiple(point, R).isInfinity();
  }

  private static Affine<Fp2> inSubgroup(Affine<Fp2> point) {
    return Jacobian.multiple(point, COFACTOR).toAffine();
  }

  private static Bytes encode(Affine<Fp2> point) {
    return Bytes.concat(
        point.x().c1().toBytes32().toBytes(),
        point.x().c0().toBytes32().toBytes(),
        point.y().c1().toBytes32().toBytes(),
        point.y().c0().toBytes32().toBytes());
  }

  private static CodecException refusal(Bytes bytes) {
    return catchThrowableOfType(CodecException.class, () -> G2Point.decode(bytes));
  }
}
