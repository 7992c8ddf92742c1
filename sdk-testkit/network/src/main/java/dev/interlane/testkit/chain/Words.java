package dev.interlane.testkit.chain;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;

/** Numbers as words, for hashing. */
final class Words {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private Words() {}

  static Bytes of(long number) {
    return of(BigInteger.valueOf(number));
  }

  static Bytes of(BigInteger number) {
    return Bytes32.ofUnsigned(number.mod(MODULUS)).toBytes();
  }
}
