package dev.interlane.codec.move;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.NumberForm;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** A value's encoding as a byte string: its length, then it. */
final class WrappedPlan extends Plan {
  private final NumberForm length;
  private final Plan content;

  WrappedPlan(NumberForm length, Plan content) {
    super(length.minBytes() + content.minBytes, content.depth, content.heap);
    this.length = length;
    this.content = content;
  }

  @Override
  public long measure(Value value) {
    long measured = content.measure(value);
    return measured < 0 || measured > length.max() ? -1 : length.size((int) measured) + measured;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    int bytes = (int) content.measure(value);
    return content.write(value, target, length.write(bytes, target, at));
  }

  @Override
  public Value read(ByteReader in) {
    int start = in.at();
    int bytes = length.read(in, DecodeReason.LENGTH_TOO_LARGE);
    in.requireRoom(start, bytes, 1);
    int end = in.at() + bytes;
    in.begin();
    Value value = content.read(in);
    if (in.at() != end) {
      throw in.refused(
          in.at() < end ? DecodeReason.TRAILING : DecodeReason.TRUNCATED,
          Math.min(in.at(), end),
          "the argument's length is " + bytes + ", its value takes " + (in.at() - end + bytes));
    }
    return value;
  }

  @Override
  public @Nullable String misfit(Value value) {
    return content.misfit(value);
  }

  @Override
  public int compare(Value left, Value right) {
    return content.compare(left, right);
  }
}
