package dev.interlane.codec.internal;

import dev.interlane.codec.DecodedPart;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The bytes that a decoder touched for one part, and for the parts within it. For one thread. */
public final class Span {
  private final @Nullable Span parent;
  private final int index;
  private final List<Span> parts = new ArrayList<>();

  /** Where an offset to the part stands, or -1. */
  public int head = -1;

  /** The first byte, or -1 before one is touched. */
  public int from = -1;

  /** The byte behind the last that was touched. */
  public int to = -1;

  /** Whether the decoder went on to the next part. */
  public boolean whole;

  private Span(@Nullable Span parent, int index) {
    this.parent = parent;
    this.index = index;
  }

  /** The span of all values. */
  public static Span root() {
    return new Span(null, -1);
  }

  /** The span around this one. */
  public Span parent() {
    return parent == null ? this : parent;
  }

  /** The part that was begun last, or this if there is none. */
  public Span last() {
    return parts.isEmpty() ? this : parts.get(parts.size() - 1);
  }

  /** Begins a part; the one before it is whole. */
  public Span begin(int partIndex) {
    finishLast();
    Span part = new Span(this, partIndex);
    parts.add(part);
    return part;
  }

  /** The part that was begun last is whole. */
  public void finishLast() {
    if (!parts.isEmpty()) {
      last().whole = true;
    }
  }

  /** Takes in these bytes. */
  public void touch(int first, int behind) {
    from = from < 0 ? first : Math.min(from, first);
    to = Math.max(to, behind);
  }

  /**
   * The parts in words.
   *
   * @param content reads the value of a part without others again, where it lies
   */
  public List<DecodedPart> describe(ValueType type, BiFunction<ValueType, Span, Value> content) {
    List<DecodedPart> described = new ArrayList<>(parts.size());
    for (Span part : parts) {
      StringBuilder name = new StringBuilder();
      ValueType partType = TypePath.step(TypePath.stripOptions(type), part.index, name);
      List<DecodedPart> inner = part.describe(partType, content);
      for (DecodedPart each : inner) {
        if (each.from() >= 0) {
          part.touch(each.from(), Math.max(each.from(), each.to()));
        }
      }
      boolean isLeaf = part.parts.isEmpty() && part.whole;
      described.add(
          new DecodedPart(
              name.toString(),
              partType,
              part.head,
              part.from,
              part.whole ? part.to : -1,
              isLeaf ? Optional.of(content.apply(partType, part)) : Optional.empty(),
              inner));
    }
    return described;
  }
}
