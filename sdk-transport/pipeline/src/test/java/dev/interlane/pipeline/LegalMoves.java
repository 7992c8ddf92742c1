package dev.interlane.pipeline;

import dev.interlane.chain.Finality;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.spi.MessageRecord;
import java.util.Optional;

/**
 * Which moves are legal, said once more from what the documents promise of a record's legs, and not
 * from the machine's states or its table. An exhaustive search holds the two against each other.
 */
final class LegalMoves {
  private LegalMoves() {}

  /** Whether the event may happen to the message. */
  static boolean allow(MessageRecord message, DeliveryEvent event) {
    // An end is an end; only who gave up goes on watching.
    if (isEnded(message)) {
      return false;
    }
    boolean gaveUp = message.outcome().isPresent();
    boolean waitsForAPerson = message.parked().isPresent();
    boolean executed = message.delivery().isPresent();
    boolean dispatched = message.dispatch().isPresent();
    boolean proven = message.evidence().isPresent();
    boolean moves = !gaveUp && !waitsForAPerson;
    return switch (event) {
      case DeliveryEvent.Accepted first -> moves && !dispatched && !executed && !proven;
      // A signed transaction may come out of any moment but an end, and so may what became of it.
      case DeliveryEvent.DispatchSubmitted any -> true;
      case DeliveryEvent.DispatchReverted any -> true;
      case DeliveryEvent.StepSubmitted any -> true;
      case DeliveryEvent.StepReverted any -> true;
      case DeliveryEvent.DeliverySubmitted any -> true;
      case DeliveryEvent.DeliveryReverted any -> true;
      // A message has one dispatch; the next one needs the first to be gone.
      case DeliveryEvent.DispatchIncluded once -> !dispatched;
      case DeliveryEvent.DispatchFinalityRose rose ->
          dispatched && doesNotSink(message.dispatch(), rose.finality());
      case DeliveryEvent.DispatchReorged gone -> dispatched;
      case DeliveryEvent.ProofAccepted proof -> moves && dispatched && !executed;
      case DeliveryEvent.ProofVoided voided -> moves && proven && !executed;
      // Strangers deliver whenever they like, once.
      case DeliveryEvent.DeliverySeen seen -> !executed;
      case DeliveryEvent.DeliveryFinalityRose rose ->
          executed && doesNotSink(message.delivery(), rose.finality());
      case DeliveryEvent.DeliveryReorged gone -> executed;
      case DeliveryEvent.AttemptFailed failed -> moves && !executed;
      case DeliveryEvent.Parked parked -> moves;
      // A person's way out of every state that waits for one.
      case DeliveryEvent.Resumed resumed -> gaveUp || waitsForAPerson;
      case DeliveryEvent.CancelRequested cancel -> waitsForAPerson || (!gaveUp && !executed);
      case DeliveryEvent.Concluded end -> isBorneOut(message, end.outcome());
    };
  }

  /** Nothing can happen to it any more. */
  static boolean isEnded(MessageRecord message) {
    return message
        .outcome()
        .filter(outcome -> !(outcome instanceof DeliveryOutcome.Undelivered))
        .isPresent();
  }

  /** "May be claimed only when" of the table of outcomes. */
  static boolean isBorneOut(MessageRecord message, DeliveryOutcome outcome) {
    boolean executed = message.delivery().isPresent();
    boolean dispatched = message.dispatch().isPresent();
    return switch (outcome) {
      case DeliveryOutcome.Executed both ->
          isAsSureAsAsked(message, message.dispatch())
              && isAsSureAsAsked(message, message.delivery());
      case DeliveryOutcome.Failed failed -> !executed;
      case DeliveryOutcome.Expired expired -> !executed && message.notAfter().isPresent();
      case DeliveryOutcome.Cancelled cancelled -> !executed && !dispatched;
      case DeliveryOutcome.Undelivered again -> !executed && message.outcome().isEmpty();
      case DeliveryOutcome.Orphaned orphaned -> executed && !dispatched;
    };
  }

  private static boolean isAsSureAsAsked(MessageRecord message, Optional<MessageRecord.Leg> leg) {
    return leg.isPresent() && leg.get().finality().compareTo(message.envelope().finality()) >= 0;
  }

  private static boolean doesNotSink(Optional<MessageRecord.Leg> leg, Finality finality) {
    return leg.isPresent() && finality.compareTo(leg.get().finality()) >= 0;
  }
}
