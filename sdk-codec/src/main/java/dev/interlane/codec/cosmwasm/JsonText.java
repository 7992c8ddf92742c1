package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.ContentPlan;
import dev.interlane.codec.internal.Utf8;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;

/** Text in quotes. Each text has one form: only what must be escaped is, in its shortest way. */
final class JsonText {
  private static final String SHORT_ESCAPED = "\"\\\b\f\n\r\t";
  private static final String SHORT_ESCAPES = "\"\\bfnrt";
  private static final int LONG_ESCAPE_CHARS = 6;
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /** The bytes with quotes, or -1 if the text has an unpaired surrogate. */
  static long measure(String text) {
    long bytes = Utf8.encodedLength(text);
    if (bytes < 0) {
      return -1;
    }
    for (int i = 0; i < text.length(); i++) {
      bytes += escapeChars(text.charAt(i)) - 1;
    }
    return bytes + 2;
  }

  /** The characters that stand for one; 1 for itself. */
  private static int escapeChars(char c) {
    if (c >= ' ' && c != '"' && c != '\\') {
      return 1;
    }
    return SHORT_ESCAPED.indexOf(c) >= 0 ? 2 : LONG_ESCAPE_CHARS;
  }

  static int write(String text, byte[] target, int at) {
    int next = at;
    target[next++] = '"';
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (escapeChars(c) > 1) {
        next = Utf8.write(text, plain, i, target, next);
        next = writeEscape(c, target, next);
        plain = i + 1;
      }
    }
    next = Utf8.write(text, plain, text.length(), target, next);
    target[next++] = '"';
    return next;
  }

  private static int writeEscape(char c, byte[] target, int at) {
    int next = at;
    target[next++] = '\\';
    int known = SHORT_ESCAPED.indexOf(c);
    if (known >= 0) {
      target[next++] = (byte) SHORT_ESCAPES.charAt(known);
      return next;
    }
    target[next++] = 'u';
    target[next++] = '0';
    target[next++] = '0';
    target[next++] = (byte) HEX.charAt(c >> 4);
    target[next++] = (byte) HEX.charAt(c & 15);
    return next;
  }

  /** The whole text with its quotes. */
  static Bytes of(String text) {
    return Bytes.generate(Math.toIntExact(measure(text)), target -> write(text, target, 0));
  }

  /** Takes the bytes between quotes, escapes and all, and the quotes. */
  static Bytes take(ByteReader in) {
    int open = in.at();
    if (in.peek() != '"') {
      throw Json.unexpected(in, "text in quotes");
    }
    in.take(1);
    int from = in.at();
    while (true) {
      int next = in.peek();
      if (next < 0) {
        throw in.refused(
            DecodeReason.TRUNCATED, in.at(), "the text from byte " + open + " has no end");
      }
      if (next < ' ') {
        throw in.refused(
            DecodeReason.WRONG_KIND, in.at(), "a control character in text must be escaped");
      }
      if (next == '"') {
        Bytes content = in.slice(from, in.at() - from);
        in.take(1);
        return content;
      }
      in.take(1);
      if (next == '\\' && in.peek() >= 0) {
        in.take(1);
      }
    }
  }

  /** Reads a text. */
  static String read(ByteReader in) {
    int from = in.at() + 1;
    Bytes content = take(in);
    int escape = indexOfEscape(content, 0);
    return escape < 0
        ? ContentPlan.Text.text(in, from, content)
        : unescaped(in, from, content, escape);
  }

  private static int indexOfEscape(Bytes content, int start) {
    for (int i = start; i < content.length(); i++) {
      if (content.get(i) == '\\') {
        return i;
      }
    }
    return -1;
  }

  private static String unescaped(ByteReader in, int from, Bytes content, int firstEscape) {
    StringBuilder text = new StringBuilder(content.length());
    int plain = 0;
    for (int at = firstEscape; at >= 0; at = indexOfEscape(content, plain)) {
      text.append(ContentPlan.Text.text(in, from + plain, content.slice(plain, at - plain)));
      plain = at + unescape(in, from + at, content.slice(at), text);
    }
    return text.append(ContentPlan.Text.text(in, from + plain, content.slice(plain))).toString();
  }

  /** Appends the character of the escape that the bytes begin with, and returns its length. */
  private static int unescape(ByteReader in, int position, Bytes escape, StringBuilder text) {
    // Every backslash has a byte behind it, for the text did not end there.
    int known = SHORT_ESCAPES.indexOf(escape.get(1));
    if (known >= 0) {
      text.append(SHORT_ESCAPED.charAt(known));
      return 2;
    }
    if (escape.get(1) == 'u' && escape.length() >= LONG_ESCAPE_CHARS) {
      if (isSurrogate(escape)) {
        throw in.refused(
            DecodeReason.BAD_UTF8,
            position,
            "a surrogate is no character, write the one it is half of");
      }
      char c = (char) ((hex(escape.get(4)) << 4) | hex(escape.get(5)));
      boolean canonical =
          escape.get(2) == '0'
              && escape.get(3) == '0'
              && hex(escape.get(4)) >= 0
              && hex(escape.get(5)) >= 0
              && escapeChars(c) == LONG_ESCAPE_CHARS;
      if (canonical) {
        text.append(c);
        return LONG_ESCAPE_CHARS;
      }
    }
    throw in.refused(
        DecodeReason.NON_MINIMAL,
        position,
        "this escape is not the one form of its character: "
            + escape.slice(0, Math.min(LONG_ESCAPE_CHARS, escape.length())));
  }

  private static boolean isSurrogate(Bytes escape) {
    int second = Character.digit(escape.get(3), 16);
    return Character.toLowerCase(escape.get(2)) == 'd' && second >= 8;
  }

  private static int hex(byte digit) {
    return HEX.indexOf(digit);
  }
}
