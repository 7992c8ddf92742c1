package dev.interlane.codec.cosmwasm;

import dev.interlane.value.Value;
import java.math.BigInteger;

/** Decimal digits of numbers of up to 256 bits, written without an object in between. */
final class Decimal {
  // The most digits that an int holds any of.
  private static final int GROUP = 9;
  private static final long GROUP_RADIX = 1_000_000_000;
  private static final long HALF = 0xffff_ffffL;
  private static final int MAX_DIGITS = 78;
  // 10^i at i, as four words, the highest first.
  private static final long[] POWERS = new long[4 * MAX_DIGITS];

  static {
    BigInteger power = BigInteger.ONE;
    for (int i = 0; i < MAX_DIGITS; i++) {
      for (int word = 0; word < 4; word++) {
        POWERS[4 * i + word] = power.shiftRight(64 * (3 - word)).longValue();
      }
      power = power.multiply(BigInteger.TEN);
    }
  }

  private Decimal() {}

  /** How many characters the number takes, its sign counted. */
  static int length(Value.Int number) {
    // A bit has 0.301 digits, which leaves at most one step to take.
    int digits = Math.max(1, number.bitLength() * 301 / 1_000);
    while (digits < MAX_DIGITS && isAtLeast(number, digits)) {
      digits++;
    }
    return digits + (number.isNegative() ? 1 : 0);
  }

  /** Writes the number, which takes so many characters, and returns the position after it. */
  static int write(Value.Int number, int length, byte[] target, int at) {
    int first = at;
    if (number.isNegative()) {
      target[first++] = '-';
    }
    long word0 = magnitude(number, 3);
    long word1 = magnitude(number, 2);
    long word2 = magnitude(number, 1);
    long word3 = magnitude(number, 0);
    int end = at + length;
    while ((word0 | word1 | word2) != 0) {
      // Long division by 10^9, 32 bits at a time.
      long high = step(0, word0 >>> 32);
      long low = step(high, word0);
      word0 = quotient(0, word0 >>> 32, high, word0);
      high = step(low, word1 >>> 32);
      long next = step(high, word1);
      word1 = quotient(low, word1 >>> 32, high, word1);
      high = step(next, word2 >>> 32);
      low = step(high, word2);
      word2 = quotient(next, word2 >>> 32, high, word2);
      high = step(low, word3 >>> 32);
      next = step(high, word3);
      word3 = quotient(low, word3 >>> 32, high, word3);
      for (int i = 0; i < GROUP; i++) {
        target[--end] = (byte) ('0' + next % 10);
        next /= 10;
      }
    }
    while (end > first) {
      long rest = Long.divideUnsigned(word3, 10);
      target[--end] = (byte) ('0' + (word3 - rest * 10));
      word3 = rest;
    }
    return at + length;
  }

  private static long step(long remainder, long half) {
    return ((remainder << 32) | (half & HALF)) % GROUP_RADIX;
  }

  private static long quotient(long before, long high, long between, long low) {
    return ((((before << 32) | (high & HALF)) / GROUP_RADIX) << 32)
        | ((between << 32) | (low & HALF)) / GROUP_RADIX;
  }

  /** A word of the number without its sign. */
  private static long magnitude(Value.Int number, int word) {
    if (!number.isNegative()) {
      return number.word(word);
    }
    // Two's complement: all bits the other way round from the lowest one bit on upwards.
    for (int below = 0; below < word; below++) {
      if (number.word(below) != 0) {
        return ~number.word(word);
      }
    }
    return -number.word(word);
  }

  /** Whether the number without its sign is at least 10^power. */
  private static boolean isAtLeast(Value.Int number, int power) {
    for (int word = 0; word < 4; word++) {
      int order = Long.compareUnsigned(magnitude(number, 3 - word), POWERS[4 * power + word]);
      if (order != 0) {
        return order > 0;
      }
    }
    return true;
  }
}
