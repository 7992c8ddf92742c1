package dev.interlane.samples.fivevms;

import dev.interlane.codec.DecodedPart;
import dev.interlane.codec.Explanation;
import dev.interlane.primitive.Bytes;
import dev.interlane.samples.Paint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same parts of one call under each other, as each VM has them. */
final class SideBySide {
  private static final int ROW_CHARS = 64;

  private final List<String> parameters;
  private final Paint paint;
  private final Map<Destination, Bytes> bodies = new LinkedHashMap<>();

  SideBySide(List<String> parameters, Paint paint) {
    this.parameters = parameters;
    this.paint = paint;
  }

  void add(Destination destination, Bytes body) {
    bodies.put(destination, body);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    block(lines, "in front", -1);
    for (int i = 0; i < parameters.size(); i++) {
      block(lines, parameters.get(i), i);
    }
    lines.add(
        paint.strong("all, with the EVM's offsets and CosmWasm's brackets between the parts"));
    bodies.forEach((destination, body) -> lines.add(label(destination) + body.length() + " bytes"));
    return lines;
  }

  private void block(List<String> lines, String title, int parameter) {
    lines.add(paint.strong(title));
    bodies.forEach(
        (destination, body) -> {
          List<String> rows = rows(destination, part(destination, body, parameter));
          for (int i = 0; i < rows.size(); i++) {
            lines.add((i == 0 ? label(destination) : " ".repeat(14)) + rows.get(i));
          }
        });
    lines.add("");
  }

  private static Bytes part(Destination destination, Bytes body, int parameter) {
    Explanation explanation = destination.explained(body);
    if (parameter < 0) {
      return explanation.tag();
    }
    DecodedPart part = explanation.parts().get(parameter);
    return body.slice(part.from(), part.to() - part.from());
  }

  private static List<String> rows(Destination destination, Bytes bytes) {
    String text = destination.vm().equals("CosmWasm") ? bytes.toUtf8() : bytes.toHex().substring(2);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < text.length(); i += ROW_CHARS) {
      rows.add(text.substring(i, Math.min(i + ROW_CHARS, text.length())));
    }
    return rows;
  }

  private String label(Destination destination) {
    return "  " + paint.quiet(String.format("%-10s", destination.vm())) + "  ";
  }
}
