package dev.interlane.samples.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text under a heading, as wide as they have to be; the last column as wide as it likes.
 */
final class Columns {
  private final List<List<String>> rows = new ArrayList<>();

  Columns(String... heading) {
    rows.add(List.of(heading));
  }

  void add(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "Expected " + rows.getFirst().size() + " cells, got " + cells.length);
    }
    rows.add(List.of(cells));
  }

  List<String> lines() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
