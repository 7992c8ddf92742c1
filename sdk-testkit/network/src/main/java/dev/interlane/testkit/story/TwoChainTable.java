package dev.interlane.testkit.story;

import dev.interlane.receipt.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * A timeline with a column per chain. What concerns both chains stands in the origin's column and
 * points to the other.
 */
public final class TwoChainTable {
  private static final int TIME_WIDTH = 10;
  private static final int COLUMN_WIDTH = 52;

  private final Instant start;
  private final BiFunction<String, Moment.Mood, String> colour;
  private final List<String> lines = new ArrayList<>();

  private TwoChainTable(Instant start, BiFunction<String, Moment.Mood, String> colour) {
    this.start = start;
    this.colour = colour;
  }

  /**
   * An empty table.
   *
   * @param start times are told from here
   * @param colour paints a text by its mood; must not change its width on the screen
   */
  public static TwoChainTable of(Instant start, BiFunction<String, Moment.Mood, String> colour) {
    return new TwoChainTable(start, colour);
  }

  /** Adds the names of the columns. */
  public TwoChainTable head(String origin, String destination) {
    lines.add(
        row(
            pad("time", TIME_WIDTH),
            pad("origin " + origin, COLUMN_WIDTH),
            "destination " + destination));
    lines.add(row("-".repeat(TIME_WIDTH), "-".repeat(COLUMN_WIDTH), "-".repeat(COLUMN_WIDTH)));
    return this;
  }

  /** Adds a moment, over several lines if it is long. */
  public TwoChainTable add(Instant at, Moment moment) {
    List<String> parts = wrap(moment.text(), COLUMN_WIDTH - 2);
    for (int i = 0; i < parts.size(); i++) {
      String time = pad(i == 0 ? elapsed(at) : "", TIME_WIDTH);
      boolean last = i == parts.size() - 1;
      lines.add(line(time, (i == 0 ? "* " : "  ") + parts.get(i), moment, last));
    }
    return this;
  }

  /** The lines so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  private String line(String time, String text, Moment moment, boolean last) {
    String blank = " ".repeat(COLUMN_WIDTH);
    return switch (moment.side()) {
      case ORIGIN -> row(time, coloured(text, moment), "");
      case DESTINATION -> row(time, blank, coloured(text, moment));
      case BETWEEN ->
          last
              ? row(time, coloured(arrow(text), moment), coloured("->", moment))
              : row(time, coloured(text, moment), "");
    };
  }

  private String coloured(String text, Moment moment) {
    return colour.apply(text, moment.mood());
  }

  private String elapsed(Instant at) {
    long millis = Duration.between(start, at).toMillis();
    return String.format(Locale.ROOT, "+%.3f s", millis / 1000.0);
  }

  private static String row(String time, String origin, String destination) {
    return (time + "  " + origin + "  " + destination).stripTrailing();
  }

  private static String arrow(String text) {
    return text + " " + "-".repeat(Math.max(0, COLUMN_WIDTH - text.length() - 1));
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
