package dev.interlane.codec.rlp;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;

/**
 * Reads the items of one list in order, in canonical form only: shortest prefixes, numbers without
 * leading zeros, nothing behind the last item. The name given with each read is the path in errors.
 * Nothing is built ahead and inner lists are entered only when asked, so neither memory nor stack
 * depends on what the input claims. Bytes share the input's storage. Not thread-safe.
 *
 * <pre>{@code
 * RlpReader in = RlpReader.list(payload);
 * long nonce = in.number("nonce");
 * Bytes to = in.bytes("to", 20);
 * in.end();
 * }</pre>
 */
public final class RlpReader {
  private static final int MAX_LONG_BYTES = 8;

  private final Bytes input;
  private final int end;
  private final String path;
  private int at;

  // The item last measured by header().
  private int contentAt;
  private int contentLength;
  private boolean contentIsList;

  private RlpReader(Bytes input, int at, int end, String path) {
    this.input = input;
    this.at = at;
    this.end = end;
    this.path = path;
  }

  /**
   * Enters the list that the whole input is.
   *
   * @throws CodecException if it is not exactly one list
   */
  public static RlpReader list(Bytes encoded) {
    return list(encoded, "");
  }

  /**
   * Enters the list that the whole input is.
   *
   * @param path what errors call the input
   * @throws CodecException if it is not exactly one list
   */
  public static RlpReader list(Bytes encoded, String path) {
    RlpReader whole = new RlpReader(encoded, 0, encoded.length(), path);
    RlpReader items = whole.list("");
    whole.end();
    return items;
  }

  /**
   * The byte string that the whole input is.
   *
   * @throws CodecException if it is not exactly one byte string
   */
  public static Bytes bytes(Bytes encoded) {
    RlpReader whole = new RlpReader(encoded, 0, encoded.length(), "");
    Bytes content = whole.bytes("");
    whole.end();
    return content;
  }

  /** Whether another item follows in this list. */
  public boolean hasNext() {
    return at < end;
  }

  /**
   * Whether the next item is a list.
   *
   * @throws CodecException if none follows
   */
  public boolean isListNext(String name) {
    requireNext(name);
    return (input.get(at) & 0xff) >= Rlp.SHORT_LIST;
  }

  /**
   * The next item, a byte string of any length.
   *
   * @throws CodecException if none follows, it is a list or not canonical
   */
  public Bytes bytes(String name) {
    header(name);
    if (contentIsList) {
      throw refused(DecodeReason.WRONG_KIND, at, name, "expected bytes, got a list");
    }
    at = contentAt + contentLength;
    return input.slice(contentAt, contentLength);
  }

  /**
   * The next item, a byte string of this length.
   *
   * @throws CodecException if none follows, it is a list, of another length or not canonical
   */
  public Bytes bytes(String name, int length) {
    int start = at;
    Bytes content = bytes(name);
    if (content.length() != length) {
      throw refused(
          DecodeReason.INT_RANGE,
          start,
          name,
          "expected " + length + " bytes, got " + content.length());
    }
    return content;
  }

  /**
   * The next item, an unsigned number below 2^63.
   *
   * @throws CodecException if none follows, it is a list, larger, or has leading zeros
   */
  public long number(String name) {
    int start = at;
    Bytes content = numberBytes(name, MAX_LONG_BYTES);
    long number = 0;
    for (int i = 0; i < content.length(); i++) {
      number = (number << 8) | (content.get(i) & 0xff);
    }
    if (number < 0) {
      throw refused(
          DecodeReason.INT_RANGE, start, name, "expected a number below 2^63, got " + content);
    }
    return number;
  }

  /**
   * The next item, an unsigned number of at most this many bytes.
   *
   * @throws CodecException if none follows, it is a list, larger, or has leading zeros
   */
  public BigInteger number(String name, int maxBytes) {
    return new BigInteger(1, numberBytes(name, maxBytes).toArray());
  }

  /**
   * Enters the next item, a list.
   *
   * @throws CodecException if none follows, it is a byte string or not canonical
   */
  public RlpReader list(String name) {
    header(name);
    if (!contentIsList) {
      throw refused(DecodeReason.WRONG_KIND, at, name, "expected a list, got bytes");
    }
    at = contentAt + contentLength;
    return new RlpReader(input, contentAt, at, join(name));
  }

  /**
   * The next item as it is encoded, prefix included; what lies within a list is not looked at.
   *
   * @throws CodecException if none follows or its prefix is not canonical
   */
  public Bytes encoded(String name) {
    header(name);
    int start = at;
    at = contentAt + contentLength;
    return input.slice(start, at - start);
  }

  /**
   * Makes sure that no item is left.
   *
   * @throws CodecException if one is
   */
  public void end() {
    if (at < end) {
      throw refused(
          DecodeReason.TRAILING, at, "", "expected the end, got " + (end - at) + " more bytes");
    }
  }

  private Bytes numberBytes(String name, int maxBytes) {
    int start = at;
    Bytes content = bytes(name);
    if (content.length() > maxBytes) {
      throw refused(
          DecodeReason.INT_RANGE,
          start,
          name,
          "expected at most " + maxBytes + " bytes, got " + content.length());
    }
    if (!content.isEmpty() && content.get(0) == 0) {
      throw refused(
          DecodeReason.NON_MINIMAL,
          start,
          name,
          "a number begins with no zero byte, got " + content);
    }
    return content;
  }

  private void header(String name) {
    requireNext(name);
    int tag = input.get(at) & 0xff;
    contentIsList = tag >= Rlp.SHORT_LIST;
    if (tag < Rlp.SHORT_BYTES) {
      contentAt = at;
      contentLength = 1;
      return;
    }
    int shortTag = contentIsList ? Rlp.SHORT_LIST : Rlp.SHORT_BYTES;
    int lengthBytes = Math.max(0, tag - shortTag - Rlp.LONGEST_SHORT);
    contentAt = at + 1 + lengthBytes;
    long length = lengthBytes == 0 ? tag - shortTag : longLength(name, lengthBytes);
    if (length > end - contentAt) {
      throw refused(
          DecodeReason.LENGTH_TOO_LARGE,
          at,
          name,
          "length "
              + Long.toUnsignedString(length)
              + ", but "
              + (end - contentAt)
              + " bytes are left");
    }
    contentLength = (int) length;
    if (tag == Rlp.SHORT_BYTES + 1 && (input.get(contentAt) & 0xff) < Rlp.SHORT_BYTES) {
      throw refused(DecodeReason.NON_MINIMAL, at, name, "a byte below 0x80 stands for itself");
    }
  }

  private long longLength(String name, int lengthBytes) {
    if (lengthBytes > end - at - 1) {
      throw refused(DecodeReason.TRUNCATED, end, name, "the input ends within a length");
    }
    long length = 0;
    for (int i = 1; i <= lengthBytes; i++) {
      length = (length << 8) | (input.get(at + i) & 0xff);
    }
    boolean isShort = length >= 0 && length <= Rlp.LONGEST_SHORT;
    if (isShort || input.get(at + 1) == 0) {
      throw refused(
          DecodeReason.NON_MINIMAL, at, name, "length " + length + " has a shorter prefix");
    }
    return length < 0 ? Long.MAX_VALUE : length;
  }

  private void requireNext(String name) {
    if (at >= end) {
      throw refused(DecodeReason.TRUNCATED, at, name, "expected an item, got the end of the list");
    }
  }

  private String join(String name) {
    return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
  }

  private CodecException refused(DecodeReason reason, int offset, String name, String detail) {
    return CodecException.at(reason, offset, join(name), detail);
  }
}
