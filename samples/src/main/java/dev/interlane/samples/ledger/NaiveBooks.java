package dev.interlane.samples.ledger;

import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.TimelineEntry;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Credits a deposit whenever it hears that it was executed. It has a bug: a reorganisation takes an
 * execution back, the message is executed again, and the customer is credited again.
 */
public final class NaiveBooks implements Books {
  private final Map<String, Integer> credits = new TreeMap<>();

  /** Empty books. */
  public NaiveBooks() {}

  @Override
  public void onEvent(MessageId id, TimelineEntry entry) {
    if (entry.event() instanceof DeliveryEvent.DeliverySeen) {
      credits.merge(id.toString(), 1, Integer::sum);
    }
  }

  @Override
  public Map<String, Integer> credits() {
    return Collections.unmodifiableMap(credits);
  }
}
