package dev.interlane.codec.internal;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one type lies in the bytes of a format that is read from its beginning to its end, worked out
 * once. Immutable.
 */
public abstract class Plan {
  // What a decoded value may take of the heap for each byte of input.
  private static final int HEAP_PER_BYTE = 64;
  // A reference in the list that holds the value, and in the array the list is made from.
  private static final int SLOT = 8;

  /** The fewest bytes a value takes. */
  public final long minBytes;

  /** How many levels a path through the type has at most. */
  public final int depth;

  /** The bytes of the heap that the smallest value takes, about. */
  public final long heap;

  /** What of {@link #heap} the bytes of the smallest value do not pay for. */
  public final long excess;

  protected Plan(long minBytes, int depth, long heap) {
    this.minBytes = minBytes;
    this.depth = depth;
    this.heap = heap;
    this.excess = Math.max(0, heap + SLOT - HEAP_PER_BYTE * minBytes);
  }

  /** The bytes of the value's encoding, or -1 if the value does not fit the type. */
  public abstract long measure(Value value);

  /** Writes the measured value from {@code at} on and returns the position after it. */
  public abstract int write(Value value, byte[] target, int at);

  /** As {@link #measure} does with the sequence of these values. */
  public long measureAll(List<Value> values) {
    return measure(new Value.Sequence(values));
  }

  /** As {@link #write} does with the sequence of these values. */
  public int writeAll(List<Value> values, byte[] target, int at) {
    return write(new Value.Sequence(values), target, at);
  }

  /** Reads the value at the reader's position and moves behind it. */
  public abstract Value read(ByteReader in);

  /**
   * Where a value that {@link #measure} refused is none of this VM's, though it fits its neutral
   * type; null if it is one.
   */
  public @Nullable String misfit(Value value) {
    return null;
  }

  /** Orders two values of the type as the VM orders keys by value. */
  public abstract int compare(Value left, Value right);

  /** The value's bytes by themselves. */
  final Bytes encoded(Value value) {
    return Bytes.generate(Math.toIntExact(measure(value)), target -> write(value, target, 0));
  }
}
