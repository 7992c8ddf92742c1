package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** {@code null} for none, and else the element as it is. */
final class JsonOptionPlan extends Plan {
  private static final Value NONE = new Value.None();
  private static final Bytes NULL = Bytes.fromUtf8("null");

  private final Plan element;

  JsonOptionPlan(Plan element) {
    super(Math.min(NULL.length(), element.minBytes), element.depth, 16 + element.heap);
    this.element = element;
  }

  @Override
  public long measure(Value value) {
    return switch (value) {
      case Value.None none -> NULL.length();
      case Value.Some some -> element.measure(some.element());
      default -> -1;
    };
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    if (value instanceof Value.Some some) {
      return element.write(some.element(), target, at);
    }
    NULL.copyTo(target, at);
    return at + NULL.length();
  }

  @Override
  public Value read(ByteReader in) {
    if (in.peek() == 'n') {
      in.expect(NULL, DecodeReason.BAD_OPTION);
      return NONE;
    }
    return new Value.Some(element.read(in));
  }

  @Override
  public @Nullable String misfit(Value value) {
    return value instanceof Value.Some some ? element.misfit(some.element()) : null;
  }

  @Override
  public int compare(Value left, Value right) {
    throw new IllegalStateException("Keys of JSON are text");
  }
}
