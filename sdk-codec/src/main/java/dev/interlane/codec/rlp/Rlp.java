package dev.interlane.codec.rlp;

import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.util.List;

/**
 * Writes recursive length prefix. Every method gives one encoded item; a list is made of encoded
 * items.
 *
 * <pre>
 * one byte below 0x80      itself
 * 0 to 55 bytes            0x80 + length, the bytes
 * more bytes               0xb7 + length of the length, the length big-endian, the bytes
 * list of 0 to 55 bytes    0xc0 + length of its items, the items
 * longer list              0xf7 + length of the length, the length big-endian, the items
 * </pre>
 *
 * <pre>{@code
 * Bytes encoded = Rlp.list(Rlp.number(nonce), Rlp.bytes(to), Rlp.list());
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @see <a
 *     href="https://ethereum.org/en/developers/docs/data-structures-and-encoding/rlp/">Recursive-length
 *     prefix</a>
 */
public final class Rlp {
  static final int SHORT_BYTES = 0x80;
  static final int SHORT_LIST = 0xc0;
  static final int LONGEST_SHORT = 55;
  static final int LONG_BYTES = SHORT_BYTES + LONGEST_SHORT;
  static final int LONG_LIST = SHORT_LIST + LONGEST_SHORT;

  private Rlp() {}

  /** A byte string. */
  public static Bytes bytes(Bytes content) {
    if (content.length() == 1 && (content.get(0) & 0xff) < SHORT_BYTES) {
      return content;
    }
    return prefixed(SHORT_BYTES, content.length(), content);
  }

  /**
   * An unsigned number: its big-endian bytes without leading zeros, none at all for zero.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static Bytes number(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("RLP has no negative numbers, got " + number);
    }
    return bytes(bigEndian(number));
  }

  /**
   * An unsigned number: its big-endian bytes without leading zeros, none at all for zero.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static Bytes number(BigInteger number) {
    if (number.signum() < 0) {
      throw new IllegalArgumentException("RLP has no negative numbers, got " + number);
    }
    byte[] signed = number.toByteArray();
    int from = signed[0] == 0 ? 1 : 0;
    return bytes(Bytes.copyOf(signed, from, signed.length - from));
  }

  /** A list of items that are encoded already. */
  public static Bytes list(Bytes... encodedItems) {
    long length = 0;
    for (Bytes item : encodedItems) {
      length += item.length();
    }
    return prefixed(SHORT_LIST, length, encodedItems);
  }

  /** A list of items that are encoded already. */
  public static Bytes list(List<Bytes> encodedItems) {
    return list(encodedItems.toArray(Bytes[]::new));
  }

  private static Bytes prefixed(int shortTag, long length, Bytes... parts) {
    Bytes lengthBytes = length > LONGEST_SHORT ? bigEndian(length) : Bytes.EMPTY;
    int tag =
        shortTag + (lengthBytes.isEmpty() ? (int) length : LONGEST_SHORT + lengthBytes.length());
    long total = 1 + lengthBytes.length() + length;
    if (total > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "The item needs " + total + " bytes, more than an array holds");
    }
    return Bytes.generate(
        (int) total,
        target -> {
          target[0] = (byte) tag;
          lengthBytes.copyTo(target, 1);
          int at = 1 + lengthBytes.length();
          for (Bytes part : parts) {
            part.copyTo(target, at);
            at += part.length();
          }
        });
  }

  private static Bytes bigEndian(long number) {
    int size = (Long.SIZE - Long.numberOfLeadingZeros(number) + 7) / 8;
    return Bytes.generate(
        size,
        target -> {
          for (int i = 0; i < size; i++) {
            target[i] = (byte) (number >> (8 * (size - 1 - i)));
          }
        });
  }
}
