package dev.interlane.codec.starknet;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.IntPlan;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;

/** A uint256 as two field elements, the low 128 bits and then the high ones. */
final class LimbsPlan extends Plan {
  private static final int LIMB_BYTES = 16;

  LimbsPlan() {
    super(2 * FeltForm.FELT_BYTES, 0, IntPlan.HEAP);
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Int number && number.fitsUnsigned(256) ? minBytes : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    Value.Int number = (Value.Int) value;
    for (int i = 0; i < LIMB_BYTES; i++) {
      int shift = 8 * (i % Long.BYTES);
      target[at + FeltForm.FELT_BYTES - 1 - i] = (byte) (number.word(i / Long.BYTES) >> shift);
      target[at + 2 * FeltForm.FELT_BYTES - 1 - i] =
          (byte) (number.word(2 + i / Long.BYTES) >> shift);
    }
    return at + 2 * FeltForm.FELT_BYTES;
  }

  @Override
  public Value read(ByteReader in) {
    int low = limb(in);
    int high = limb(in);
    return Value.Int.unsigned(
        in.longAt(high), in.longAt(high + 8), in.longAt(low), in.longAt(low + 8));
  }

  private static int limb(ByteReader in) {
    int from = in.take(FeltForm.FELT_BYTES);
    if ((in.longAt(from) | in.longAt(from + 8)) != 0) {
      throw in.refused(
          DecodeReason.INT_RANGE,
          from,
          "expected 128 bits of a uint256, got " + in.slice(from, FeltForm.FELT_BYTES));
    }
    return from + LIMB_BYTES;
  }

  @Override
  public int compare(Value left, Value right) {
    return IntPlan.compareNumbers(left, right);
  }
}
