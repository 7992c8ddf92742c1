package dev.interlane.codec.move;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.NumberForm;
import dev.interlane.error.DecodeReason;

/** Seven bits a byte, the lowest first; the high bit says that more follow. */
enum Uleb128 implements NumberForm {
  SHORTEST;

  private static final int MAX_BYTES = 5;

  @Override
  public int minBytes() {
    return 1;
  }

  @Override
  public int max() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int size(int number) {
    return number == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(number)) / 7;
  }

  @Override
  public int write(int number, byte[] target, int at) {
    int next = at;
    int rest = number;
    for (; rest > 0x7f; rest >>>= 7) {
      target[next++] = (byte) (rest | 0x80);
    }
    target[next++] = (byte) rest;
    return next;
  }

  @Override
  public int read(ByteReader in, DecodeReason tooLarge) {
    int start = in.at();
    long number = 0;
    for (int i = 0; i < MAX_BYTES; i++) {
      int next = in.byteAt(in.take(1));
      number |= (long) (next & 0x7f) << (7 * i);
      if (next < 0x80) {
        if (next == 0 && i > 0) {
          throw in.refused(
              DecodeReason.NON_MINIMAL, start, "ULEB128 number " + number + " ends in a zero byte");
        }
        if (number > max()) {
          throw in.refused(tooLarge, start, "expected at most 2^31 - 1, got " + number);
        }
        return (int) number;
      }
    }
    throw in.refused(tooLarge, start, "ULEB128 number has more than " + MAX_BYTES + " bytes");
  }
}
