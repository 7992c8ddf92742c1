package dev.interlane.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, aligned so that it reads as well in a terminal. */
final class Table {
  private static final String RIGHT = "---:";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> alignment;

  /** A table of these columns; those that begin with {@code >} are aligned to the right. */
  Table(String... columns) {
    List<String> head = new ArrayList<>();
    alignment = new ArrayList<>();
    for (String column : columns) {
      boolean right = column.startsWith(">");
      head.add(right ? column.substring(1) : column);
      alignment.add(right ? RIGHT : "---");
    }
    rows.add(head);
    rows.add(alignment);
  }

  /** Adds a row of one cell for each column. */
  void add(String... cells) {
    rows.add(List.of(cells));
  }

  @Override
  public String toString() {
    int[] widths = new int[alignment.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        String space = " ".repeat(widths[i] - cell.length());
        boolean right = alignment.get(i).equals(RIGHT);
        table.append("| ").append(right ? space + cell : cell + space).append(' ');
      }
      table.append("|\n");
    }
    return table.toString();
  }
}
