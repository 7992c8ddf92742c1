package dev.interlane.evm.bn254;

import java.math.BigInteger;

/** A number as a sum of powers of two with signs, no two of them next to each other. */
final class SignedDigits {
  private final byte[] digits;

  private SignedDigits(byte[] digits) {
    this.digits = digits;
  }

  /** The non-adjacent form of a positive number: about a third of the digits is not zero. */
  static SignedDigits of(BigInteger number) {
    byte[] digits = new byte[number.bitLength() + 1];
    BigInteger rest = number;
    int length = 0;
    while (rest.signum() > 0) {
      if (rest.testBit(0)) {
        digits[length] = (byte) (rest.testBit(1) ? -1 : 1);
        rest = rest.subtract(BigInteger.valueOf(digits[length]));
      }
      length++;
      rest = rest.shiftRight(1);
    }
    byte[] used = new byte[length];
    System.arraycopy(digits, 0, used, 0, length);
    return new SignedDigits(used);
  }

  /** The place of the highest digit, which is a one. */
  int highest() {
    return digits.length - 1;
  }

  /** -1, 0 or 1. */
  int at(int place) {
    return digits[place];
  }
}
