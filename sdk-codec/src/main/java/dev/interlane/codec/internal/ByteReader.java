package dev.interlane.codec.internal;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * The input of one decoding, how far it is read, and where in the type we are. Every access is
 * checked against the input's length first, so that malformed input ends in a {@link
 * CodecException} with offset and path and in nothing else. For one thread.
 */
public sealed class ByteReader permits TracingReader {
  /** What values may take of the heap beyond what their bytes pay for. */
  static final int FREE_HEAP = 32 * 1024;

  private final Bytes data;
  private final List<ValueType> types;
  // The index on each level, written on every step and read only for an error.
  private final int[] path;
  private int level = -1;
  private int at;
  private long freeHeap = FREE_HEAP;

  ByteReader(Bytes data, int from, List<ValueType> types, int depth) {
    this.data = data;
    this.at = from;
    this.types = types;
    this.path = new int[depth];
  }

  /** Goes one level deeper; {@link #step} says where. */
  public void enter() {
    level++;
  }

  /** Says which part of this level is read next, as {@link TypePath#of} counts. */
  public void step(int index) {
    path[level] = index;
  }

  /** Says that this part begins here, behind its name or length. */
  public void begin() {}

  /** Says that this part ends here, before what stands between it and the next. */
  public void end() {}

  /** Goes one level up. */
  public void leave() {
    level--;
  }

  /** The position of the next byte. */
  public int at() {
    return at;
  }

  /** The number of bytes left. */
  public int left() {
    return data.length() - at;
  }

  /** Moves behind the next {@code count} bytes and returns the position of the first. */
  public int take(int count) {
    if (count > left()) {
      throw refused(
          DecodeReason.TRUNCATED,
          data.length(),
          "expected " + count + " bytes from byte " + at + ", the input ends at " + data.length());
    }
    int from = at;
    at += count;
    return from;
  }

  /** The byte at a position that was taken. */
  public int byteAt(int position) {
    return data.get(position) & 0xff;
  }

  /** The next byte, or -1 at the end; it is not taken. */
  public int peek() {
    return left() == 0 ? -1 : data.get(at) & 0xff;
  }

  /** The eight bytes at a position that was taken, big-endian. */
  public long longAt(int position) {
    return data.longAt(position);
  }

  /** Bytes that were taken, sharing the input's storage. */
  public Bytes slice(int from, int count) {
    return data.slice(from, count);
  }

  /**
   * Makes sure that {@code count} parts of at least {@code each} bytes can follow; {@code from} is
   * where the count stands.
   */
  public void requireRoom(int from, int count, long each) {
    if (each > 0 && count > left() / each) {
      throw refused(
          DecodeReason.LENGTH_TOO_LARGE,
          from,
          "length "
              + count
              + " of parts of at least "
              + each
              + " bytes, but "
              + left()
              + " bytes are left");
    }
  }

  /** Makes sure that a count that was read is the only one there may be. */
  public void requireCount(int from, int count, int expected) {
    if (count != expected) {
      throw refused(
          count > expected ? DecodeReason.LENGTH_TOO_LARGE : DecodeReason.TRUNCATED,
          from,
          "expected exactly " + expected + " parts, got " + count);
    }
  }

  /** Makes sure that the bytes up to the next multiple of {@code alignment} are zero. */
  public void skipPadding(int length, int alignment) {
    int padding = -length & (alignment - 1);
    int from = take(padding);
    for (int i = from; i < from + padding; i++) {
      if (data.get(i) != 0) {
        throw refused(
            DecodeReason.DIRTY_PADDING,
            i,
            "expected a zero byte of padding, got " + data.slice(i, 1));
      }
    }
  }

  /** Takes exactly these bytes. */
  public void expect(Bytes constant, DecodeReason otherwise) {
    int present = Math.min(constant.length(), left());
    Bytes next = data.slice(at, present);
    if (!next.equals(constant)) {
      boolean ended = present < constant.length() && constant.startsWith(next);
      throw refused(
          ended ? DecodeReason.TRUNCATED : otherwise,
          ended ? data.length() : at,
          "expected " + shown(constant) + ", got " + (present == 0 ? "the end" : shown(next)));
    }
    at += present;
  }

  private static String shown(Bytes bytes) {
    return bytes.length() <= 48 ? bytes.toHex() : bytes.slice(0, 48).toHex() + "...";
  }

  /**
   * Pays for {@code count} values that take more of the heap than their bytes account for, so that
   * few bytes never unfold into many values.
   */
  public void charge(long count, Plan each) {
    freeHeap -= count * each.excess;
    if (freeHeap < 0) {
      throw refused(
          DecodeReason.LIMIT,
          at,
          "the values so far hold more parts without bytes of their own than a reader unfolds, with "
              + count
              + " more here");
    }
  }

  /** The refusal of what is at a position. */
  public CodecException refused(DecodeReason reason, int position, String detail) {
    return CodecException.at(reason, position, TypePath.of(types, path, level + 1), detail);
  }

  void requireEnd() {
    if (left() > 0) {
      throw refused(DecodeReason.TRAILING, at, "expected the end, got " + left() + " more bytes");
    }
  }
}
