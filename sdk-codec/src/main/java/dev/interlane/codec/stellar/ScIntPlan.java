package dev.interlane.codec.stellar;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.IntPlan;
import dev.interlane.codec.internal.Plan;
import dev.interlane.value.Value;
import java.util.Arrays;

/** An integer of 32, 64, 128 or 256 bits behind its kind, the highest byte first. */
final class ScIntPlan extends Plan {
  /** Whether numbers go below zero. */
  enum Sign {
    UNSIGNED,
    SIGNED
  }

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
    for (int i = 0; i < bits / 8; i++) {
      int low = bits / 8 - 1 - i;
      target[from + i] = (byte) (number.word(low / Long.BYTES) >> (8 * (low % Long.BYTES)));
    }
    return from + bits / 8;
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
    long[] words = new long[4];
    Arrays.fill(words, negative ? -1 : 0);
    for (int i = 0; i < bytes / Long.BYTES; i++) {
      words[4 - bytes / Long.BYTES + i] = in.longAt(from + i * Long.BYTES);
    }
    return sign == Sign.SIGNED
        ? Value.Int.signed(words[0], words[1], words[2], words[3])
        : Value.Int.unsigned(words[0], words[1], words[2], words[3]);
  }

  @Override
  public int compare(Value left, Value right) {
    return IntPlan.compareNumbers(left, right);
  }
}
