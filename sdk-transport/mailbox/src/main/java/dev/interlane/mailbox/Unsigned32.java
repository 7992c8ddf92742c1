package dev.interlane.mailbox;

import dev.interlane.primitive.Bytes;

/**
 * The unsigned 32-bit numbers of Hyperlane: domains, mailbox nonces, leaf indexes. In Java they are
 * a {@code long} from 0 to {@link #MAX}, on the wire four bytes, big-endian.
 */
public final class Unsigned32 {
  /** The number of bytes on the wire, 4. */
  public static final int LENGTH_BYTES = 4;

  /** The largest one, 2^32 - 1. */
  public static final long MAX = 0xffff_ffffL;

  private Unsigned32() {}

  /**
   * The number itself.
   *
   * @throws IllegalArgumentException if it is negative or needs more than 32 bits
   */
  public static long check(String name, long number) {
    if (number < 0 || number > MAX) {
      throw new IllegalArgumentException(
          name + " must be an unsigned 32-bit number, from 0 to " + MAX + ", got " + number);
    }
    return number;
  }

  /**
   * The number in the four bytes from {@code offset}.
   *
   * @throws IllegalArgumentException if fewer than four bytes start there
   */
  public static long read(Bytes source, int offset) {
    Bytes four = source.slice(offset, LENGTH_BYTES);
    return ((four.get(0) & 0xffL) << 24)
        | ((four.get(1) & 0xffL) << 16)
        | ((four.get(2) & 0xffL) << 8)
        | (four.get(3) & 0xffL);
  }

  /** Writes the lower 32 bits of {@code number} to {@code target} from {@code offset}. */
  public static void write(byte[] target, int offset, long number) {
    target[offset] = (byte) (number >>> 24);
    target[offset + 1] = (byte) (number >>> 16);
    target[offset + 2] = (byte) (number >>> 8);
    target[offset + 3] = (byte) number;
  }

  /** The four bytes of the number. */
  public static Bytes toBytes(long number) {
    return Bytes.generate(LENGTH_BYTES, target -> write(target, 0, number));
  }
}
