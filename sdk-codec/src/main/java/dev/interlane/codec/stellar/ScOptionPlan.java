package dev.interlane.codec.stellar;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.OptionPlan;
import dev.interlane.codec.internal.Plan;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** Void for none, and else the element as it is. */
final class ScOptionPlan extends Plan {
  private static final Value NONE = new Value.None();

  private final Plan element;

  ScOptionPlan(Plan element) {
    super(ScKind.WORD, element.depth, 16);
    this.element = element;
  }

  @Override
  public long measure(Value value) {
    return switch (value) {
      case Value.None none -> ScKind.WORD;
      case Value.Some some -> element.measure(some.element());
      default -> -1;
    };
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    return value instanceof Value.Some some
        ? element.write(some.element(), target, at)
        : ScKind.VOID.writeTag(target, at);
  }

  @Override
  public Value read(ByteReader in) {
    if (in.left() >= ScKind.WORD && isVoid(in)) {
      ScKind.VOID.take(in);
      return NONE;
    }
    if (element.excess > 0) {
      in.charge(1, element);
    }
    return new Value.Some(element.read(in));
  }

  private static boolean isVoid(ByteReader in) {
    return ScKind.wordAt(in, in.at()) == 1;
  }

  @Override
  public @Nullable String misfit(Value value) {
    return value instanceof Value.Some some ? element.misfit(some.element()) : null;
  }

  @Override
  public int compare(Value left, Value right) {
    return OptionPlan.compare(element, left, right);
  }
}
