package dev.interlane.evm.bn254;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.List;

/**
 * A point of the pairing's second group, or infinity: of the twist {@code y² = x³ + 3/(9 + i)} over
 * the quadratic extension, and of order r. Decoding checks both, so a value of this type needs no
 * further check.
 *
 * <p>In bytes, as EIP-197 has it: x, then y, each with the imaginary part first, 32 bytes a part,
 * big-endian, below p; infinity is 128 zero bytes. Immutable, equal by content, thread-safe.
 */
public final class G2Point {
  /** The length of an encoded point. */
  public static final int LENGTH_BYTES = 128;

  /** The neutral element. */
  public static final G2Point INFINITY = new G2Point(new Affine<>(Fp2.ZERO, Fp2.ZERO));

  /** The generator that EIP-197 names. */
  public static final G2Point GENERATOR =
      new G2Point(
          new Affine<>(
              fp2(
                  "10857046999023057135944570762232829481370756359578518086990519993285655852781",
                  "11559732032986387107991004021392285783925812861821192530917403151452391805634"),
              fp2(
                  "8495653923123431417604973247489272438418190587263600148770280649306958101930",
                  "4082367875863433681332203403145435568316851327593401208105741076214120093531")));

  private final Affine<Fp2> point;

  private G2Point(Affine<Fp2> point) {
    this.point = point;
  }

  /**
   * Decodes 128 bytes.
   *
   * @throws CodecException if there are more or fewer, a part is not below p, or the coordinates
   *     are those of no point of the group
   */
  public static G2Point decode(Bytes bytes) {
    PointBytes.expectLength(bytes, LENGTH_BYTES, "a G2 point");
    return read(bytes, 0, "");
  }

  /**
   * Reads the 128 bytes of {@code source} from {@code at}, which must be there.
   *
   * @param path what the point is within the source, for the refusal
   * @throws CodecException if a part is not below p, or the coordinates are those of no point of
   *     the group
   */
  public static G2Point read(Bytes source, int at, String path) {
    Affine<Fp2> point =
        new Affine<>(
            readPart(source, at, PointBytes.part(path, "x")),
            readPart(source, at + LENGTH_BYTES / 2, PointBytes.part(path, "y")));
    if (!point.isOnCurve(Twist.CONSTANT)) {
      throw CodecException.at(
          DecodeReason.OFF_CURVE,
          at,
          path,
          "y² = x³ + 3/(9 + i) does not hold. Is the real part first, where the imaginary is due?");
    }
    if (!Twist.isInSubgroup(point)) {
      throw CodecException.at(
          DecodeReason.OUTSIDE_SUBGROUP, at, path, "the point is on the curve, but not of order r");
    }
    return new G2Point(point);
  }

  /** The point's 128 bytes. */
  public Bytes encode() {
    return Bytes.concat(
        point.x().c1().toBytes32().toBytes(),
        point.x().c0().toBytes32().toBytes(),
        point.y().c1().toBytes32().toBytes(),
        point.y().c0().toBytes32().toBytes());
  }

  /** Whether this is the neutral element. */
  public boolean isInfinity() {
    return point.isInfinity();
  }

  /** The sum of two points. */
  public G2Point plus(G2Point other) {
    return new G2Point(Jacobian.of(point).plus(other.point).toAffine());
  }

  /** The point which, added to this, gives infinity. */
  public G2Point negated() {
    return new G2Point(point.negated());
  }

  /** This added {@code scalar} times; any integer, taken modulo r. Not in constant time. */
  public G2Point times(BigInteger scalar) {
    byte[] digits = Bytes32.ofUnsigned(scalar.mod(Bn254.ORDER)).toArray();
    return new G2Point(
        Multiples.weightedSum(Multiples.of(List.of(point)), List.of(digits), Fp2.ONE).toAffine());
  }

  Affine<Fp2> affine() {
    return point;
  }

  private static Fp2 readPart(Bytes source, int at, String path) {
    Fp imaginary = Fp.read(source, at, PointBytes.part(path, "imaginary"));
    Fp real = Fp.read(source, at + Bytes32.LENGTH_BYTES, PointBytes.part(path, "real"));
    return new Fp2(real, imaginary);
  }

  private static Fp2 fp2(String real, String imaginary) {
    return new Fp2(Fp.of(new BigInteger(real)), Fp.of(new BigInteger(imaginary)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof G2Point that && point.equals(that.point);
  }

  @Override
  public int hashCode() {
    return point.hashCode();
  }

  @Override
  public String toString() {
    return isInfinity() ? "infinity" : "(" + point.x() + ", " + point.y() + ")";
  }
}
