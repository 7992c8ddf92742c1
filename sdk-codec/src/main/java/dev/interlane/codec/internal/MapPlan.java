package dev.interlane.codec.internal;

import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The count of entries, then each key and its value, by rising key. */
public final class MapPlan extends Plan {
  /** What of the keys rises. */
  public enum Order {
    /** The keys as values: numbers by size, texts as their UTF-8 bytes, tuples by component. */
    BY_VALUE,
    /** The encoded keys, byte by byte. */
    BY_BYTES
  }

  private final NumberForm count;
  private final Order order;
  private final Plan key;
  private final Plan value;
  private final Plan entry;

  /** A map. */
  public MapPlan(NumberForm count, Order order, Plan key, Plan value) {
    super(count.minBytes(), 1 + Math.max(key.depth, value.depth), ArrayPlan.HEAP);
    this.count = count;
    this.order = order;
    this.key = key;
    this.value = value;
    this.entry = TuplePlan.bare(List.of(key, value));
  }

  @Override
  public long measure(Value map) {
    if (!(map instanceof Value.Dictionary dictionary)) {
      return -1;
    }
    long bytes = count.size(dictionary.entries().size());
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
    List<Value.Entry> entries = ((Value.Dictionary) map).entries();
    int next = count.write(entries.size(), target, at);
    for (Value.Entry each : sorted(entries)) {
      next = key.write(each.key(), target, next);
      next = value.write(each.value(), target, next);
    }
    return next;
  }

  private List<Value.Entry> sorted(List<Value.Entry> entries) {
    return order == Order.BY_VALUE ? sortedByValue(entries, key) : sortedByBytes(entries);
  }

  /**
   * The entries by rising key.
   *
   * @throws IllegalArgumentException if a key occurs twice
   */
  public static List<Value.Entry> sortedByValue(List<Value.Entry> entries, Plan key) {
    List<Value.Entry> sorted = new ArrayList<>(entries);
    sorted.sort((a, b) -> key.compare(a.key(), b.key()));
    for (int i = 1; i < sorted.size(); i++) {
      if (key.compare(sorted.get(i - 1).key(), sorted.get(i).key()) == 0) {
        throw repeated(sorted.get(i).key());
      }
    }
    return sorted;
  }

  private List<Value.Entry> sortedByBytes(List<Value.Entry> entries) {
    List<Keyed> keyed = new ArrayList<>(entries.size());
    for (Value.Entry each : entries) {
      keyed.add(new Keyed(key.encoded(each.key()), each));
    }
    keyed.sort((a, b) -> a.bytes.compareTo(b.bytes));
    List<Value.Entry> sorted = new ArrayList<>(entries.size());
    for (int i = 0; i < keyed.size(); i++) {
      if (i > 0 && keyed.get(i - 1).bytes.equals(keyed.get(i).bytes)) {
        throw repeated(keyed.get(i).entry.key());
      }
      sorted.add(keyed.get(i).entry);
    }
    return sorted;
  }

  private static IllegalArgumentException repeated(Value key) {
    return new IllegalArgumentException("Keys of a map must be distinct, got " + key + " twice");
  }

  @Override
  public Value read(ByteReader in) {
    int start = in.at();
    int size = count.read(in, DecodeReason.LENGTH_TOO_LARGE);
    in.requireRoom(start, size, entry.minBytes);
    if (entry.excess > 0) {
      in.charge(size, entry);
    }
    Value.Entry[] entries = new Value.Entry[size];
    Bytes previous = Bytes.EMPTY;
    in.enter();
    for (int i = 0; i < size; i++) {
      in.step(2 * i);
      int from = in.at();
      Value nextKey = key.read(in);
      if (order == Order.BY_VALUE) {
        if (i > 0) {
          requireRising(in, from, key.compare(entries[i - 1].key(), nextKey));
        }
      } else {
        Bytes bytes = in.slice(from, in.at() - from);
        if (i > 0) {
          requireRising(in, from, previous.compareTo(bytes));
        }
        previous = bytes;
      }
      in.step(2 * i + 1);
      entries[i] = new Value.Entry(nextKey, value.read(in));
    }
    in.leave();
    return new Value.Dictionary(List.of(entries));
  }

  /** Makes sure that the key at a position comes after the one before it. */
  public static void requireRising(ByteReader in, int position, int order) {
    if (order == 0) {
      throw in.refused(DecodeReason.MAP_DUPLICATE, position, "expected a new key, got one again");
    }
    if (order > 0) {
      throw in.refused(
          DecodeReason.MAP_UNSORTED,
          position,
          "expected a key after the one before, got a smaller");
    }
  }

  @Override
  public @Nullable String misfit(Value map) {
    return misfit(map, key, value);
  }

  /** Where a key or a value of a map is none of this VM's; null if all are. */
  public static @Nullable String misfit(Value map, Plan key, Plan value) {
    if (!(map instanceof Value.Dictionary dictionary)) {
      return null;
    }
    for (int i = 0; i < dictionary.entries().size(); i++) {
      Value.Entry each = dictionary.entries().get(i);
      String misfit = key.misfit(each.key());
      if (misfit != null) {
        return "{" + i + "}.key" + misfit;
      }
      misfit = value.misfit(each.value());
      if (misfit != null) {
        return "{" + i + "}" + misfit;
      }
    }
    return null;
  }

  @Override
  public int compare(Value left, Value right) {
    List<Value.Entry> a = sorted(((Value.Dictionary) left).entries());
    List<Value.Entry> b = sorted(((Value.Dictionary) right).entries());
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int byKey = key.compare(a.get(i).key(), b.get(i).key());
      if (byKey != 0) {
        return byKey;
      }
      int byEntry = value.compare(a.get(i).value(), b.get(i).value());
      if (byEntry != 0) {
        return byEntry;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private record Keyed(Bytes bytes, Value.Entry entry) {}
}
