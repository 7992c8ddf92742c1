package dev.interlane.codec.stellar;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.NumberForm;
import dev.interlane.error.DecodeReason;

/** The kinds of SCVals, each before a number: a length, a truth value, a count. */
enum ScKind implements NumberForm {
  BOOL(0),
  VOID(1),
  U32(3),
  I32(4),
  U64(5),
  I64(6),
  U128(9),
  I128(10),
  U256(11),
  I256(12),
  BYTES(13),
  STRING(14),
  SYMBOL(15),
  /** Vectors and maps may be absent in XDR; a one says that they are there, as Soroban wants it. */
  VEC(16),
  MAP(17),
  ADDRESS(18);

  static final int WORD = 4;

  private final int tag;

  ScKind(int tag) {
    this.tag = tag;
  }

  private boolean mayBeAbsent() {
    return this == VEC || this == MAP;
  }

  /** Writes the kind alone. */
  int writeTag(byte[] target, int at) {
    return writeWord(tag, target, at);
  }

  /** Takes the kind alone. */
  void take(ByteReader in) {
    int from = in.take(WORD);
    long word = wordAt(in, from);
    if (word != tag) {
      throw in.refused(
          DecodeReason.WRONG_TAG, from, "expected " + this + " (" + tag + "), got kind " + word);
    }
  }

  @Override
  public int minBytes() {
    return mayBeAbsent() ? 3 * WORD : 2 * WORD;
  }

  @Override
  public int max() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int size(int number) {
    return minBytes();
  }

  @Override
  public int write(int number, byte[] target, int at) {
    int next = writeTag(target, at);
    if (mayBeAbsent()) {
      next = writeWord(1, target, next);
    }
    return writeWord(number, target, next);
  }

  @Override
  public int read(ByteReader in, DecodeReason tooLarge) {
    take(in);
    if (mayBeAbsent()) {
      int from = in.take(WORD);
      if (wordAt(in, from) != 1) {
        throw in.refused(
            DecodeReason.WRONG_KIND, from, "expected a " + this + " that is there, got none");
      }
    }
    return readWord(in, tooLarge);
  }

  static int writeWord(int number, byte[] target, int at) {
    target[at] = (byte) (number >> 24);
    target[at + 1] = (byte) (number >> 16);
    target[at + 2] = (byte) (number >> 8);
    target[at + 3] = (byte) number;
    return at + WORD;
  }

  static int readWord(ByteReader in, DecodeReason tooLarge) {
    int from = in.take(WORD);
    long word = wordAt(in, from);
    if (word > Integer.MAX_VALUE) {
      throw in.refused(tooLarge, from, "expected at most 2^31 - 1, got " + word);
    }
    return (int) word;
  }

  static long wordAt(ByteReader in, int from) {
    return ((long) in.byteAt(from) << 24)
        | (in.byteAt(from + 1) << 16)
        | (in.byteAt(from + 2) << 8)
        | in.byteAt(from + 3);
  }
}
