package dev.interlane.testkit.assertion;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.receipt.TimelineEntry;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a receipt. A failing one shows the receipt's timeline. */
public final class ReceiptAssert extends AbstractAssert<ReceiptAssert, DeliveryReceipt> {
  ReceiptAssert(DeliveryReceipt actual) {
    super(actual, ReceiptAssert.class);
  }

  /** The message ended this way. */
  public ReceiptAssert hasOutcome(Class<? extends DeliveryOutcome> outcome) {
    isNotNull();
    DeliveryOutcome found = actual.outcomeIfKnown().orElse(null);
    if (!outcome.isInstance(found)) {
      throw failure(
          "Expected the outcome %s, but it is %s with status %s%s",
          outcome.getSimpleName(),
          found == null ? "not known yet" : found,
          actual.status(),
          timeline());
    }
    return this;
  }

  /** It was executed, finally. */
  public ReceiptAssert isExecuted() {
    return hasOutcome(DeliveryOutcome.Executed.class);
  }

  /** We gave up, for a reason that contains this text. */
  public ReceiptAssert isUndelivered(String reason) {
    hasOutcome(DeliveryOutcome.Undelivered.class);
    DeliveryOutcome.Undelivered undelivered = (DeliveryOutcome.Undelivered) actual.outcome();
    if (!undelivered.reason().contains(reason)) {
      throw failure(
          "Expected a reason with <%s>, but it is <%s>%s",
          reason, undelivered.reason(), timeline());
    }
    return this;
  }

  /** The message has not ended. */
  public ReceiptAssert isOpen() {
    isNotNull();
    if (actual.outcomeIfKnown().isPresent()) {
      throw failure("Expected no outcome yet, but it is %s%s", actual.outcome(), timeline());
    }
    return this;
  }

  /** It has this status now. */
  public ReceiptAssert hasStatus(Class<? extends DeliveryStatus> status) {
    isNotNull();
    if (!status.isInstance(actual.status())) {
      throw failure(
          "Expected the status %s, but it is %s%s",
          status.getSimpleName(), actual.status(), timeline());
    }
    return this;
  }

  /** The delivery was ours, or somebody else's. */
  public ReceiptAssert wasDeliveredBy(DeliveredBy by) {
    DeliveryStatus.Delivered delivered = delivered();
    if (delivered.by() != by) {
      throw failure(
          "Expected a delivery by %s, but it was by %s (%s)%s",
          by, delivered.by(), delivered.submitter(), timeline());
    }
    return this;
  }

  /** This account sent the delivering transaction. */
  public ReceiptAssert wasDeliveredFrom(EvmAddress submitter) {
    DeliveryStatus.Delivered delivered = delivered();
    if (!delivered.submitter().evmAddress().equals(submitter)) {
      throw failure(
          "Expected a delivery from %s, but it was from %s%s",
          submitter, delivered.submitter(), timeline());
    }
    return this;
  }

  /** The delivery's block is at least this sure. */
  public ReceiptAssert isDeliveredAt(Finality finality) {
    DeliveryStatus.Delivered delivered = delivered();
    if (!delivered.finality().atLeast(finality)) {
      throw failure(
          "Expected a delivery at %s or surer, but it is %s%s",
          finality, delivered.finality(), timeline());
    }
    return this;
  }

  /** It carries evidence of this kind of trust. */
  public ReceiptAssert hasEvidence(Class<? extends Evidence> kind) {
    isNotNull();
    Evidence found = actual.evidence().orElse(null);
    if (!kind.isInstance(found)) {
      throw failure(
          "Expected evidence of kind %s, but it is %s%s",
          kind.getSimpleName(), found == null ? "missing" : found, timeline());
    }
    return this;
  }

  /** An event of this kind happened. */
  public ReceiptAssert went(Class<? extends DeliveryEvent> event) {
    isNotNull();
    if (count(event) == 0) {
      throw failure("Expected a %s to have happened%s", event.getSimpleName(), timeline());
    }
    return this;
  }

  /** No event of this kind happened. */
  public ReceiptAssert neverWent(Class<? extends DeliveryEvent> event) {
    isNotNull();
    long happened = count(event);
    if (happened > 0) {
      throw failure(
          "Expected no %s, but it happened %d times%s",
          event.getSimpleName(), happened, timeline());
    }
    return this;
  }

  private long count(Class<? extends DeliveryEvent> event) {
    return actual.timeline().stream().filter(entry -> event.isInstance(entry.event())).count();
  }

  private DeliveryStatus.Delivered delivered() {
    hasStatus(DeliveryStatus.Delivered.class);
    return (DeliveryStatus.Delivered) actual.status();
  }

  private String timeline() {
    List<TimelineEntry> entries = actual.timeline();
    StringBuilder text = new StringBuilder("\nTimeline of ").append(actual.id()).append(':');
    entries.forEach(
        entry -> text.append("\n  ").append(entry.at()).append("  ").append(entry.event()));
    return text.toString();
  }
}
