package dev.interlane.codec.evm;

import dev.interlane.codec.internal.TypePath;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * The input of one decoding, and where in the type we are. Every access is checked against the
 * input's length first, so that malformed input ends in a {@link CodecException} with offset and
 * path and in nothing else.
 */
sealed class AbiReader permits TracingAbiReader {
  static final int WORD = 32;

  private final Bytes data;
  private final List<ValueType> types;
  // The index on each level, written on every step and read only for an error.
  private final int[] path;
  private int level = -1;

  /** Where the last dynamic part ended. */
  int end;

  AbiReader(Bytes data, List<ValueType> types, int depth) {
    this.data = data;
    this.types = types;
    this.path = new int[depth];
  }

  int length() {
    return data.length();
  }

  void enter() {
    level++;
  }

  void step(int index) {
    path[level] = index;
  }

  void leave() {
    level--;
  }

  /** Makes sure that {@code count} bytes are there from {@code at} on. */
  void require(int at, int count) {
    if (count > data.length() - at) {
      throw refused(
          DecodeReason.TRUNCATED,
          data.length(),
          "expected " + count + " bytes from byte " + at + ", the input ends at " + data.length());
    }
  }

  long longAt(int at) {
    return data.longAt(at);
  }

  Bytes slice(int at, int count) {
    return data.slice(at, count);
  }

  /**
   * Makes sure that the offset in the word at {@code head} is the one place the canonical form
   * allows.
   */
  void requireOffset(int head, int base, int tail) {
    int expected = tail - base;
    long offset = smallAt(head);
    if (offset == expected) {
      return;
    }
    if (offset < 0 || offset > data.length() - base) {
      throw refused(
          DecodeReason.OFFSET_OUT_OF_BOUNDS,
          head,
          "expected offset "
              + expected
              + ", got "
              + data.slice(head, WORD)
              + " in "
              + data.length()
              + " bytes");
    }
    DecodeReason reason =
        offset < expected ? DecodeReason.OFFSET_OVERLAP : DecodeReason.OFFSET_NOT_CANONICAL;
    throw refused(reason, head, "expected offset " + expected + ", got " + offset);
  }

  /**
   * The length in the word at {@code at}, of parts of {@code each} bytes that begin right after it.
   */
  int lengthAt(int at, int each) {
    require(at, WORD);
    long length = smallAt(at);
    int room = data.length() - at - WORD;
    if (length < 0 || length > room / each) {
      throw refused(
          DecodeReason.LENGTH_TOO_LARGE,
          at,
          "length "
              + (length < 0 ? data.slice(at, WORD).toString() : Long.toString(length))
              + " of parts of "
              + each
              + " bytes, but "
              + room
              + " bytes are left");
    }
    return (int) length;
  }

  /** Makes sure that {@code count} bytes from {@code at} on are zero. */
  void requireZeros(int at, int count) {
    for (int i = at; i < at + count; i++) {
      if (data.get(i) != 0) {
        throw refused(
            DecodeReason.DIRTY_PADDING,
            i,
            "expected a zero byte of padding, got " + data.slice(i, 1));
      }
    }
  }

  CodecException refused(DecodeReason reason, int offset, String detail) {
    return CodecException.at(reason, offset, TypePath.of(types, path, level + 1), detail);
  }

  /** The unsigned word at {@code at}, or -1 if it is 2^63 or more. */
  private long smallAt(int at) {
    return (data.longAt(at) | data.longAt(at + 8) | data.longAt(at + 16)) == 0
        ? Math.max(data.longAt(at + 24), -1)
        : -1;
  }
}
