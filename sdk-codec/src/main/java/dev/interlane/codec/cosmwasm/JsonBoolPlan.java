package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;

/** {@code true} or {@code false}. */
final class JsonBoolPlan extends Plan {
  private static final Bytes TRUE = Bytes.fromUtf8("true");
  private static final Bytes FALSE = Bytes.fromUtf8("false");

  JsonBoolPlan() {
    super(TRUE.length(), 0, 0);
  }

  private static Bytes word(Value value) {
    return ((Value.Bool) value).truth() ? TRUE : FALSE;
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Bool ? word(value).length() : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    word(value).copyTo(target, at);
    return at + word(value).length();
  }

  @Override
  public Value read(ByteReader in) {
    boolean truth = in.peek() == 't';
    in.expect(truth ? TRUE : FALSE, DecodeReason.BAD_BOOL);
    return Value.Bool.of(truth);
  }

  @Override
  public int compare(Value left, Value right) {
    return Boolean.compare(((Value.Bool) left).truth(), ((Value.Bool) right).truth());
  }
}
