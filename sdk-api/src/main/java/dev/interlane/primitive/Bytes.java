package dev.interlane.primitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * An immutable byte string, equal by content, printed as {@code 0x} hex.
 *
 * <p>It is met wherever bytes cross the public surface: payloads, calldata, proofs, raw
 * transactions. A slice shares the storage of its parent, so cutting a message into fields copies
 * nothing. Thread-safe.
 *
 * <pre>{@code
 * Bytes body = Bytes.fromHex("0xdeadbeef");
 * Bytes head = body.slice(0, 2);
 * }</pre>
 */
public final class Bytes implements Comparable<Bytes> {
  /** The byte string of length zero. */
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] storage;
  private final int offset;
  private final int length;

  private Bytes(byte[] storage, int offset, int length) {
    this.storage = storage;
    this.offset = offset;
    this.length = length;
  }

  /** Copies the given bytes. */
  public static Bytes of(byte... bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone(), 0, bytes.length);
  }

  /**
   * Copies {@code length} bytes of {@code source} from {@code offset}.
   *
   * @throws IllegalArgumentException if the range does not lie within {@code source}
   */
  public static Bytes copyOf(byte[] source, int offset, int length) {
    checkRange(offset, length, source.length);
    return length == 0
        ? EMPTY
        : new Bytes(Arrays.copyOfRange(source, offset, offset + length), 0, length);
  }

  /**
   * Lets {@code writer} fill a fresh array of exactly {@code length} bytes and takes it over
   * without a copy.
   *
   * <p>The writer must not keep the array: it becomes the storage of an immutable value.
   *
   * @throws IllegalArgumentException if {@code length} is negative
   */
  public static Bytes generate(int length, Consumer<byte[]> writer) {
    return generate(length, writer, Consumer::accept);
  }

  /**
   * As {@link #generate(int, Consumer)}, with what is written given to the writer, so that one
   * writer serves all calls and none has to be made for each.
   *
   * @throws IllegalArgumentException if {@code length} is negative
   */
  public static <S> Bytes generate(int length, S source, BiConsumer<? super S, byte[]> writer) {
    if (length < 0) {
      throw new IllegalArgumentException("A byte string cannot have " + length + " bytes");
    }
    byte[] fresh = new byte[length];
    writer.accept(source, fresh);
    return new Bytes(fresh, 0, length);
  }

  /**
   * Parses hexadecimal text, with or without {@code 0x}, in either letter case.
   *
   * @throws IllegalArgumentException if the digits are odd in number or not hexadecimal
   */
  public static Bytes fromHex(String text) {
    String digits = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
    try {
      byte[] parsed = HexFormat.of().parseHex(digits);
      return parsed.length == 0 ? EMPTY : new Bytes(parsed, 0, parsed.length);
    } catch (IllegalArgumentException notHex) {
      throw new IllegalArgumentException(
          "Not hexadecimal bytes: expected an even number of hex digits, got "
              + HexText.abbreviate(text),
          notHex);
    }
  }

  /** The UTF-8 bytes of the text. */
  public static Bytes fromUtf8(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    return new Bytes(encoded, 0, encoded.length);
  }

  /** The given parts, one after the other. */
  public static Bytes concat(Bytes... parts) {
    int total = 0;
    for (Bytes part : parts) {
      total = Math.addExact(total, part.length);
    }
    byte[] joined = new byte[total];
    int at = 0;
    for (Bytes part : parts) {
      System.arraycopy(part.storage, part.offset, joined, at, part.length);
      at += part.length;
    }
    return new Bytes(joined, 0, total);
  }

  /** The number of bytes. */
  public int length() {
    return length;
  }

  /** Whether there are no bytes at all. */
  public boolean isEmpty() {
    return length == 0;
  }

  /**
   * The byte at {@code index}, counted from zero.
   *
   * @throws IllegalArgumentException if there is no such byte
   */
  public byte get(int index) {
    if (index < 0 || index >= length) {
      throw new IllegalArgumentException("Byte " + index + " asked of " + length + " bytes");
    }
    return storage[offset + index];
  }

  /**
   * The eight bytes from {@code index} as a big-endian number.
   *
   * @throws IllegalArgumentException if fewer than eight bytes start there
   */
  public long longAt(int index) {
    if (index < 0 || index > length - Long.BYTES) {
      throw new IllegalArgumentException(
          "Eight bytes asked at " + index + " of " + length + " bytes");
    }
    return (long) WORD.get(storage, offset + index);
  }

  /**
   * The bytes from {@code from} to the end, sharing this storage.
   *
   * @throws IllegalArgumentException if {@code from} is outside 0..length
   */
  public Bytes slice(int from) {
    return slice(from, length - from);
  }

  /**
   * {@code count} bytes starting at {@code from}, sharing this storage.
   *
   * @throws IllegalArgumentException if the range does not lie within this value
   */
  public Bytes slice(int from, int count) {
    checkRange(from, count, length);
    if (count == length) {
      return this;
    }
    return count == 0 ? EMPTY : new Bytes(storage, offset + from, count);
  }

  /**
   * The same content in storage of its own, so that a small slice does not keep a large parent
   * alive.
   */
  public Bytes compact() {
    return length == storage.length ? this : new Bytes(toArray(), 0, length);
  }

  /** A fresh array with these bytes. */
  public byte[] toArray() {
    return Arrays.copyOfRange(storage, offset, offset + length);
  }

  /**
   * Copies all bytes into {@code target} starting at {@code at}.
   *
   * @throws IllegalArgumentException if they do not fit there; nothing is written then
   */
  public void copyTo(byte[] target, int at) {
    checkRange(at, length, target.length);
    System.arraycopy(storage, offset, target, at, length);
  }

  /** Whether the first bytes are those of {@code prefix}. */
  public boolean startsWith(Bytes prefix) {
    return length >= prefix.length && slice(0, prefix.length).equals(prefix);
  }

  /**
   * The text these bytes are in UTF-8; malformed sequences become U+FFFD, so use it for display
   * only.
   */
  public String toUtf8() {
    return new String(storage, offset, length, StandardCharsets.UTF_8);
  }

  /** Lower-case hexadecimal digits with {@code 0x} in front. */
  public String toHex() {
    return "0x" + HexFormat.of().formatHex(storage, offset, offset + length);
  }

  /** Orders by unsigned byte, shorter first when one is the beginning of the other. */
  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(
        storage, offset, offset + length, other.storage, other.offset, other.offset + other.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            storage, offset, offset + length, that.storage, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + storage[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return toHex();
  }

  byte[] storage() {
    return storage;
  }

  int offset() {
    return offset;
  }

  private static void checkRange(int from, int count, int available) {
    if (from < 0 || count < 0 || from > available - count) {
      throw new IllegalArgumentException(
          "Bytes " + from + " to " + ((long) from + count) + " asked of " + available + " bytes");
    }
  }
}
