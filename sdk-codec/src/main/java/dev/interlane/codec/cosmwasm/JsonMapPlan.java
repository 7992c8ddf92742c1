package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.MapPlan;
import dev.interlane.codec.internal.Plan;
import dev.interlane.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object whose keys rise as their UTF-8 bytes do. */
final class JsonMapPlan extends Plan {
  private static final int HEAP = 120;
  private static final int FIRST_CAPACITY = 4;

  private final Plan key;
  private final Plan value;

  JsonMapPlan(Plan key, Plan value) {
    super(2, 1 + Math.max(key.depth, value.depth), HEAP);
    this.key = key;
    this.value = value;
  }

  @Override
  public long measure(Value map) {
    if (!(map instanceof Value.Dictionary dictionary)) {
      return -1;
    }
    int size = dictionary.entries().size();
    // A colon in each entry, a comma between two.
    long bytes = 2L + size + Math.max(0, size - 1);
    for (Value.Entry each : dictionary.entries()) {
      long keyBytes = key.measure(each.key());
      long valueBytes = value.measure(each.value());
      if (keyBytes < 0 || valueBytes < 0) {
        return -1;
      }
      bytes += keyBytes + valueBytes;
    }
    return bytes;
  }

  @Override
  public int write(Value map, byte[] target, int at) {
    int next = at;
    target[next++] = '{';
    for (Value.Entry each : MapPlan.sortedByValue(((Value.Dictionary) map).entries(), key)) {
      if (next > at + 1) {
        target[next++] = ',';
      }
      next = key.write(each.key(), target, next);
      target[next++] = ':';
      next = value.write(each.value(), target, next);
    }
    target[next++] = '}';
    return next;
  }

  @Override
  public Value read(ByteReader in) {
    Json.expect(in, '{');
    List<Value.Entry> entries = new ArrayList<>(FIRST_CAPACITY);
    in.enter();
    if (!Json.took(in, '}')) {
      do {
        entries.add(entry(in, entries));
      } while (Json.took(in, ','));
      if (!Json.took(in, '}')) {
        throw Json.unexpected(in, "',' or '}'");
      }
    }
    in.leave();
    return new Value.Dictionary(entries);
  }

  private Value.Entry entry(ByteReader in, List<Value.Entry> before) {
    in.step(2 * before.size());
    int from = in.at();
    Value nextKey = key.read(in);
    in.end();
    if (!before.isEmpty()) {
      Value last = before.get(before.size() - 1).key();
      MapPlan.requireRising(in, from, key.compare(last, nextKey));
    }
    Json.expect(in, ':');
    in.step(2 * before.size() + 1);
    if (value.excess > 0) {
      in.charge(1, value);
    }
    Value mapped = value.read(in);
    in.end();
    return new Value.Entry(nextKey, mapped);
  }

  @Override
  public @Nullable String misfit(Value map) {
    return MapPlan.misfit(map, key, value);
  }

  @Override
  public int compare(Value left, Value right) {
    throw new IllegalStateException("Keys of JSON are text");
  }
}
