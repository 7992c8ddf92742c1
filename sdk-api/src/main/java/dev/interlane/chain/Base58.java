package dev.interlane.chain;

import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Base58 with Bitcoin's alphabet, as Solana and Substrate write keys. The work grows with the
 * square of the length, so callers bound it. Thread-safe.
 */
public final class Base58 {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger RADIX = BigInteger.valueOf(58);
  private static final char ZERO = '1';
  private static final int CHECKSUM_BYTES = 4;

  private Base58() {}

  /** The text of these bytes, one leading {@code 1} for each leading zero byte. */
  public static String encode(Bytes bytes) {
    StringBuilder reversed = new StringBuilder();
    BigInteger rest = new BigInteger(1, bytes.toArray());
    while (rest.signum() > 0) {
      BigInteger[] step = rest.divideAndRemainder(RADIX);
      reversed.append(ALPHABET.charAt(step[1].intValue()));
      rest = step[0];
    }
    for (int i = 0; i < bytes.length() && bytes.get(i) == 0; i++) {
      reversed.append(ZERO);
    }
    return reversed.reverse().toString();
  }

  /**
   * The bytes of this text.
   *
   * @throws IllegalArgumentException if a character is not in the alphabet
   */
  public static Bytes decode(String text) {
    BigInteger number = BigInteger.ZERO;
    int zeros = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException(
            "Not base58: character "
                + i
                + " of "
                + ShownText.of(text)
                + " is not in its alphabet, which lacks 0, O, I and l");
      }
      number = number.multiply(RADIX).add(BigInteger.valueOf(digit));
      zeros += digit == 0 && zeros == i ? 1 : 0;
    }
    int digitsLength = (number.bitLength() + 7) / 8;
    byte[] signed = number.toByteArray();
    Bytes digits = Bytes.copyOf(signed, signed.length - digitsLength, digitsLength);
    return Bytes.concat(Bytes.of(new byte[zeros]), digits);
  }

  /** The payload with the first four bytes of its double SHA-256 behind it. */
  static String encodeChecked(Bytes payload) {
    return encode(Bytes.concat(payload, checksum(payload)));
  }

  /** The payload of text that ends in the right checksum. */
  static Bytes decodeChecked(String text) {
    Bytes all = decode(text);
    if (all.length() < CHECKSUM_BYTES) {
      throw new IllegalArgumentException(
          "Base58 text too short for its checksum: " + ShownText.of(text));
    }
    Bytes payload = all.slice(0, all.length() - CHECKSUM_BYTES);
    if (!all.slice(payload.length()).equals(checksum(payload))) {
      throw new IllegalArgumentException(
          "Base58 checksum of " + ShownText.of(text) + " is wrong. Check for a typing error");
    }
    return payload;
  }

  private static Bytes checksum(Bytes payload) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return Bytes.of(sha256.digest(sha256.digest(payload.toArray()))).slice(0, CHECKSUM_BYTES);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException("This Java runtime lacks SHA-256", everyJdkHasIt);
    }
  }
}
