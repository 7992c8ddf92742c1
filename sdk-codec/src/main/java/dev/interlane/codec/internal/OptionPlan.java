package dev.interlane.codec.internal;

import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** A tag, and behind the one of the two the element. */
public final class OptionPlan extends Plan {
  private static final Value NONE = new Value.None();

  private final NumberForm tag;
  private final int none;
  private final Plan element;

  /**
   * An option.
   *
   * @param none the tag without an element, 0 or 1; the other one goes before it
   */
  public OptionPlan(NumberForm tag, int none, Plan element) {
    super(tag.minBytes(), element.depth, 16);
    this.tag = tag;
    this.none = none;
    this.element = element;
  }

  @Override
  public long measure(Value value) {
    return switch (value) {
      case Value.None nothing -> tag.size(none);
      case Value.Some some -> {
        long measured = element.measure(some.element());
        yield measured < 0 ? -1 : tag.size(1 - none) + measured;
      }
      default -> -1;
    };
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    return value instanceof Value.Some some
        ? element.write(some.element(), target, tag.write(1 - none, target, at))
        : tag.write(none, target, at);
  }

  @Override
  public Value read(ByteReader in) {
    int from = in.at();
    int number = tag.read(in, DecodeReason.BAD_OPTION);
    if (number > 1) {
      throw in.refused(DecodeReason.BAD_OPTION, from, "expected 0 or 1, got " + number);
    }
    if (number == none) {
      return NONE;
    }
    if (element.excess > 0) {
      in.charge(1, element);
    }
    return new Value.Some(element.read(in));
  }

  @Override
  public @Nullable String misfit(Value value) {
    return value instanceof Value.Some some ? element.misfit(some.element()) : null;
  }

  @Override
  public int compare(Value left, Value right) {
    return compare(element, left, right);
  }

  /** Orders two options: none before any. */
  public static int compare(Plan element, Value left, Value right) {
    if (left instanceof Value.Some a && right instanceof Value.Some b) {
      return element.compare(a.element(), b.element());
    }
    return Boolean.compare(left instanceof Value.Some, right instanceof Value.Some);
  }
}
