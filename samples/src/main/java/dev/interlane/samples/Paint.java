package dev.interlane.samples;

import picocli.CommandLine.Help.Ansi;

/** Colours on a terminal, plain text when piped; padding counts only what is seen. */
public final class Paint {
  private final Ansi ansi;

  /** Paints if the terminal shows it. */
  public Paint(Ansi ansi) {
    this.ansi = ansi;
  }

  /** Green. */
  public String good(String text) {
    return styled("fg(green)", text);
  }

  /** Bold red. */
  public String bad(String text) {
    return styled("fg(red),bold", text);
  }

  /** Faint. */
  public String quiet(String text) {
    return styled("faint", text);
  }

  /** Bold. */
  public String strong(String text) {
    return styled("bold", text);
  }

  private String styled(String style, String text) {
    return ansi.enabled() && !text.isEmpty() ? ansi.string("@|" + style + " " + text + "|@") : text;
  }
}
