package dev.interlane.mailbox.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads a table: a line per chain, columns between tabs, remarks after a {@code #}. */
final class TableRows {
  private TableRows() {}

  /**
   * Reads the table.
   *
   * @throws IllegalArgumentException if a line has another form, with its number
   */
  static <T> List<T> read(List<String> lines, int columns, Function<String[], T> row) {
    List<T> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.startsWith("#")) {
        try {
          rows.add(row.apply(split(line, columns)));
        } catch (IllegalArgumentException | ArithmeticException malformed) {
          throw new IllegalArgumentException(
              "Line " + (i + 1) + " of the registry's table: " + malformed.getMessage(), malformed);
        }
      }
    }
    return rows;
  }

  private static String[] split(String line, int columns) {
    String[] found = line.split("\t", -1);
    if (found.length != columns) {
      throw new IllegalArgumentException("expected " + columns + " columns, found " + found.length);
    }
    return found;
  }
}
