package dev.interlane.codec.stellar;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.Fields;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A struct as a map from the names of its fields, as symbols in order, to their values. */
final class ScStructPlan extends Plan {
  private final Fields fields;
  private final Bytes[] keys;
  // The positions of the fields in the order of their names.
  private final int[] order;

  private ScStructPlan(Fields fields, Bytes[] keys, int[] order, long keyBytes) {
    super(ScKind.MAP.minBytes() + keyBytes + fields.minBytes(), fields.depth(), fields.heap());
    this.fields = fields;
    this.keys = keys;
    this.order = order;
  }

  static ScStructPlan of(List<String> names, List<Plan> plans) {
    Bytes[] keys = names.stream().map(Symbols::constant).toArray(Bytes[]::new);
    int[] order =
        IntStream.range(0, keys.length)
            .boxed()
            .sorted((a, b) -> names.get(a).compareTo(names.get(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    long keyBytes = 0;
    for (Bytes key : keys) {
      keyBytes += key.length();
    }
    return new ScStructPlan(new Fields(plans), keys, order, keyBytes);
  }

  @Override
  public long measure(Value value) {
    long measured = fields.measure(value);
    return measured < 0 ? -1 : minBytes - fields.minBytes() + measured;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    List<Value> values = ((Value.Sequence) value).elements();
    int next = ScKind.MAP.write(keys.length, target, at);
    for (int position : order) {
      keys[position].copyTo(target, next);
      next =
          fields.plan(position).write(values.get(position), target, next + keys[position].length());
    }
    return next;
  }

  @Override
  public Value read(ByteReader in) {
    int start = in.at();
    in.requireCount(start, ScKind.MAP.read(in, DecodeReason.LENGTH_TOO_LARGE), keys.length);
    Value[] values = new Value[keys.length];
    in.enter();
    for (int position : order) {
      in.step(position);
      in.expect(keys[position], DecodeReason.WRONG_KIND);
      in.begin();
      values[position] = fields.plan(position).read(in);
    }
    in.leave();
    return Value.Sequence.of(values);
  }

  @Override
  public @Nullable String misfit(Value value) {
    return fields.misfit(value);
  }

  @Override
  public int compare(Value left, Value right) {
    List<Value> a = ((Value.Sequence) left).elements();
    List<Value> b = ((Value.Sequence) right).elements();
    for (int position : order) {
      int byField = fields.plan(position).compare(a.get(position), b.get(position));
      if (byField != 0) {
        return byField;
      }
    }
    return 0;
  }
}
