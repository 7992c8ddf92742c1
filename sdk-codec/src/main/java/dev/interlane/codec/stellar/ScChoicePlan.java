package dev.interlane.codec.stellar;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.Plan;
import dev.interlane.codec.internal.Variants;
import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A vector of the variant's name as a symbol and, where it has some, its data. */
final class ScChoicePlan extends Plan {
  private final Variants variants;
  private final List<ValueType.Variant> types;

  ScChoicePlan(Variants variants, List<ValueType.Variant> types) {
    super(ScKind.VEC.minBytes() + ScKind.SYMBOL.minBytes(), 1 + variants.depth(), 24);
    this.variants = variants;
    this.types = types;
  }

  private boolean hasData(int position) {
    return !(types.get(position).type() instanceof ValueType.Unit);
  }

  @Override
  public long measure(Value value) {
    int position = variants.of(value);
    if (position < 0) {
      return -1;
    }
    Value.Choice choice = (Value.Choice) value;
    long data = variants.plan(position).measure(choice.data());
    return data < 0
        ? -1
        : ScKind.VEC.minBytes()
            + Symbols.PLAN.measure(new Value.Text(choice.variant()))
            + (hasData(position) ? data : 0);
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    Value.Choice choice = (Value.Choice) value;
    int position = variants.of(value);
    int next = ScKind.VEC.write(hasData(position) ? 2 : 1, target, at);
    next = Symbols.PLAN.write(new Value.Text(choice.variant()), target, next);
    return hasData(position) ? variants.plan(position).write(choice.data(), target, next) : next;
  }

  @Override
  public Value read(ByteReader in) {
    int start = in.at();
    int count = ScKind.VEC.read(in, DecodeReason.LENGTH_TOO_LARGE);
    int nameAt = in.at();
    String name = ((Value.Text) Symbols.PLAN.read(in)).text();
    int position = variants.of(new Value.Choice(name, new Value.Unit()));
    if (position < 0) {
      throw in.refused(
          DecodeReason.BAD_VARIANT,
          nameAt,
          "expected the name of one of " + variants.count() + " variants, got " + name);
    }
    in.requireCount(start, count, hasData(position) ? 2 : 1);
    return hasData(position)
        ? variants.read(position, in)
        : new Value.Choice(name, new Value.Unit());
  }

  @Override
  public @Nullable String misfit(Value value) {
    return variants.misfit(value);
  }

  /** As vectors compare: by name, then by data. */
  @Override
  public int compare(Value left, Value right) {
    int byName = ((Value.Choice) left).variant().compareTo(((Value.Choice) right).variant());
    return byName == 0 ? variants.compare(left, right) : byName;
  }
}
