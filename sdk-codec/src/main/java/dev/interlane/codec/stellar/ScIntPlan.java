package dev.interlane.codec.stellar;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.IntPlan;
import dev.interlane.codec.internal.Plan;
import dev.interlane.value.Value;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** An integer of 32, 64, 128 or 256 bits behind its kind, the highest byte first. */
final class ScIntPlan extends Plan {
  /** Whether numbers go below zero. */
  enum Sign {
    UNSIGNED,
    SIGNED
  }

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final ScKind kind;
  private final Sign sign;
  private final int bits;

  private ScIntPlan(ScKind kind, Sign sign, int bits) {
    super(ScKind.WORD + bits / 8, 0, IntPlan.HEAP);
    this.kind = kind;
    this.sign = sign;
    this.bits = bits;
  }

  static ScIntPlan unsigned(int bits) {
    ScKind kind =
        switch (bits) {
          case 32 -> ScKind.U32;
          case 64 -> ScKind.U64;
          case 128 -> ScKind.U128;
          default -> ScKind.U256;
        };
    return new ScIntPlan(kind, Sign.UNSIGNED, bits);
  }

  static ScIntPlan signed(int bits) {
    ScKind kind =
        switch (bits) {
          case 32 -> ScKind.I32;
          case 64 -> ScKind.I64;
          case 128 -> ScKind.I128;
          default -> ScKind.I256;
        };
    return new ScIntPlan(kind, Sign.SIGNED, bits);
  }

  @Override
  public long measure(Value value) {
    boolean fits =
        value instanceof Value.Int number
            && (sign == Sign.SIGNED ? number.fitsSigned(bits) : number.fitsUnsigned(bits));
    return fits ? minBytes : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    int from = kind.writeTag(target, at);
    Value.Int number = (Value.Int) value;
    if (bits < Long.SIZE) {
      return ScKind.writeWord((int) number.word(0), target, from);
    }
    int end = from + bits / 8;
    for (int next = from; next < end; next += Long.BYTES) {
      WORD.set(target, next, number.word((end - next) / Long.BYTES - 1));
    }
    return end;
  }

  @Override
  public Value read(ByteReader in) {
    kind.take(in);
    int bytes = bits / 8;
    int from = in.take(bytes);
    boolean negative = sign == Sign.SIGNED && in.byteAt(from) >= 0x80;
    if (bytes == ScKind.WORD) {
      long word = ScKind.wordAt(in, from);
      return IntPlan.small(negative ? (int) word : word);
    }
    long sign = negative ? -1 : 0;
    long word3 = in.longAt(from + bytes - 8);
    long word2 = bytes >= 16 ? in.longAt(from + bytes - 16) : sign;
    long word1 = bytes >= 24 ? in.longAt(from + bytes - 24) : sign;
    long word0 = bytes >= 32 ? in.longAt(from + bytes - 32) : sign;
    return this.sign == Sign.SIGNED
        ? Value.Int.signed(word0, word1, word2, word3)
        : Value.Int.unsigned(word0, word1, word2, word3);
  }

  @Override
  public int compare(Value left, Value right) {
    return IntPlan.compareNumbers(left, right);
  }
}
