package dev.interlane.primitive;

/** Text from outside, made short enough for an error message. */
final class HexText {
  private static final int SHOWN_CHARS = 80;

  private HexText() {}

  static String abbreviate(String text) {
    return text.length() <= SHOWN_CHARS
        ? "'" + text + "'"
        : "'" + text.substring(0, SHOWN_CHARS) + "...' (" + text.length() + " characters)";
  }
}
