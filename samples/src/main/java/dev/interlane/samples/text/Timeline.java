package dev.interlane.samples.text;

import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.samples.Paint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A receipt's timeline with a column per chain. What concerns both chains stands in the origin's
 * column and points to the other.
 */
public final class Timeline {
  private static final int TIME_WIDTH = 10;
  private static final int COLUMN_WIDTH = 52;

  private final Paint paint;

  /** Timelines in these colours. */
  public Timeline(Paint paint) {
    this.paint = paint;
  }

  /** A line per event, with two lines of heading. */
  public List<String> lines(DeliveryReceipt receipt) {
    List<String> lines = new ArrayList<>();
    lines.add(
        row(
            pad("time", TIME_WIDTH),
            pad("origin " + receipt.envelope().origin(), COLUMN_WIDTH),
            "destination " + receipt.envelope().destination()));
    lines.add(row("-".repeat(TIME_WIDTH), "-".repeat(COLUMN_WIDTH), "-".repeat(COLUMN_WIDTH)));
    if (receipt.timeline().isEmpty()) {
      return lines;
    }
    Instant start = receipt.timeline().get(0).at();
    for (TimelineEntry entry : receipt.timeline()) {
      Moment moment = Moment.of(entry.event());
      List<String> parts = wrap(moment.text(), COLUMN_WIDTH - 2);
      for (int i = 0; i < parts.size(); i++) {
        String time = i == 0 ? elapsed(start, entry.at()) : "";
        boolean last = i == parts.size() - 1;
        lines.add(line(time, (i == 0 ? "* " : "  ") + parts.get(i), moment, last));
      }
    }
    return lines;
  }

  private String line(String time, String text, Moment moment, boolean last) {
    String blank = " ".repeat(COLUMN_WIDTH);
    String quietTime = paint.quiet(pad(time, TIME_WIDTH));
    return switch (moment.side()) {
      case ORIGIN -> row(quietTime, coloured(text, moment), "");
      case DESTINATION -> row(quietTime, blank, coloured(text, moment));
      case BETWEEN ->
          last
              ? row(quietTime, coloured(arrow(text), moment), coloured("->", moment))
              : row(quietTime, coloured(text, moment), "");
    };
  }

  private static String row(String time, String origin, String destination) {
    return (time + "  " + origin + "  " + destination).stripTrailing();
  }

  private String coloured(String text, Moment moment) {
    return switch (moment.mood()) {
      case NEUTRAL -> text;
      case GOOD -> paint.good(text);
      case BAD -> paint.bad(text);
    };
  }

  private static String arrow(String text) {
    return text + " " + "-".repeat(Math.max(0, COLUMN_WIDTH - text.length() - 1));
  }

  private static String elapsed(Instant start, Instant at) {
    long millis = Duration.between(start, at).toMillis();
    return String.format(Locale.ROOT, "+%.3f s", millis / 1000.0);
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }

  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      String rest = word;
      while (rest.length() > width) {
        if (!line.isEmpty()) {
          lines.add(line.toString());
          line.setLength(0);
        }
        lines.add(rest.substring(0, width));
        rest = rest.substring(width);
      }
      if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }
}
