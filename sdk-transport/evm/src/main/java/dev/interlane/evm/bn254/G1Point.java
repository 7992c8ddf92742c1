package dev.interlane.evm.bn254;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.List;

/**
 * A point of the curve {@code y² = x³ + 3}, or infinity. All points of this curve are in the one
 * group of order r, so a value of this type needs no further check.
 *
 * <p>In bytes, as EIP-196 has it: x, then y, 32 bytes each, big-endian, below p; infinity is 64
 * zero bytes. Immutable, equal by content, thread-safe.
 */
public final class G1Point {
  /** The length of an encoded point. */
  public static final int LENGTH_BYTES = 64;

  /** The neutral element. */
  public static final G1Point INFINITY = new G1Point(new Affine<>(Fp.ZERO, Fp.ZERO));

  /** The point (1, 2). */
  public static final G1Point GENERATOR = new G1Point(new Affine<>(Fp.ONE, Fp.ONE.twice()));

  private static final Fp CONSTANT = Fp.of(BigInteger.valueOf(3));

  private final Affine<Fp> point;

  G1Point(Affine<Fp> point) {
    this.point = point;
  }

  /**
   * Decodes 64 bytes.
   *
   * @throws CodecException if there are more or fewer, a coordinate is not below p, or they are
   *     those of no point
   */
  public static G1Point decode(Bytes bytes) {
    PointBytes.expectLength(bytes, LENGTH_BYTES, "a G1 point");
    return read(bytes, 0, "");
  }

  /**
   * Reads the 64 bytes of {@code source} from {@code at}, which must be there.
   *
   * @param path what the point is within the source, for the refusal
   * @throws CodecException if a coordinate is not below p, or they are those of no point
   */
  public static G1Point read(Bytes source, int at, String path) {
    Fp x = Fp.read(source, at, PointBytes.part(path, "x"));
    Fp y = Fp.read(source, at + Bytes32.LENGTH_BYTES, PointBytes.part(path, "y"));
    Affine<Fp> point = new Affine<>(x, y);
    if (!point.isOnCurve(CONSTANT)) {
      throw CodecException.at(
          DecodeReason.OFF_CURVE, at, path, "y² = x³ + 3 does not hold for " + x + ", " + y);
    }
    return new G1Point(point);
  }

  /** The point's 64 bytes. */
  public Bytes encode() {
    return Bytes.concat(point.x().toBytes32().toBytes(), point.y().toBytes32().toBytes());
  }

  /** Whether this is the neutral element. */
  public boolean isInfinity() {
    return point.isInfinity();
  }

  /** The sum of two points. */
  public G1Point plus(G1Point other) {
    return new G1Point(Jacobian.of(point).plus(other.point).toAffine());
  }

  /** The point which, added to this, gives infinity. */
  public G1Point negated() {
    return new G1Point(point.negated());
  }

  /** This added {@code scalar} times; any integer, taken modulo r. Not in constant time. */
  public G1Point times(BigInteger scalar) {
    return G1Multiples.of(List.of(this))
        .weightedSum(List.of(Bytes32.ofUnsigned(scalar.mod(Bn254.ORDER))));
  }

  Affine<Fp> affine() {
    return point;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof G1Point that && point.equals(that.point);
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
