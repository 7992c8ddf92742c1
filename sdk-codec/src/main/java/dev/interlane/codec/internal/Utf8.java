package dev.interlane.codec.internal;

import dev.interlane.primitive.Bytes;

/** UTF-8 without tolerance: no overlong forms, no surrogates, nothing above U+10FFFF. */
public final class Utf8 {
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /**
   * The number of bytes the text takes, or -1 if it holds an unpaired surrogate and so has no UTF-8
   * form.
   */
  public static long encodedLength(String text) {
    long length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      if (c < 0x800) {
        length++;
      } else if (!Character.isSurrogate(c)) {
        length += 2;
      } else {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return -1;
        }
        // Two chars stand for four bytes.
        length += 2;
        i++;
      }
    }
    return length;
  }

  /**
   * Writes the text, which has no unpaired surrogate, from {@code at} on and returns the position
   * after it.
   */
  public static int write(String text, byte[] target, int at) {
    return write(text, 0, text.length(), target, at);
  }

  /** Writes the characters from {@code from} up to {@code to}, which part no surrogates. */
  public static int write(String text, int from, int to, byte[] target, int at) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        target[at++] = (byte) c;
      } else if (c < 0x800) {
        target[at++] = (byte) (0xc0 | (c >> 6));
        target[at++] = (byte) (0x80 | (c & 0x3f));
      } else if (!Character.isSurrogate(c)) {
        target[at++] = (byte) (0xe0 | (c >> 12));
        target[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        target[at++] = (byte) (0x80 | (c & 0x3f));
      } else {
        int point = Character.toCodePoint(c, text.charAt(++i));
        target[at++] = (byte) (0xf0 | (point >> 18));
        target[at++] = (byte) (0x80 | ((point >> 12) & 0x3f));
        target[at++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        target[at++] = (byte) (0x80 | (point & 0x3f));
      }
    }
    return at;
  }

  /** The index of the first byte that begins no well-formed sequence, or -1 if all is UTF-8. */
  public static int firstMalformed(Bytes bytes) {
    int length = bytes.length();
    int at = 0;
    while (at < length) {
      if (at <= length - Long.BYTES && (bytes.longAt(at) & HIGH_BITS) == 0) {
        at += Long.BYTES;
        continue;
      }
      int size = sequenceLength(bytes, at, length);
      if (size == 0) {
        return at;
      }
      at += size;
    }
    return -1;
  }

  // The table of well-formed byte sequences: Unicode 15, table 3-7.
  private static int sequenceLength(Bytes bytes, int at, int length) {
    int first = bytes.get(at) & 0xff;
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xc2 || first > 0xf4) {
      return 0;
    }
    int size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (at > length - size) {
      return 0;
    }
    int second = bytes.get(at + 1) & 0xff;
    int lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = 2; i < size; i++) {
      if ((bytes.get(at + i) & 0xc0) != 0x80) {
        return 0;
      }
    }
    return size;
  }
}
