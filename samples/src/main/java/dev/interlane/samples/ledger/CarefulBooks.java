package dev.interlane.samples.ledger;

import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.TimelineEntry;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Credits a deposit when it has ended as executed, and each deposit once: the message id is the key
 * of the entry.
 */
public final class CarefulBooks implements Books {
  private final Map<String, Integer> credits = new TreeMap<>();

  /** Empty books. */
  public CarefulBooks() {}

  @Override
  public void onEvent(MessageId id, TimelineEntry entry) {
    if (entry.event() instanceof DeliveryEvent.Concluded concluded
        && concluded.outcome() instanceof DeliveryOutcome.Executed) {
      credits.putIfAbsent(id.toString(), 1);
    }
  }

  @Override
  public Map<String, Integer> credits() {
    return Collections.unmodifiableMap(credits);
  }
}
