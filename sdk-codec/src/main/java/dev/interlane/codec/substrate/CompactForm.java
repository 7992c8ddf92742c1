package dev.interlane.codec.substrate;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.IntPlan;
import dev.interlane.codec.internal.NumberForm;
import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;

/**
 * Unsigned integers in the fewest bytes. The two low bits of the first byte say how many.
 *
 * <pre>
 * 00   below 2^6     one byte, the number in its six high bits
 * 01   below 2^14    two bytes, the lowest first, the number in the fourteen high bits
 * 10   below 2^30    four bytes, the number in the thirty high bits
 * 11   any other     the six high bits are the number of bytes that follow, less four; those, the lowest first
 * </pre>
 */
enum CompactForm implements NumberForm {
  COUNT;

  private static final int ONE_BYTE = 1 << 6;
  private static final int TWO_BYTES = 1 << 14;
  private static final int FOUR_BYTES = 1 << 30;

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
    return number < ONE_BYTE ? 1 : number < TWO_BYTES ? 2 : number < FOUR_BYTES ? 4 : 5;
  }

  @Override
  public int write(int number, byte[] target, int at) {
    return switch (size(number)) {
      case 1 -> writeLow(number << 2, 1, target, at);
      case 2 -> writeLow((number << 2) | 1, 2, target, at);
      case 4 -> writeLow((number << 2) | 2, 4, target, at);
      default -> {
        target[at] = 3;
        yield writeLow(number, 4, target, at + 1);
      }
    };
  }

  private static int writeLow(int number, int bytes, byte[] target, int at) {
    for (int i = 0; i < bytes; i++) {
      target[at + i] = (byte) (number >>> (8 * i));
    }
    return at + bytes;
  }

  @Override
  public int read(ByteReader in, DecodeReason tooLarge) {
    return (int) readNumber(in, 31, tooLarge).toLong();
  }

  /** The bytes of a number that is not negative. */
  static int sizeOf(Value.Int number) {
    int bits = number.bitLength();
    return bits <= 30 ? COUNT.size((int) number.toLong()) : 1 + (bits + 7) / 8;
  }

  static int writeNumber(Value.Int number, byte[] target, int at) {
    int bits = number.bitLength();
    if (bits <= 30) {
      return COUNT.write((int) number.toLong(), target, at);
    }
    int bytes = (bits + 7) / 8;
    target[at] = (byte) (((bytes - 4) << 2) | 3);
    for (int i = 0; i < bytes; i++) {
      target[at + 1 + i] = (byte) (number.word(i / Long.BYTES) >> (8 * (i % Long.BYTES)));
    }
    return at + 1 + bytes;
  }

  /** Reads a number of at most so many bits. */
  static Value.Int readNumber(ByteReader in, int bits, DecodeReason tooLarge) {
    int start = in.at();
    int first = in.byteAt(in.take(1));
    int mode = first & 3;
    if (mode == 3) {
      return readLarge(in, start, (first >> 2) + 4, bits, tooLarge);
    }
    int more = mode == 2 ? 3 : mode;
    int from = in.take(more);
    long number = first >> 2;
    for (int i = 0; i < more; i++) {
      number |= (long) in.byteAt(from + i) << (6 + 8 * i);
    }
    if (COUNT.size((int) number) != more + 1) {
      throw in.refused(
          DecodeReason.NON_MINIMAL, start, number + " takes fewer than " + (more + 1) + " bytes");
    }
    Value.Int read = IntPlan.small(number);
    if (!read.fitsUnsigned(bits)) {
      throw tooLarge(in, start, bits, tooLarge);
    }
    return read;
  }

  private static Value.Int readLarge(
      ByteReader in, int start, int bytes, int bits, DecodeReason tooLarge) {
    if (bytes > (bits + 7) / 8) {
      // A leading zero byte is the other way to be longer than the widest number.
      throw tooLarge(
          in,
          start,
          bits,
          bytes > in.left() ? DecodeReason.TRUNCATED : longForm(in, bytes, tooLarge));
    }
    int from = in.take(bytes);
    long[] words = new long[4];
    for (int i = 0; i < bytes; i++) {
      words[3 - i / 8] |= (long) in.byteAt(from + i) << (8 * (i % 8));
    }
    Value.Int read = Value.Int.unsigned(words[0], words[1], words[2], words[3]);
    if (in.byteAt(from + bytes - 1) == 0 || read.bitLength() <= 30) {
      throw in.refused(DecodeReason.NON_MINIMAL, start, read + " takes fewer bytes");
    }
    if (!read.fitsUnsigned(bits)) {
      throw tooLarge(in, start, bits, tooLarge);
    }
    return read;
  }

  private static DecodeReason longForm(ByteReader in, int bytes, DecodeReason tooLarge) {
    return in.byteAt(in.at() + bytes - 1) == 0 ? DecodeReason.NON_MINIMAL : tooLarge;
  }

  private static RuntimeException tooLarge(
      ByteReader in, int start, int bits, DecodeReason reason) {
    return in.refused(reason, start, "expected a compact number of at most " + bits + " bits");
  }
}
