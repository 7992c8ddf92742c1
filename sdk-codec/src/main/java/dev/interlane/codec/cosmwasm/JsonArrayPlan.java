package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.Plan;
import dev.interlane.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements of one type between brackets. */
final class JsonArrayPlan extends Plan {
  private static final int ANY = -1;
  // The sequence, its list, and what it grows in.
  private static final int HEAP = 120;
  // Small at first, or short arrays within each other would take more than their bytes pay for.
  private static final int FIRST_CAPACITY = 4;

  private final int length;
  private final Plan element;

  private JsonArrayPlan(int length, Plan element) {
    super(
        2 + Math.max(0, length) * (element.minBytes + 1) - (length > 0 ? 1 : 0),
        1 + element.depth,
        HEAP + Math.max(0, length) * (8 + element.heap));
    this.length = length;
    this.element = element;
  }

  static JsonArrayPlan any(Plan element) {
    return new JsonArrayPlan(ANY, element);
  }

  static JsonArrayPlan fixed(int length, Plan element) {
    return new JsonArrayPlan(length, element);
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
    long bytes = 2L + Math.max(0, values.size() - 1);
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
    int next = at;
    target[next++] = '[';
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        target[next++] = ',';
      }
      next = element.write(values.get(i), target, next);
    }
    target[next++] = ']';
    return next;
  }

  @Override
  public Value read(ByteReader in) {
    int start = in.at();
    Json.expect(in, '[');
    List<Value> values = new ArrayList<>(FIRST_CAPACITY);
    in.enter();
    if (!Json.took(in, ']')) {
      do {
        if (length == values.size()) {
          in.requireCount(start, length + 1, length);
        }
        in.step(values.size());
        if (element.excess > 0) {
          in.charge(1, element);
        }
        values.add(element.read(in));
        in.end();
      } while (Json.took(in, ','));
      if (!Json.took(in, ']')) {
        throw Json.unexpected(in, "',' or ']'");
      }
    }
    in.leave();
    if (length != ANY) {
      in.requireCount(start, values.size(), length);
    }
    return new Value.Sequence(values);
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
    throw new IllegalStateException("Keys of JSON are text");
  }
}
