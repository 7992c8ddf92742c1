package dev.interlane.primitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * Exactly 32 bytes: a hash, a message id, a storage slot, a padded address. Equal by content,
 * printed as {@code 0x} hex.
 *
 * <p>Held as four words, so it costs one small object and compares without a loop. Thread-safe.
 */
public final class Bytes32 implements Comparable<Bytes32> {
  /** The number of bytes, 32. */
  public static final int LENGTH_BYTES = 32;

  /** Thirty-two zero bytes. */
  public static final Bytes32 ZERO = new Bytes32(0, 0, 0, 0);

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final long word0;
  private final long word1;
  private final long word2;
  private final long word3;

  private Bytes32(long word0, long word1, long word2, long word3) {
    this.word0 = word0;
    this.word1 = word1;
    this.word2 = word2;
    this.word3 = word3;
  }

  /**
   * The value of exactly 32 bytes.
   *
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static Bytes32 of(Bytes bytes) {
    if (bytes.length() != LENGTH_BYTES) {
      throw new IllegalArgumentException("Expected 32 bytes, got " + bytes.length());
    }
    return read(bytes.storage(), bytes.offset());
  }

  /**
   * The 32 bytes of {@code source} that start at {@code offset}.
   *
   * @throws IllegalArgumentException if {@code source} ends before that
   */
  public static Bytes32 copyOf(byte[] source, int offset) {
    if (offset < 0 || offset > source.length - LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "32 bytes asked at " + offset + " of " + source.length + " bytes");
    }
    return read(source, offset);
  }

  /**
   * Parses 64 hexadecimal digits, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException if the text is not hexadecimal or not 32 bytes long
   */
  public static Bytes32 fromHex(String text) {
    return of(Bytes.fromHex(text));
  }

  /**
   * Puts up to 32 bytes at the right end, zeros before them, as EVM words hold addresses and
   * numbers.
   *
   * @throws IllegalArgumentException if there are more than 32 bytes
   */
  public static Bytes32 leftPad(Bytes bytes) {
    if (bytes.length() > LENGTH_BYTES) {
      throw new IllegalArgumentException("Expected at most 32 bytes, got " + bytes.length());
    }
    byte[] padded = new byte[LENGTH_BYTES];
    bytes.copyTo(padded, LENGTH_BYTES - bytes.length());
    return read(padded, 0);
  }

  /**
   * The number as an unsigned 256-bit big-endian word.
   *
   * @throws IllegalArgumentException if it is negative or needs more than 256 bits
   */
  public static Bytes32 ofUnsigned(BigInteger number) {
    if (number.signum() < 0 || number.bitLength() > 256) {
      throw new IllegalArgumentException("Expected an unsigned 256-bit number, got " + number);
    }
    byte[] encoded = number.toByteArray();
    int from = encoded.length > LENGTH_BYTES ? 1 : 0;
    return leftPad(Bytes.copyOf(encoded, from, encoded.length - from));
  }

  private static Bytes32 read(byte[] source, int at) {
    return new Bytes32(
        (long) WORD.get(source, at),
        (long) WORD.get(source, at + 8),
        (long) WORD.get(source, at + 16),
        (long) WORD.get(source, at + 24));
  }

  /** These 32 bytes as a {@link Bytes}. */
  public Bytes toBytes() {
    return Bytes.generate(LENGTH_BYTES, target -> copyTo(target, 0));
  }

  /** A fresh array of 32 bytes. */
  public byte[] toArray() {
    byte[] target = new byte[LENGTH_BYTES];
    copyTo(target, 0);
    return target;
  }

  /**
   * Writes the 32 bytes into {@code target} starting at {@code at}.
   *
   * @throws IllegalArgumentException if they do not fit there; nothing is written then
   */
  public void copyTo(byte[] target, int at) {
    if (at < 0 || at > target.length - LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "32 bytes do not fit at " + at + " of " + target.length + " bytes");
    }
    WORD.set(target, at, word0);
    WORD.set(target, at + 8, word1);
    WORD.set(target, at + 16, word2);
    WORD.set(target, at + 24, word3);
  }

  /** The bytes read as an unsigned big-endian number. */
  public BigInteger toUnsigned() {
    return new BigInteger(1, toArray());
  }

  /** Whether all 32 bytes are zero. */
  public boolean isZero() {
    return (word0 | word1 | word2 | word3) == 0;
  }

  /** Lower-case hexadecimal digits with {@code 0x} in front. */
  public String toHex() {
    return toBytes().toHex();
  }

  /** Orders by unsigned value. */
  @Override
  public int compareTo(Bytes32 other) {
    int order = Long.compareUnsigned(word0, other.word0);
    if (order == 0) {
      order = Long.compareUnsigned(word1, other.word1);
    }
    if (order == 0) {
      order = Long.compareUnsigned(word2, other.word2);
    }
    return order != 0 ? order : Long.compareUnsigned(word3, other.word3);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes32 that
        && word0 == that.word0
        && word1 == that.word1
        && word2 == that.word2
        && word3 == that.word3;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(word0 ^ word1 ^ word2 ^ word3);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
