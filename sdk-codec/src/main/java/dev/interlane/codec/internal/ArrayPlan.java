package dev.interlane.codec.internal;

import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements of one type, one after the other, with or without their count in front. */
public final class ArrayPlan extends Plan {
  private static final int ANY = -1;
  // The sequence, its list, and the array the list is made from.
  static final int HEAP = 72;

  private final @Nullable NumberForm header;
  private final int length;
  private final Plan element;

  private ArrayPlan(@Nullable NumberForm header, int length, Plan element) {
    super(
        (header == null ? 0 : header.minBytes()) + Math.max(0, length) * element.minBytes,
        1 + element.depth,
        HEAP + Math.max(0, length) * (8 + element.heap));
    this.header = header;
    this.length = length;
    this.element = element;
  }

  /** Any number of elements behind their count. */
  public static ArrayPlan counted(NumberForm count, Plan element) {
    return new ArrayPlan(count, ANY, element);
  }

  /** So many elements; a format that writes their count even so gives its form. */
  public static ArrayPlan fixed(@Nullable NumberForm count, int length, Plan element) {
    return new ArrayPlan(count, length, element);
  }

  @Override
  public long measure(Value value) {
    if (!(value instanceof Value.Sequence sequence)) {
      return -1;
    }
    List<Value> values = sequence.elements();
    if (length != ANY && length != values.size()) {
      return -1;
    }
    long bytes = header == null ? 0 : header.size(values.size());
    for (int i = 0; i < values.size(); i++) {
      long measured = element.measure(values.get(i));
      if (measured < 0) {
        return -1;
      }
      bytes += measured;
    }
    return bytes;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    List<Value> values = ((Value.Sequence) value).elements();
    int next = header == null ? at : header.write(values.size(), target, at);
    for (int i = 0; i < values.size(); i++) {
      next = element.write(values.get(i), target, next);
    }
    return next;
  }

  @Override
  public Value read(ByteReader in) {
    int start = in.at();
    int count = length;
    if (header != null) {
      count = header.read(in, DecodeReason.LENGTH_TOO_LARGE);
      if (length != ANY) {
        in.requireCount(start, count, length);
      }
      in.requireRoom(start, count, element.minBytes);
    } else if (length * element.minBytes > in.left()) {
      in.take((int) (length * element.minBytes));
    }
    // Without a count of their own the elements are paid for by what encloses them.
    if (length == ANY && element.excess > 0) {
      in.charge(count, element);
    }
    Value[] values = new Value[count];
    in.enter();
    for (int i = 0; i < count; i++) {
      in.step(i);
      values[i] = element.read(in);
    }
    in.leave();
    return Value.Sequence.of(values);
  }

  @Override
  public @Nullable String misfit(Value value) {
    if (!(value instanceof Value.Sequence sequence)) {
      return null;
    }
    for (int i = 0; i < sequence.elements().size(); i++) {
      String misfit = element.misfit(sequence.elements().get(i));
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
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = element.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
