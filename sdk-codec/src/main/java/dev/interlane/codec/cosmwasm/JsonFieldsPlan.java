package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.Fields;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts of different types with constant text around each: an array for a tuple, an object for a
 * struct.
 */
final class JsonFieldsPlan extends Plan {
  private final Fields fields;
  // What stands before each part, and after the last.
  private final Bytes[] before;
  private final Bytes end;
  private final long constantBytes;

  private JsonFieldsPlan(Fields fields, List<String> before, String end) {
    super(constantBytes(before, end) + fields.minBytes(), fields.depth(), fields.heap());
    this.fields = fields;
    this.before = before.stream().map(Bytes::fromUtf8).toArray(Bytes[]::new);
    this.end = Bytes.fromUtf8(end);
    this.constantBytes = constantBytes(before, end);
  }

  private static long constantBytes(List<String> before, String end) {
    long bytes = Bytes.fromUtf8(end).length();
    for (String each : before) {
      bytes += Bytes.fromUtf8(each).length();
    }
    return bytes;
  }

  static JsonFieldsPlan tuple(List<Plan> plans) {
    List<String> before = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      before.add(i == 0 ? "[" : ",");
    }
    return new JsonFieldsPlan(new Fields(plans), before, plans.isEmpty() ? "[]" : "]");
  }

  /** The arguments of a call; none at all are an empty object. */
  static JsonFieldsPlan arguments(List<Plan> plans) {
    return plans.isEmpty() ? new JsonFieldsPlan(new Fields(plans), List.of(), "{}") : tuple(plans);
  }

  static JsonFieldsPlan struct(List<String> names, List<Plan> plans) {
    List<String> before = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      before.add((i == 0 ? "{" : ",") + JsonText.of(names.get(i)).toUtf8() + ":");
    }
    return new JsonFieldsPlan(new Fields(plans), before, plans.isEmpty() ? "{}" : "}");
  }

  @Override
  public long measure(Value value) {
    long measured = fields.measure(value);
    return measured < 0 ? -1 : constantBytes + measured;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    List<Value> values = ((Value.Sequence) value).elements();
    int next = at;
    for (int i = 0; i < before.length; i++) {
      before[i].copyTo(target, next);
      next = fields.plan(i).write(values.get(i), target, next + before[i].length());
    }
    end.copyTo(target, next);
    return next + end.length();
  }

  @Override
  public Value read(ByteReader in) {
    Value[] values = new Value[before.length];
    in.enter();
    for (int i = 0; i < before.length; i++) {
      in.step(i);
      in.expect(before[i], DecodeReason.WRONG_KIND);
      in.begin();
      values[i] = fields.plan(i).read(in);
    }
    in.leave();
    in.expect(end, DecodeReason.WRONG_KIND);
    return Value.Sequence.of(values);
  }

  @Override
  public @Nullable String misfit(Value value) {
    return fields.misfit(value);
  }

  @Override
  public int compare(Value left, Value right) {
    throw new IllegalStateException("Keys of JSON are text");
  }
}
