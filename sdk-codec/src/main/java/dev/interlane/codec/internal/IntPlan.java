package dev.interlane.codec.internal;

import dev.interlane.value.Value;

/** An integer of fixed width, the lowest byte first. */
public final class IntPlan extends Plan {
  private static final int SMALLEST = -128;
  private static final Value.Int[] SMALL = new Value.Int[384];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = Value.Int.of(i + SMALLEST);
    }
  }

  /** The bytes of the heap that a number outside {@link #small} takes. */
  public static final int HEAP = 48;

  private final int bits;
  private final boolean signed;

  private IntPlan(int bits, boolean signed) {
    super(bits / 8, 0, bits == 8 ? 0 : HEAP);
    this.bits = bits;
    this.signed = signed;
  }

  /** An integer from 0 on. */
  public static IntPlan unsigned(int bits) {
    return new IntPlan(bits, false);
  }

  /** An integer in two's complement. */
  public static IntPlan signed(int bits) {
    return new IntPlan(bits, true);
  }

  /** The number, without an object of its own where it lies within a byte. */
  public static Value.Int small(long number) {
    long index = number - SMALLEST;
    return index >= 0 && index < SMALL.length ? SMALL[(int) index] : Value.Int.of(number);
  }

  /** Orders two numbers. */
  public static int compareNumbers(Value left, Value right) {
    Value.Int a = (Value.Int) left;
    Value.Int b = (Value.Int) right;
    return a.fitsSigned(Long.SIZE) && b.fitsSigned(Long.SIZE)
        ? Long.compare(a.toLong(), b.toLong())
        : a.number().compareTo(b.number());
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Int number
            && (signed ? number.fitsSigned(bits) : number.fitsUnsigned(bits))
        ? minBytes
        : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    Value.Int number = (Value.Int) value;
    int bytes = bits / 8;
    for (int i = 0; i < bytes; i += Long.BYTES) {
      LittleEndian.write(
          number.word(i / Long.BYTES), Math.min(Long.BYTES, bytes - i), target, at + i);
    }
    return at + bytes;
  }

  @Override
  public Value read(ByteReader in) {
    int bytes = bits / 8;
    int from = in.take(bytes);
    if (bytes < Long.BYTES || (bytes == Long.BYTES && signed)) {
      long number = LittleEndian.read(in, from, bytes);
      int unused = Long.SIZE - bits;
      return small(signed ? number << unused >> unused : number);
    }
    long sign = signed && (in.byteAt(from + bytes - 1) & 0x80) != 0 ? -1 : 0;
    long word3 = word(in, from, bytes, 0, sign);
    long word2 = word(in, from, bytes, 8, sign);
    long word1 = word(in, from, bytes, 16, sign);
    long word0 = word(in, from, bytes, 24, sign);
    return signed
        ? Value.Int.signed(word0, word1, word2, word3)
        : Value.Int.unsigned(word0, word1, word2, word3);
  }

  private static long word(ByteReader in, int from, int bytes, int skipped, long sign) {
    int present = Math.min(Long.BYTES, bytes - skipped);
    if (present <= 0) {
      return sign;
    }
    long word = LittleEndian.read(in, from + skipped, present);
    return present == Long.BYTES ? word : word | (sign << (8 * present));
  }

  @Override
  public int compare(Value left, Value right) {
    return compareNumbers(left, right);
  }
}
