package dev.interlane.evm.groth16;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.evm.bn254.G1Point;
import dev.interlane.evm.bn254.G2Point;
import dev.interlane.primitive.Bytes;

/**
 * The three points of a Groth16 proof.
 *
 * <p>In bytes, as EVM contracts take them: a (64 bytes), b (128 bytes, each coordinate's imaginary
 * part first), c (64 bytes).
 *
 * <p><b>A proof is not an identity.</b> Anybody can turn one valid proof into many others of the
 * same statement without knowing what it proves: {@code (s·a, s⁻¹·b, c)} is as valid as {@code (a,
 * b, c)}. So the bytes, or a hash of them, must never tell whether something was seen before; the
 * statement, which is the public inputs, can. For that reason two proofs are equal only if they are
 * the same object.
 */
public final class Groth16Proof {
  /** The length of an encoded proof. */
  public static final int LENGTH_BYTES = 256;

  private static final int B = G1Point.LENGTH_BYTES;
  private static final int C = B + G2Point.LENGTH_BYTES;

  private final G1Point a;
  private final G2Point b;
  private final G1Point c;

  private Groth16Proof(G1Point a, G2Point b, G1Point c) {
    this.a = a;
    this.b = b;
    this.c = c;
  }

  /** A proof of checked points; infinity is a point, as for the EVM's precompiled contract. */
  public static Groth16Proof of(G1Point a, G2Point b, G1Point c) {
    return new Groth16Proof(a, b, c);
  }

  /**
   * Decodes 256 bytes.
   *
   * @throws CodecException if there are more or fewer, a coordinate is not below the field's
   *     modulus, or a point is off its curve or outside of its group
   */
  public static Groth16Proof decode(Bytes bytes) {
    if (bytes.length() != LENGTH_BYTES) {
      throw CodecException.at(
          bytes.length() < LENGTH_BYTES ? DecodeReason.TRUNCATED : DecodeReason.TRAILING,
          Math.min(bytes.length(), LENGTH_BYTES),
          "",
          "a Groth16 proof has " + LENGTH_BYTES + " bytes, got " + bytes.length());
    }
    G1Point a = G1Point.read(bytes, 0, "a");
    G1Point c = G1Point.read(bytes, C, "c");
    return new Groth16Proof(a, G2Point.read(bytes, B, "b"), c);
  }

  /** The proof's 256 bytes. */
  public Bytes encode() {
    return Bytes.concat(a.encode(), b.encode(), c.encode());
  }

  /** The first point. */
  public G1Point a() {
    return a;
  }

  /** The second point. */
  public G2Point b() {
    return b;
  }

  /** The third point. */
  public G1Point c() {
    return c;
  }

  @Override
  public String toString() {
    return "Groth16Proof[a=" + a + ", b=" + b + ", c=" + c + "]";
  }
}
