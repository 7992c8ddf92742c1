package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;

/** Single characters of JSON. */
final class Json {
  private Json() {}

  /** Takes this character if it is the next. */
  static boolean took(ByteReader in, char wanted) {
    if (in.peek() != wanted) {
      return false;
    }
    in.take(1);
    return true;
  }

  /** Takes this character. */
  static void expect(ByteReader in, char wanted) {
    if (!took(in, wanted)) {
      throw unexpected(in, "'" + wanted + "'");
    }
  }

  /** The refusal of the next character, or of the end. */
  static CodecException unexpected(ByteReader in, String expected) {
    int next = in.peek();
    return next < 0
        ? in.refused(DecodeReason.TRUNCATED, in.at(), "expected " + expected + ", got the end")
        : in.refused(
            DecodeReason.WRONG_KIND,
            in.at(),
            "expected " + expected + ", got " + in.slice(in.at(), 1));
  }
}
