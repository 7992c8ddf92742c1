package dev.interlane.codec.starknet;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.NumberForm;
import dev.interlane.error.DecodeReason;

/** Counts, tags and truth values as a field element: 32 bytes, the highest first. */
enum FeltForm implements NumberForm {
  NUMBER;

  static final int FELT_BYTES = 32;

  @Override
  public int minBytes() {
    return FELT_BYTES;
  }

  @Override
  public int max() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int size(int number) {
    return FELT_BYTES;
  }

  @Override
  public int write(int number, byte[] target, int at) {
    target[at + 28] = (byte) (number >> 24);
    target[at + 29] = (byte) (number >> 16);
    target[at + 30] = (byte) (number >> 8);
    target[at + 31] = (byte) number;
    return at + FELT_BYTES;
  }

  @Override
  public int read(ByteReader in, DecodeReason tooLarge) {
    int from = in.take(FELT_BYTES);
    long low = in.longAt(from + 24);
    if ((in.longAt(from) | in.longAt(from + 8) | in.longAt(from + 16)) != 0
        || low < 0
        || low > max()) {
      throw in.refused(
          tooLarge, from, "expected at most 2^31 - 1, got " + in.slice(from, FELT_BYTES));
    }
    return (int) low;
  }
}
