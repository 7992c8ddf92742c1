package dev.interlane.samples.text;

import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.Moment;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.samples.Paint;
import dev.interlane.testkit.story.TwoChainTable;
import java.time.Instant;
import java.util.List;

/** A receipt's timeline with a column per chain. */
public final class Timeline {
  private final Paint paint;

  /** Timelines in these colours. */
  public Timeline(Paint paint) {
    this.paint = paint;
  }

  /** A line per event, with two lines of heading. */
  public List<String> lines(DeliveryReceipt receipt) {
    Instant start = receipt.timeline().isEmpty() ? Instant.EPOCH : receipt.timeline().get(0).at();
    TwoChainTable table =
        TwoChainTable.of(start, this::coloured)
            .head(
                receipt.envelope().origin().toString(),
                receipt.envelope().destination().toString());
    for (TimelineEntry entry : receipt.timeline()) {
      table.add(entry.at(), Moment.of(entry.event()));
    }
    return table.lines();
  }

  private String coloured(String text, Moment.Mood mood) {
    return switch (mood) {
      case NEUTRAL -> text;
      case GOOD -> paint.good(text);
      case BAD -> paint.bad(text);
    };
  }
}
