package dev.interlane.codec.internal;

import dev.interlane.error.DecodeReason;

/** How a format writes a count, a tag or a truth value. Stateless. */
public interface NumberForm {
  /** The fewest bytes of any number. */
  int minBytes();

  /** The largest number there is. */
  int max();

  /** The bytes of this number. */
  int size(int number);

  /** Writes the number from {@code at} on and returns the position after it. */
  int write(int number, byte[] target, int at);

  /**
   * Reads a number.
   *
   * @param tooLarge the reason to give when it is above {@link #max}
   */
  int read(ByteReader in, DecodeReason tooLarge);
}
