package dev.interlane.samples.explain;

import dev.interlane.primitive.Bytes;
import dev.interlane.samples.Paint;
import java.util.ArrayList;
import java.util.List;

/** Rows of sixteen bytes around one that is wrong, with a mark under it. */
final class HexDump {
  private static final int ROW = 16;
  private static final int ROWS_AROUND = 4;
  private static final int LABEL = 8;

  private HexDump() {}

  static List<String> lines(Bytes bytes, int marked, Paint paint) {
    int rows = Math.max(1, (bytes.length() + ROW - 1) / ROW);
    int bad = Math.min(marked / ROW, rows - 1);
    int first = Math.max(0, bad - ROWS_AROUND);
    int last = Math.min(rows - 1, bad + ROWS_AROUND);
    List<String> lines = new ArrayList<>();
    if (first > 0) {
      lines.add(paint.quiet(" ".repeat(LABEL) + "  ... " + first * ROW + " bytes before"));
    }
    for (int row = first; row <= last; row++) {
      lines.add(row(bytes, row * ROW, paint));
      if (row == bad) {
        int column = Math.min(marked - row * ROW, ROW);
        boolean isEnd = marked >= bytes.length();
        lines.add(
            " ".repeat(LABEL + 2 + 3 * column)
                + paint.bad("^^ byte " + marked + (isEnd ? ", where the input ends" : "")));
      }
    }
    if (last < rows - 1) {
      lines.add(
          paint.quiet(
              " ".repeat(LABEL) + "  ... " + (bytes.length() - (last + 1) * ROW) + " bytes after"));
    }
    return lines;
  }

  private static String row(Bytes bytes, int from, Paint paint) {
    StringBuilder hex = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (int i = from; i < Math.min(from + ROW, bytes.length()); i++) {
      int b = bytes.get(i) & 0xff;
      hex.append(String.format("%02x ", b));
      text.append(b >= 0x20 && b < 0x7f ? (char) b : '.');
    }
    String label = Integer.toString(from);
    return paint.quiet(" ".repeat(LABEL - Math.min(LABEL, label.length())) + label)
        + "  "
        + hex
        + " ".repeat(3 * ROW - hex.length())
        + " "
        + paint.quiet(text.toString());
  }
}
