package dev.interlane.codec.internal;

import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;

/** True as 1 and false as 0. */
public final class BoolPlan extends Plan {
  private final NumberForm form;

  /** Truth in this form. */
  public BoolPlan(NumberForm form) {
    super(form.minBytes(), 0, 0);
    this.form = form;
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Bool bool ? form.size(bool.truth() ? 1 : 0) : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    return form.write(((Value.Bool) value).truth() ? 1 : 0, target, at);
  }

  @Override
  public Value read(ByteReader in) {
    int from = in.at();
    int number = form.read(in, DecodeReason.BAD_BOOL);
    if (number > 1) {
      throw in.refused(DecodeReason.BAD_BOOL, from, "expected 0 or 1, got " + number);
    }
    return Value.Bool.of(number == 1);
  }

  @Override
  public int compare(Value left, Value right) {
    return Boolean.compare(((Value.Bool) left).truth(), ((Value.Bool) right).truth());
  }
}
