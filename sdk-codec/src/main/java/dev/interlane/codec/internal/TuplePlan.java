package dev.interlane.codec.internal;

import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Components of different types, one after the other: a tuple, a struct, or all parameters. */
public final class TuplePlan extends Plan {
  private static final Value EMPTY = Value.Sequence.of();

  private final @Nullable NumberForm header;
  private final Plan[] components;

  private TuplePlan(@Nullable NumberForm header, Plan[] components) {
    super(
        (header == null ? 0 : header.size(components.length)) + minBytes(components),
        1 + deepest(components),
        heap(components));
    this.header = header;
    this.components = components;
  }

  /** Components with nothing around them. */
  public static TuplePlan bare(List<Plan> components) {
    return new TuplePlan(null, components.toArray(Plan[]::new));
  }

  /** Components behind their count. */
  public static TuplePlan counted(NumberForm count, List<Plan> components) {
    return new TuplePlan(count, components.toArray(Plan[]::new));
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Sequence sequence ? measureAll(sequence.elements()) : -1;
  }

  @Override
  public long measureAll(List<Value> values) {
    if (values.size() != components.length) {
      return -1;
    }
    long bytes = header == null ? 0 : header.size(components.length);
    for (int i = 0; i < components.length; i++) {
      long measured = components[i].measure(values.get(i));
      if (measured < 0) {
        return -1;
      }
      bytes += measured;
    }
    return bytes;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    return writeAll(((Value.Sequence) value).elements(), target, at);
  }

  @Override
  public int writeAll(List<Value> values, byte[] target, int at) {
    int next = header == null ? at : header.write(components.length, target, at);
    for (int i = 0; i < components.length; i++) {
      next = components[i].write(values.get(i), target, next);
    }
    return next;
  }

  @Override
  public Value read(ByteReader in) {
    if (header != null) {
      int start = in.at();
      in.requireCount(start, header.read(in, DecodeReason.LENGTH_TOO_LARGE), components.length);
    }
    if (components.length == 0) {
      return EMPTY;
    }
    in.enter();
    Value.Sequence sequence = readComponents(in);
    in.leave();
    return sequence;
  }

  // Up to two need no array, which keeps the smallest structs within what their bytes pay for.
  private Value.Sequence readComponents(ByteReader in) {
    if (components.length > 2) {
      Value[] values = new Value[components.length];
      for (int i = 0; i < values.length; i++) {
        in.step(i);
        values[i] = components[i].read(in);
      }
      return Value.Sequence.of(values);
    }
    in.step(0);
    Value first = components[0].read(in);
    if (components.length == 1) {
      return new Value.Sequence(List.of(first));
    }
    in.step(1);
    return new Value.Sequence(List.of(first, components[1].read(in)));
  }

  @Override
  public @Nullable String misfit(Value value) {
    if (!(value instanceof Value.Sequence sequence)) {
      return null;
    }
    for (int i = 0; i < Math.min(components.length, sequence.elements().size()); i++) {
      String misfit = components[i].misfit(sequence.elements().get(i));
      if (misfit != null) {
        return "[" + i + "]" + misfit;
      }
    }
    return null;
  }

  @Override
  public int compare(Value left, Value right) {
    List<Value> a = ((Value.Sequence) left).elements();
    List<Value> b = ((Value.Sequence) right).elements();
    for (int i = 0; i < components.length; i++) {
      int order = components[i].compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  static long minBytes(Plan[] components) {
    long bytes = 0;
    for (Plan component : components) {
      bytes += component.minBytes;
    }
    return bytes;
  }

  static int deepest(Plan[] components) {
    int deepest = 0;
    for (Plan component : components) {
      deepest = Math.max(deepest, component.depth);
    }
    return deepest;
  }

  static long heap(Plan[] components) {
    long heap = components.length == 0 ? 0 : components.length <= 2 ? 40 : ArrayPlan.HEAP;
    for (Plan component : components) {
      heap += component.heap + (components.length <= 2 ? 0 : 8);
    }
    return heap;
  }
}
