package dev.interlane.evm.crypto;

import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The operations in libsecp256k1: up to three times as fast, and constant-time where keys are. */
final class NativeCurve implements Curve {
  private final fr.acinq.secp256k1.Secp256k1 library;

  private NativeCurve(fr.acinq.secp256k1.Secp256k1 library) {
    this.library = library;
  }

  /**
   * Unpacks and loads the library.
   *
   * @throws LinkageError if its classes or symbols are missing
   * @throws RuntimeException if there is none for this platform, or it cannot be unpacked
   */
  static NativeCurve load() {
    NativeCurve curve = new NativeCurve(fr.acinq.secp256k1.Secp256k1.get());
    // A library that loads may still lack symbols: find out now rather than at the first message.
    byte[] one = new byte[Bytes32.LENGTH_BYTES];
    one[one.length - 1] = 1;
    curve.recover(Bytes32.ZERO, curve.sign(Bytes32.ZERO, one));
    return curve;
  }

  @Override
  public String name() {
    return "libsecp256k1";
  }

  @Override
  public byte[] publicKey(byte[] secret) {
    return withoutPrefix(library.pubkeyCreate(secret));
  }

  @Override
  public Signature sign(Bytes32 digest, byte[] secret) {
    // The library takes nonces from the digest as it is, RFC 6979 from the digest modulo n.
    byte[] message = reduced(digest);
    byte[] signed = library.sign(message, secret);
    Bytes32 r = Bytes32.copyOf(signed, 0);
    Bytes32 s = Bytes32.copyOf(signed, Bytes32.LENGTH_BYTES);
    return new Signature(r, s, parity(message, r, s, secret));
  }

  /**
   * The parity of the nonce's point, which the library keeps to itself. The nonce is (z + r d) / s,
   * and one multiplication of the generator costs less than recovering a key to compare. It also
   * proves the signature: its point has r for x only if all of the arithmetic was right.
   */
  private int parity(byte[] message, Bytes32 r, Bytes32 s, byte[] secret) {
    byte[] inverse = Bytes32.ofUnsigned(s.toUnsigned().modInverse(ORDER)).toArray();
    byte[] product = library.privKeyTweakMul(secret.clone(), r.toArray());
    byte[] sum = library.privKeyTweakAdd(product, message);
    byte[] nonce = library.privKeyTweakMul(sum, inverse);
    byte[] point = library.pubkeyCreate(nonce);
    Arrays.fill(product, (byte) 0);
    Arrays.fill(sum, (byte) 0);
    Arrays.fill(nonce, (byte) 0);
    if (!Bytes32.copyOf(point, 1).equals(r)) {
      throw new IllegalStateException(
          "libsecp256k1 made a signature that does not verify: suspect the memory of this machine");
    }
    return point[point.length - 1] & 1;
  }

  private static byte[] reduced(Bytes32 digest) {
    BigInteger number = digest.toUnsigned();
    return number.compareTo(ORDER) < 0
        ? digest.toArray()
        : Bytes32.ofUnsigned(number.subtract(ORDER)).toArray();
  }

  @Override
  public byte @Nullable [] recover(Bytes32 digest, Signature signature) {
    byte[] compact = new byte[2 * Bytes32.LENGTH_BYTES];
    signature.r().copyTo(compact, 0);
    signature.s().copyTo(compact, Bytes32.LENGTH_BYTES);
    try {
      return withoutPrefix(library.ecdsaRecover(compact, digest.toArray(), signature.yParity()));
    } catch (Secp256k1Exception noSuchKey) {
      return null;
    }
  }

  private static byte[] withoutPrefix(byte[] encoded) {
    return Arrays.copyOfRange(encoded, 1, encoded.length);
  }
}
