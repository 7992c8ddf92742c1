package dev.interlane.codec.substrate;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.IntPlan;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;

/** An unsigned integer of at most so many bits in compact form. */
final class CompactPlan extends Plan {
  private final int bits;

  CompactPlan(int bits) {
    // Numbers of one byte have no object of their own.
    super(1, 0, 0);
    this.bits = bits;
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Int number && number.fitsUnsigned(bits)
        ? CompactForm.sizeOf(number)
        : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    return CompactForm.writeNumber((Value.Int) value, target, at);
  }

  @Override
  public Value read(ByteReader in) {
    return CompactForm.readNumber(in, bits, DecodeReason.INT_RANGE);
  }

  @Override
  public int compare(Value left, Value right) {
    return IntPlan.compareNumbers(left, right);
  }
}
