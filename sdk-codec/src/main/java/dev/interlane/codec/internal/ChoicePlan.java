package dev.interlane.codec.internal;

import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** The number of the variant, then its data. */
public final class ChoicePlan extends Plan {
  private final NumberForm tag;
  private final Variants variants;

  /** An enum with its variants' numbers in this form. */
  public ChoicePlan(NumberForm tag, Variants variants) {
    super(tag.minBytes(), 1 + variants.depth(), 24);
    this.tag = tag;
    this.variants = variants;
  }

  @Override
  public long measure(Value value) {
    int position = variants.of(value);
    if (position < 0) {
      return -1;
    }
    long measured = variants.plan(position).measure(((Value.Choice) value).data());
    return measured < 0 ? -1 : tag.size(variants.index(position)) + measured;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    int position = variants.of(value);
    int next = tag.write(variants.index(position), target, at);
    return variants.plan(position).write(((Value.Choice) value).data(), target, next);
  }

  @Override
  public Value read(ByteReader in) {
    int from = in.at();
    int index = tag.read(in, DecodeReason.BAD_VARIANT);
    int position = variants.ofIndex(index);
    if (position < 0) {
      throw in.refused(
          DecodeReason.BAD_VARIANT,
          from,
          "expected the number of one of " + variants.count() + " variants, got " + index);
    }
    return variants.read(position, in);
  }

  @Override
  public @Nullable String misfit(Value value) {
    return variants.misfit(value);
  }

  @Override
  public int compare(Value left, Value right) {
    return variants.compare(left, right);
  }
}
