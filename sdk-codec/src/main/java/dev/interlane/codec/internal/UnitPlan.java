package dev.interlane.codec.internal;

import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;

/** The type with one value: the same bytes each time, in most formats none. */
public final class UnitPlan extends Plan {
  private static final Value UNIT = new Value.Unit();

  private final Bytes constant;

  /** Unit as these bytes. */
  public UnitPlan(Bytes constant) {
    super(constant.length(), 0, 0);
    this.constant = constant;
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Unit ? constant.length() : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    constant.copyTo(target, at);
    return at + constant.length();
  }

  @Override
  public Value read(ByteReader in) {
    if (!constant.isEmpty()) {
      in.expect(constant, DecodeReason.WRONG_KIND);
    }
    return UNIT;
  }

  @Override
  public int compare(Value left, Value right) {
    return 0;
  }
}
