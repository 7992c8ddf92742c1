package dev.interlane.chain;

/** Text from outside as an error message shows it: quoted, and never longer than a line. */
final class ShownText {
  private static final int SHOWN_CHARS = 80;

  private ShownText() {}

  static String of(String text) {
    return text.length() <= SHOWN_CHARS
        ? "'" + text + "'"
        : "'" + text.substring(0, SHOWN_CHARS) + "...' (" + text.length() + " characters)";
  }
}
