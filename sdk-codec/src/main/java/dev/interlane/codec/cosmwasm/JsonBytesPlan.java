package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes as text in base64: RFC 4648's first alphabet, padded, unused bits zero. */
final class JsonBytesPlan extends Plan {
  private static final int ANY = -1;
  private static final Value EMPTY = new Value.Blob(Bytes.EMPTY);
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static final byte[] CHARACTERS = ALPHABET.getBytes(StandardCharsets.ISO_8859_1);
  // The value of each character, below zero for those that are none of base64.
  private static final byte[] GROUPS = new byte[256];

  static {
    Arrays.fill(GROUPS, (byte) -1);
    for (int i = 0; i < CHARACTERS.length; i++) {
      GROUPS[CHARACTERS[i]] = (byte) i;
    }
  }

  private final int length;

  private JsonBytesPlan(int length) {
    super(length == ANY ? 2 : 2 + encodedLength(length), 0, 0);
    this.length = length;
  }

  static JsonBytesPlan any() {
    return new JsonBytesPlan(ANY);
  }

  static JsonBytesPlan fixed(int length) {
    return new JsonBytesPlan(length);
  }

  private static long encodedLength(long length) {
    return (length + 2) / 3 * 4;
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Blob blob && (length == ANY || length == blob.bytes().length())
        ? 2 + encodedLength(blob.bytes().length())
        : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    Bytes bytes = ((Value.Blob) value).bytes();
    int next = at;
    target[next++] = '"';
    int whole = bytes.length() - bytes.length() % 3;
    for (int i = 0; i < whole; i += 3) {
      int group =
          ((bytes.get(i) & 0xff) << 16)
              | ((bytes.get(i + 1) & 0xff) << 8)
              | (bytes.get(i + 2) & 0xff);
      target[next] = CHARACTERS[group >> 18];
      target[next + 1] = CHARACTERS[(group >> 12) & 63];
      target[next + 2] = CHARACTERS[(group >> 6) & 63];
      target[next + 3] = CHARACTERS[group & 63];
      next += 4;
    }
    int present = bytes.length() - whole;
    if (present > 0) {
      int group = (bytes.get(whole) & 0xff) << 16;
      group |= present > 1 ? (bytes.get(whole + 1) & 0xff) << 8 : 0;
      for (int n = 0; n < 4; n++) {
        target[next++] = n > present ? (byte) '=' : CHARACTERS[(group >> (18 - 6 * n)) & 63];
      }
    }
    target[next++] = '"';
    return next;
  }

  @Override
  public Value read(ByteReader in) {
    int from = in.at() + 1;
    Bytes text = JsonText.take(in);
    if (text.length() % 4 != 0) {
      throw in.refused(
          DecodeReason.WRONG_KIND,
          from,
          "base64 has a multiple of four characters, got " + text.length());
    }
    int padding = 0;
    while (padding < Math.min(2, text.length()) && text.get(text.length() - 1 - padding) == '=') {
      padding++;
    }
    int bytes = text.length() / 4 * 3 - padding;
    if (length != ANY) {
      in.requireCount(from, bytes, length);
    }
    return bytes == 0 ? EMPTY : new Value.Blob(decoded(in, from, text, bytes));
  }

  private static Bytes decoded(ByteReader in, int from, Bytes text, int bytes) {
    int chars = text.length() - (text.length() / 4 * 3 - bytes);
    return Bytes.generate(
        bytes,
        target -> {
          int held = 0;
          int bits = 0;
          int at = 0;
          for (int i = 0; i < chars; i++) {
            held = (held << 6) | group(in, from + i, text.get(i));
            bits += 6;
            if (bits >= 8) {
              bits -= 8;
              target[at++] = (byte) (held >> bits);
              held &= (1 << bits) - 1;
            }
          }
          if (held != 0) {
            throw in.refused(
                DecodeReason.DIRTY_PADDING,
                from + chars - 1,
                "the unused bits of base64 are not zero");
          }
        });
  }

  private static int group(ByteReader in, int position, byte c) {
    int group = GROUPS[c & 0xff];
    if (group < 0) {
      throw in.refused(
          DecodeReason.WRONG_KIND,
          position,
          "expected a character of base64, got " + in.slice(position, 1));
    }
    return group;
  }

  @Override
  public int compare(Value left, Value right) {
    return ((Value.Blob) left).bytes().compareTo(((Value.Blob) right).bytes());
  }
}
