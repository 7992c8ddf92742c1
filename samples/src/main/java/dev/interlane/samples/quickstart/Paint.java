package dev.interlane.samples.quickstart;

import picocli.CommandLine.Help.Ansi;

/** Colours on a terminal, plain text when piped; padding counts only what is seen. */
final class Paint {
  private final Ansi ansi;

  Paint(Ansi ansi) {
    this.ansi = ansi;
  }

  String good(String text) {
    return styled("fg(green)", text);
  }

  String bad(String text) {
    return styled("fg(red),bold", text);
  }

  String quiet(String text) {
    return styled("faint", text);
  }

  String strong(String text) {
    return styled("bold", text);
  }

  private String styled(String style, String text) {
    return ansi.enabled() && !text.isEmpty() ? ansi.string("@|" + style + " " + text + "|@") : text;
  }
}
