package dev.interlane.pipeline;

import dev.interlane.client.Explanation;
import dev.interlane.client.MessageFilter;
import dev.interlane.client.MessagePage;
import dev.interlane.client.MessageSummary;
import dev.interlane.client.Operator;
import dev.interlane.client.RetryReport;
import dev.interlane.error.IllegalInStateException;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a journal that nobody works on, and steers by writing what the next client goes on from.
 * The lease is taken with the first change, not before. Thread-safe.
 */
final class JournalOperator implements Operator {
  private static final String BY_CLIENT = "Ask the operator of a running client for that";

  private final JournalView view;
  private final InstantSource clock;
  private final Receipts receipts;
  private @Nullable Lease lease;

  JournalOperator(JournalView view, InstantSource clock) {
    this.view = view;
    this.clock = clock;
    this.receipts =
        new Receipts(view.journal(), Collections.unmodifiableSortedMap(new TreeMap<>()));
  }

  @Override
  public MessagePage list(MessageFilter filter, Optional<MessageId> after, int limit) {
    return view.list(filter, after, limit);
  }

  @Override
  public MessageSummary summary(MessageId id) {
    return JournalView.summary(view.record(id));
  }

  @Override
  public DeliveryReceipt show(MessageId id) {
    return receipts.of(view.record(id));
  }

  @Override
  public Explanation explain(MessageId id) {
    return view.explain(view.record(id), Optional.empty());
  }

  @Override
  public void resume(MessageId id) {
    MessageRecord record = view.record(id);
    if (record
        .parked()
        .filter(why -> why.reason().startsWith(DeliverySteps.LANE_BLOCKED))
        .isPresent()) {
      throw new IllegalInStateException(
          "Message "
              + id
              + " is parked because "
              + record.parked().get().reason()
              + ", and that goes on before it does",
          "Resume the message before it, this one follows by itself. " + BY_CLIENT);
    }
    change(record, "resumed", new DeliveryEvent.Resumed());
  }

  @Override
  public void cancel(MessageId id) {
    change(view.record(id), "cancelled", new DeliveryEvent.CancelRequested());
  }

  @Override
  public void replace(MessageId id) {
    view.record(id);
    throw new IllegalInStateException(
        "A transaction of message " + id + " cannot be replaced without its chain and its key",
        BY_CLIENT);
  }

  @Override
  public RetryReport retry(MessageFilter filter, Optional<MessageId> after, int limit) {
    return Retry.over(view, this::resume).retry(filter, after, limit);
  }

  private synchronized void change(MessageRecord record, String what, DeliveryEvent event) {
    if (!DeliveryMachine.allows(record, event.getClass())) {
      throw PipelineClient.illegal(record, what);
    }
    List<JournalEvent> events = new ArrayList<>();
    DeliveryMachine.Transition moved = move(record, event, events);
    MessageRecord next =
        switch (moved.action()) {
          case CONCLUDE_CANCELLED ->
              move(moved.message(), new DeliveryEvent.Concluded(Deliveries.CANCELLED), events)
                  .message();
          case CONCLUDE_UNDELIVERED ->
              move(moved.message(), new DeliveryEvent.Concluded(Deliveries.GIVEN_UP), events)
                  .message();
          // The next client does these when it takes the message over.
          case NONE, CANCEL_UNLESS_OUT, DISPATCH, ADVANCE, CONCLUDE_EXECUTED -> moved.message();
        };
    if (lease == null) {
      lease = view.journal().acquire(view.appId());
    }
    view.journal()
        .commit(lease, JournalBatch.builder().addMessages(next).addAllEvents(events).build());
  }

  private DeliveryMachine.Transition move(
      MessageRecord record, DeliveryEvent event, List<JournalEvent> events) {
    events.add(JournalEvent.of(record.id(), new TimelineEntry(clock.instant(), event)));
    return DeliveryMachine.apply(record, event);
  }

  @Override
  public String toString() {
    return "Operator[" + view.appId() + ", at rest]";
  }
}
