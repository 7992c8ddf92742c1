package dev.interlane.benchmarks;

import java.util.Locale;

/** Figures and the bars they are held against. */
final class Figures {
  private final Table table = new Table("Measured", ">Figure", ">Bar", "");

  /** A figure that shall be at most {@code bar}. */
  void atMost(String what, double figure, double bar, String unit) {
    table.add(what, text(figure, unit), "<= " + text(bar, unit), figure <= bar ? "met" : "missed");
  }

  /** A figure that shall be at least {@code bar}. */
  void atLeast(String what, double figure, double bar, String unit) {
    table.add(what, text(figure, unit), ">= " + text(bar, unit), figure >= bar ? "met" : "missed");
  }

  /** A figure that explains others. */
  void note(String what, double figure, String unit) {
    table.add(what, text(figure, unit), "", "");
  }

  private static String text(double figure, String unit) {
    if (unit.isEmpty() && figure == Math.rint(figure)) {
      return String.format(Locale.ROOT, "%,.0f", figure);
    }
    String form = figure >= 1_000 ? "%,.0f %s" : figure >= 20 ? "%.1f %s" : "%.3g %s";
    return String.format(Locale.ROOT, form, figure, unit);
  }

  @Override
  public String toString() {
    return table.toString();
  }
}
