package dev.interlane.pipeline;

import dev.interlane.client.MessageListener;
import dev.interlane.client.MessagingClient;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what was journaled. One that throws is logged, and changes nothing. */
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<MessageListener> listeners = new CopyOnWriteArrayList<>();
  private final Function<MessageRecord, DeliveryReceipt> receipts;

  Listeners(Function<MessageRecord, DeliveryReceipt> receipts) {
    this.receipts = receipts;
  }

  /** From any thread. */
  MessagingClient.Registration add(MessageListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void tell(TurnBatch batch) {
    if (listeners.isEmpty()) {
      return;
    }
    for (JournalEvent event : batch.events()) {
      each(event.message(), listener -> listener.onEvent(event.message(), event.entry()));
      if (event.entry().event() instanceof DeliveryEvent.Concluded) {
        DeliveryReceipt receipt = receipts.apply(batch.message(event.message()).committed());
        each(event.message(), listener -> listener.onOutcome(receipt));
      }
    }
  }

  private void each(MessageId id, Consumer<MessageListener> call) {
    for (MessageListener listener : listeners) {
      try {
        call.accept(listener);
      } catch (RuntimeException theirs) {
        LOG.warn("Message {}: a listener threw, nothing else changes", id, theirs);
      }
    }
  }
}
