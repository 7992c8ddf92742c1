package dev.interlane.codec.svm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Base58 text of exactly 32 bytes, read as a number of four words without an object in between. */
final class Base58Key {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final byte[] DIGITS = new byte[128];
  private static final char ZERO = '1';
  private static final int RADIX = 58;
  private static final int KEY_BYTES = 32;
  private static final int MAX_CHARS = 44;
  // As many digits as a word holds any of.
  private static final int GROUP = 10;

  static {
    Arrays.fill(DIGITS, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      DIGITS[ALPHABET.charAt(i)] = (byte) i;
    }
  }

  private Base58Key() {}

  /**
   * Whether the text is that of 32 bytes, which are written unless there is no target.
   *
   * @param at where the first byte goes
   */
  static boolean read(String text, byte @Nullable [] target, int at) {
    if (text.length() < KEY_BYTES || text.length() > MAX_CHARS) {
      return false;
    }
    long word0 = 0;
    long word1 = 0;
    long word2 = 0;
    long word3 = 0;
    for (int from = 0; from < text.length(); from += GROUP) {
      int end = Math.min(text.length(), from + GROUP);
      long carry = 0;
      long radix = 1;
      for (int i = from; i < end; i++) {
        char c = text.charAt(i);
        int digit = c < DIGITS.length ? DIGITS[c] : -1;
        if (digit < 0) {
          return false;
        }
        carry = carry * RADIX + digit;
        radix *= RADIX;
      }
      long product = word3 * radix;
      long high = Math.unsignedMultiplyHigh(word3, radix);
      word3 = product + carry;
      carry = high + overflow(word3, product);
      product = word2 * radix;
      high = Math.unsignedMultiplyHigh(word2, radix);
      word2 = product + carry;
      carry = high + overflow(word2, product);
      product = word1 * radix;
      high = Math.unsignedMultiplyHigh(word1, radix);
      word1 = product + carry;
      carry = high + overflow(word1, product);
      product = word0 * radix;
      high = Math.unsignedMultiplyHigh(word0, radix);
      word0 = product + carry;
      if (high + overflow(word0, product) != 0) {
        return false;
      }
    }
    if (zeroBytes(word0, word1, word2, word3) != zeroDigits(text)) {
      return false;
    }
    if (target != null) {
      WORD.set(target, at, word0);
      WORD.set(target, at + 8, word1);
      WORD.set(target, at + 16, word2);
      WORD.set(target, at + 24, word3);
    }
    return true;
  }

  private static long overflow(long sum, long part) {
    return Long.compareUnsigned(sum, part) < 0 ? 1 : 0;
  }

  /** The digits that stand for a zero byte each. */
  private static int zeroDigits(String text) {
    int zeros = 0;
    while (zeros < text.length() && text.charAt(zeros) == ZERO) {
      zeros++;
    }
    return zeros;
  }

  private static int zeroBytes(long word0, long word1, long word2, long word3) {
    if (word0 != 0) {
      return Long.numberOfLeadingZeros(word0) / 8;
    }
    if (word1 != 0) {
      return 8 + Long.numberOfLeadingZeros(word1) / 8;
    }
    return word2 != 0
        ? 16 + Long.numberOfLeadingZeros(word2) / 8
        : 24 + Long.numberOfLeadingZeros(word3) / 8;
  }
}
