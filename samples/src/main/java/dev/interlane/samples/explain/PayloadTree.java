package dev.interlane.samples.explain;

import dev.interlane.codec.DecodedPart;
import dev.interlane.codec.Explanation;
import dev.interlane.samples.Paint;
import java.util.ArrayList;
import java.util.List;

/** An explanation as a tree: where each part lies, what it is called, its type, its value. */
final class PayloadTree {
  private static final int MAX_COLUMN = 32;

  private final Paint paint;
  private final List<Row> rows = new ArrayList<>();

  private record Row(String range, String name, String type, String value, boolean isBad) {}

  private PayloadTree(Paint paint) {
    this.paint = paint;
  }

  static List<String> lines(Explanation explanation, List<String> names, Paint paint) {
    PayloadTree tree = new PayloadTree(paint);
    if (!explanation.tag().isEmpty() && !isTagRefused(explanation)) {
      int length = explanation.tag().length();
      tree.rows.add(
          new Row("0.." + length, "in front", "", ShownValue.tag(explanation.tag()), false));
    }
    for (int i = 0; i < explanation.parts().size(); i++) {
      DecodedPart part = explanation.parts().get(i);
      boolean isNamed = i < names.size() && !names.get(i).isEmpty();
      tree.add(part, isNamed ? names.get(i) : part.name(), 0);
    }
    return tree.drawn();
  }

  private static boolean isTagRefused(Explanation explanation) {
    return explanation.refusal().isPresent() && explanation.parts().isEmpty();
  }

  private void add(DecodedPart part, String name, int depth) {
    String range = part.from() < 0 ? "" : part.from() + ".." + (part.isWhole() ? part.to() : "");
    rows.add(
        new Row(
            range,
            "  ".repeat(depth) + name,
            ShownValue.type(part.type()),
            value(part),
            !part.isWhole()));
    for (DecodedPart inner : part.parts()) {
      String bare = inner.name().startsWith(".") ? inner.name().substring(1) : inner.name();
      add(inner, bare, depth + 1);
    }
  }

  private static String value(DecodedPart part) {
    String head = part.head() < 0 ? "" : "  (its offset at " + part.head() + ")";
    if (part.content().isPresent()) {
      return ShownValue.of(part.content().get()) + head;
    }
    return (part.isWhole() ? "" : "not read to its end") + head;
  }

  private List<String> drawn() {
    int ranges = width(rows.stream().map(Row::range).toList());
    int names = width(rows.stream().map(Row::name).toList());
    int types = width(rows.stream().map(Row::type).toList());
    List<String> lines = new ArrayList<>(rows.size());
    for (Row row : rows) {
      String range = " ".repeat(Math.max(0, ranges - row.range.length())) + row.range;
      String line =
          paint.quiet(range)
              + "  "
              + padded(row.name, names)
              + "  "
              + paint.quiet(padded(row.type, types))
              + "  "
              + (row.isBad ? paint.bad(row.value) : row.value);
      lines.add(line.stripTrailing());
    }
    return lines;
  }

  private static int width(List<String> texts) {
    return Math.min(MAX_COLUMN, texts.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
