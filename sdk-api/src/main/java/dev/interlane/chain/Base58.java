package dev.interlane.chain;

import dev.interlane.primitive.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Base58 with Bitcoin's alphabet, as Solana and Substrate write keys. The work grows with the
 * square of the length, so callers bound it. Thread-safe.
 */
public final class Base58 {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int RADIX = 58;
  // Five digits at a time: as many as an int holds.
  private static final int GROUP = 5;
  private static final int GROUP_RADIX = 656_356_768;
  private static final long WORD_MASK = 0xffff_ffffL;
  private static final char ZERO = '1';
  private static final int CHECKSUM_BYTES = 4;

  private Base58() {}

  /** The text of these bytes, one leading {@code 1} for each leading zero byte. */
  public static String encode(Bytes bytes) {
    int zeros = 0;
    while (zeros < bytes.length() && bytes.get(zeros) == 0) {
      zeros++;
    }
    int[] rest = new int[(bytes.length() - zeros + 3) / 4];
    for (int i = zeros; i < bytes.length(); i++) {
      int fromEnd = bytes.length() - 1 - i;
      rest[rest.length - 1 - fromEnd / 4] |= (bytes.get(i) & 0xff) << (8 * (fromEnd % 4));
    }
    // A word has 32 bits, a group 29.3.
    byte[] text = new byte[zeros + GROUP * (rest.length * 11 / 10 + 1)];
    int from = text.length;
    for (int first = 0; first < rest.length; first += rest[first] == 0 ? 1 : 0) {
      int group = divide(rest, first);
      for (int i = 0; i < GROUP; i++) {
        text[--from] = (byte) ALPHABET.charAt(group % RADIX);
        group /= RADIX;
      }
    }
    while (from < text.length && text[from] == ZERO) {
      from++;
    }
    Arrays.fill(text, from - zeros, from, (byte) ZERO);
    return new String(text, from - zeros, text.length - from + zeros, StandardCharsets.ISO_8859_1);
  }

  /** Divides the number that begins at {@code first} and returns what remains. */
  private static int divide(int[] number, int first) {
    long remainder = 0;
    for (int i = first; i < number.length; i++) {
      long dividend = (remainder << Integer.SIZE) | (number[i] & WORD_MASK);
      number[i] = (int) (dividend / GROUP_RADIX);
      remainder = dividend % GROUP_RADIX;
    }
    return (int) remainder;
  }

  /**
   * The bytes of this text.
   *
   * @throws IllegalArgumentException if a character is not in the alphabet
   */
  public static Bytes decode(String text) {
    int zeros = 0;
    while (zeros < text.length() && text.charAt(zeros) == ZERO) {
      zeros++;
    }
    // A digit has less than 5.86 bits.
    int[] number = new int[(text.length() - zeros) * 11 / 60 + 1];
    for (int i = zeros; i < text.length(); i += GROUP) {
      int end = Math.min(text.length(), i + GROUP);
      long group = 0;
      long radix = 1;
      for (int n = i; n < end; n++) {
        group = group * RADIX + digit(text, n);
        radix *= RADIX;
      }
      multiplyAndAdd(number, radix, group);
    }
    int unused = 0;
    while (unused < 4 * number.length && byteOf(number, unused) == 0) {
      unused++;
    }
    int leading = zeros;
    int skipped = unused;
    return Bytes.generate(
        zeros + 4 * number.length - unused,
        target -> {
          for (int i = leading; i < target.length; i++) {
            target[i] = byteOf(number, skipped + i - leading);
          }
        });
  }

  private static int digit(String text, int index) {
    int digit = ALPHABET.indexOf(text.charAt(index));
    if (digit < 0) {
      throw new IllegalArgumentException(
          "Not base58: character "
              + index
              + " of "
              + ShownText.of(text)
              + " is not in its alphabet, which lacks 0, O, I and l");
    }
    return digit;
  }

  private static void multiplyAndAdd(int[] number, long factor, long summand) {
    long carry = summand;
    for (int i = number.length - 1; i >= 0; i--) {
      long product = (number[i] & WORD_MASK) * factor + carry;
      number[i] = (int) product;
      carry = product >>> Integer.SIZE;
    }
  }

  private static byte byteOf(int[] number, int index) {
    return (byte) (number[index / 4] >> (24 - 8 * (index % 4)));
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
