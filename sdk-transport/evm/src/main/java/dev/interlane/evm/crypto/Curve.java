package dev.interlane.evm.crypto;

import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The three operations, by one implementation. Callers have checked the ranges: secrets lie in
 * 1..n-1, {@code r} in 1..n-1 and {@code s} in 1..n/2.
 */
sealed interface Curve permits JavaCurve, NativeCurve {
  /** The group order n (SEC 2, 2.4.1). */
  BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  /** Signatures with a larger s are refused, as EIP-2 and OpenZeppelin's ECDSA do. */
  BigInteger HALF_ORDER = ORDER.shiftRight(1);

  /** How the implementation is called in logs and measurements. */
  String name();

  /** The 64 bytes {@code x | y} of the public key. */
  byte[] publicKey(byte[] secret);

  /** The RFC 6979 signature with low s. */
  Signature sign(Bytes32 digest, byte[] secret);

  /** The 64 bytes {@code x | y} of the key that signed; null if there is none. */
  byte @Nullable [] recover(Bytes32 digest, Signature signature);
}
