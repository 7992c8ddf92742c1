package dev.interlane.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of figures in Markdown, aligned so that it reads as well in a terminal. */
final class Figures {
  private static final List<String> HEAD = List.of("Measured", "Figure", "Bar", "");

  private final List<List<String>> rows = new ArrayList<>(List.of(HEAD));

  /** A figure that shall be at most {@code bar}. */
  void atMost(String what, double figure, double bar, String unit) {
    add(what, text(figure, unit), "<= " + text(bar, unit), figure <= bar ? "met" : "missed");
  }

  /** A figure that shall be at least {@code bar}. */
  void atLeast(String what, double figure, double bar, String unit) {
    add(what, text(figure, unit), ">= " + text(bar, unit), figure >= bar ? "met" : "missed");
  }

  /** A figure that explains others. */
  void note(String what, double figure, String unit) {
    add(what, text(figure, unit), "", "");
  }

  private void add(String what, String figure, String bar, String verdict) {
    rows.add(List.of(what, figure, bar, verdict));
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
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Math.max(3, row.get(i).length()));
      }
    }
    StringBuilder table = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      line(table, rows.get(row), widths);
      if (row == 0) {
        line(table, List.of("---", "---:", "---:", "---"), widths);
      }
    }
    return table.toString();
  }

  private static void line(StringBuilder table, List<String> cells, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String space = " ".repeat(widths[i] - cell.length());
      boolean right = i == 1 || i == 2;
      table.append("| ").append(right ? space + cell : cell + space).append(' ');
    }
    table.append("|\n");
  }
}
