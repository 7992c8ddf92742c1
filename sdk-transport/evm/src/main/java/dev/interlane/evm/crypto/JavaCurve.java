package dev.interlane.evm.crypto;

import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

/** The operations in pure Java over Bouncy Castle's field arithmetic. Not constant-time. */
final class JavaCurve implements Curve {
  private static final X9ECParameters PARAMETERS = CustomNamedCurves.getByName("secp256k1");

  @Override
  public String name() {
    return "pure Java";
  }

  @Override
  public byte[] publicKey(byte[] secret) {
    return coordinates(timesGenerator(new BigInteger(1, secret)));
  }

  @Override
  public Signature sign(Bytes32 digest, byte[] secret) {
    BigInteger key = new BigInteger(1, secret);
    BigInteger message = digest.toUnsigned();
    HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
    nonces.init(ORDER, key, digest.toArray());
    while (true) {
      BigInteger nonce = nonces.nextK();
      ECPoint point = timesGenerator(nonce);
      BigInteger x = point.getAffineXCoord().toBigInteger();
      BigInteger s = nonce.modInverse(ORDER).multiply(message.add(x.multiply(key))).mod(ORDER);
      // An x of n or more (1 in 2^127) cannot be said with one bit of parity; RFC 6979 3.2 h.3 then
      // asks for the next nonce, as it does for s = 0.
      if (x.signum() != 0 && x.compareTo(ORDER) < 0 && s.signum() != 0) {
        boolean negate = s.compareTo(HALF_ORDER) > 0;
        boolean odd = point.getAffineYCoord().testBitZero();
        return new Signature(
            Bytes32.ofUnsigned(x),
            Bytes32.ofUnsigned(negate ? ORDER.subtract(s) : s),
            odd != negate ? 1 : 0);
      }
    }
  }

  @Override
  public byte @Nullable [] recover(Bytes32 digest, Signature signature) {
    BigInteger r = signature.r().toUnsigned();
    ECPoint point = pointAt(r, signature.yParity());
    if (point == null) {
      return null;
    }
    // Q = r^-1 (s R - z G), SEC 1, 4.1.6
    BigInteger inverse = r.modInverse(ORDER);
    BigInteger timesR = inverse.multiply(signature.s().toUnsigned()).mod(ORDER);
    BigInteger timesG = inverse.multiply(digest.toUnsigned().negate()).mod(ORDER);
    ECPoint key =
        ECAlgorithms.sumOfTwoMultiplies(PARAMETERS.getG(), timesG, point, timesR).normalize();
    return key.isInfinity() ? null : coordinates(key);
  }

  private static @Nullable ECPoint pointAt(BigInteger x, int yParity) {
    byte[] compressed = new byte[1 + Bytes32.LENGTH_BYTES];
    compressed[0] = (byte) (2 + yParity);
    Bytes32.ofUnsigned(x).copyTo(compressed, 1);
    try {
      return PARAMETERS.getCurve().decodePoint(compressed);
    } catch (IllegalArgumentException notOnCurve) {
      return null;
    }
  }

  private static ECPoint timesGenerator(BigInteger factor) {
    // The comb's table belongs to the generator and is computed once; the multiplier has no state.
    return new FixedPointCombMultiplier().multiply(PARAMETERS.getG(), factor).normalize();
  }

  private static byte[] coordinates(ECPoint point) {
    byte[] encoded = point.getEncoded(false);
    return Arrays.copyOfRange(encoded, 1, encoded.length);
  }
}
