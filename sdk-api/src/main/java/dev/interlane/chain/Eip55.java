package dev.interlane.chain;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Keccak256;
import java.util.Locale;

/**
 * The checksum that hides in the letter case of hexadecimal digits: a letter is upper case when the
 * digit at its place in the Keccak-256 of the lower-case text is 8 or more. EIP-55 defines it for
 * 40 digits; it reaches up to 64.
 */
final class Eip55 {
  private Eip55() {}

  /** The digits (without {@code 0x}) in the letter case of the checksum. */
  static String mixedCase(String lowerCaseDigits) {
    Bytes hash = Keccak256.hash(Bytes.fromUtf8(lowerCaseDigits)).toBytes();
    StringBuilder mixed = new StringBuilder(lowerCaseDigits.length());
    for (int i = 0; i < lowerCaseDigits.length(); i++) {
      int nibble = (hash.get(i / 2) >> (i % 2 == 0 ? 4 : 0)) & 0xf;
      char digit = lowerCaseDigits.charAt(i);
      mixed.append(nibble >= 8 ? Character.toUpperCase(digit) : digit);
    }
    return mixed.toString();
  }

  /** Whether the digits carry a checksum at all: text of one letter case does not. */
  static boolean isMixedCase(String digits) {
    return !digits.equals(digits.toLowerCase(Locale.ROOT))
        && !digits.equals(digits.toUpperCase(Locale.ROOT));
  }
}
