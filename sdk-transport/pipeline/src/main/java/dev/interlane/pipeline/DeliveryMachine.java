package dev.interlane.pipeline;

import static dev.interlane.pipeline.MachineState.ACCEPTED;
import static dev.interlane.pipeline.MachineState.DELIVERED;
import static dev.interlane.pipeline.MachineState.DISPATCHED;
import static dev.interlane.pipeline.MachineState.ENDED;
import static dev.interlane.pipeline.MachineState.PARKED;
import static dev.interlane.pipeline.MachineState.PROVEN;
import static dev.interlane.pipeline.MachineState.UNDELIVERED;

import dev.interlane.chain.Finality;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.MessageRecord.Broadcast;
import dev.interlane.spi.MessageRecord.Executor;
import dev.interlane.spi.MessageRecord.Intent;
import dev.interlane.spi.MessageRecord.Leg;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The life of a message as a pure function: a record and an event give the next record and what to
 * do. It has no clock, no I/O and no threads; the loop owns those.
 *
 * <p>{@link #TABLE} lists every legal move; those that are about a transaction in a block need the
 * record to have it as well. A delivery is legal from every status, because strangers deliver; an
 * {@code Undelivered} message is watched on.
 */
final class DeliveryMachine {
  private DeliveryMachine() {}

  /**
   * A record after a move.
   *
   * @param message the next record
   * @param action what the loop has to do
   */
  record Transition(MessageRecord message, MachineAction action) {}

  /** Which states an event is legal in, and which it may lead to. */
  record Row(Set<MachineState> from, Set<MachineState> to) {}

  private static final Set<MachineState> UNFINISHED = EnumSet.range(ACCEPTED, UNDELIVERED);
  private static final Set<MachineState> SAME = Set.of();

  /** Every legal move. An empty target means: the state stays. */
  static final Map<Class<? extends DeliveryEvent>, Row> TABLE = table();

  private static Map<Class<? extends DeliveryEvent>, Row> table() {
    var notDelivered = EnumSet.of(ACCEPTED, DISPATCHED, PROVEN, PARKED, UNDELIVERED);
    var begun = EnumSet.range(DISPATCHED, UNDELIVERED);
    var working = EnumSet.of(ACCEPTED, DISPATCHED, PROVEN);
    var back = EnumSet.of(ACCEPTED, DISPATCHED, PROVEN, DELIVERED, PARKED, UNDELIVERED);
    Map<Class<? extends DeliveryEvent>, Row> table = new LinkedHashMap<>();
    table.put(DeliveryEvent.Accepted.class, new Row(EnumSet.of(ACCEPTED), SAME));
    table.put(DeliveryEvent.DispatchSubmitted.class, new Row(UNFINISHED, SAME));
    table.put(
        DeliveryEvent.DispatchIncluded.class,
        new Row(
            EnumSet.of(ACCEPTED, DELIVERED, PARKED, UNDELIVERED),
            EnumSet.of(DISPATCHED, DELIVERED, UNDELIVERED)));
    table.put(DeliveryEvent.DispatchReverted.class, new Row(UNFINISHED, SAME));
    table.put(DeliveryEvent.DispatchFinalityRose.class, new Row(begun, SAME));
    table.put(
        DeliveryEvent.DispatchReorged.class,
        new Row(begun, EnumSet.of(ACCEPTED, DELIVERED, PARKED, UNDELIVERED)));
    table.put(
        DeliveryEvent.ProofAccepted.class,
        new Row(EnumSet.of(DISPATCHED, PROVEN), EnumSet.of(PROVEN)));
    table.put(DeliveryEvent.ProofVoided.class, new Row(EnumSet.of(PROVEN), EnumSet.of(DISPATCHED)));
    table.put(DeliveryEvent.StepSubmitted.class, new Row(UNFINISHED, SAME));
    table.put(DeliveryEvent.StepReverted.class, new Row(UNFINISHED, SAME));
    table.put(DeliveryEvent.DeliverySubmitted.class, new Row(UNFINISHED, SAME));
    table.put(DeliveryEvent.DeliveryReverted.class, new Row(UNFINISHED, SAME));
    table.put(DeliveryEvent.DeliverySeen.class, new Row(notDelivered, EnumSet.of(DELIVERED)));
    table.put(
        DeliveryEvent.DeliveryFinalityRose.class, new Row(EnumSet.of(DELIVERED, PARKED), SAME));
    table.put(DeliveryEvent.DeliveryReorged.class, new Row(EnumSet.of(DELIVERED, PARKED), back));
    table.put(DeliveryEvent.AttemptFailed.class, new Row(working, SAME));
    table.put(
        DeliveryEvent.Parked.class,
        new Row(EnumSet.of(ACCEPTED, DISPATCHED, PROVEN, DELIVERED), EnumSet.of(PARKED)));
    table.put(
        DeliveryEvent.Resumed.class,
        new Row(
            EnumSet.of(PARKED, UNDELIVERED), EnumSet.of(ACCEPTED, DISPATCHED, PROVEN, DELIVERED)));
    table.put(
        DeliveryEvent.CancelRequested.class,
        new Row(EnumSet.of(ACCEPTED, DISPATCHED, PROVEN, PARKED), SAME));
    table.put(DeliveryEvent.Concluded.class, new Row(UNFINISHED, EnumSet.of(UNDELIVERED, ENDED)));
    return table;
  }

  /** Whether the event is legal for the message, whatever else it may need. */
  static boolean allows(MessageRecord message, Class<? extends DeliveryEvent> event) {
    return row(event).from().contains(MachineState.of(message)) && concernsALeg(message, event);
  }

  /** What happened to a transaction in its block needs the transaction; one more must be none. */
  private static boolean concernsALeg(MessageRecord message, Class<? extends DeliveryEvent> event) {
    if (event == DeliveryEvent.DispatchIncluded.class) {
      return message.dispatch().isEmpty();
    }
    if (event == DeliveryEvent.DeliverySeen.class) {
      return message.delivery().isEmpty();
    }
    if (event == DeliveryEvent.DispatchFinalityRose.class
        || event == DeliveryEvent.DispatchReorged.class) {
      return message.dispatch().isPresent();
    }
    if (event == DeliveryEvent.DeliveryFinalityRose.class
        || event == DeliveryEvent.DeliveryReorged.class) {
      return message.delivery().isPresent();
    }
    return true;
  }

  /**
   * Makes a move.
   *
   * @throws IllegalStateException if the move is not in the table, or an outcome is claimed that
   *     the record does not bear out
   */
  static Transition apply(MessageRecord message, DeliveryEvent event) {
    if (!allows(message, event.getClass())) {
      throw new IllegalStateException(
          "Message "
              + message.id()
              + ": "
              + event.getClass().getSimpleName()
              + " is no legal move from "
              + MachineState.of(message).label()
              + legs(message));
    }
    if (event instanceof DeliveryEvent.Concluded concluded) {
      requireBorneOut(message, concluded.outcome());
    }
    MessageRecord next = next(message, event);
    return new Transition(next, action(next, event));
  }

  private static String legs(MessageRecord message) {
    return " (dispatch "
        + message.dispatch().map(leg -> leg.finality().name()).orElse("none")
        + ", delivery "
        + message.delivery().map(leg -> leg.finality().name()).orElse("none")
        + ")";
  }

  private static Row row(Class<? extends DeliveryEvent> event) {
    Row row = TABLE.get(event);
    if (row == null) {
      throw new IllegalStateException(event.getSimpleName() + " has no row in the table");
    }
    return row;
  }

  private static MessageRecord next(MessageRecord message, DeliveryEvent event) {
    MessageRecord.Builder next = MessageRecord.builder().from(message);
    switch (event) {
      case DeliveryEvent.Accepted accepted -> {}
      case DeliveryEvent.DispatchSubmitted submitted -> next.broadcast(Broadcast.POSSIBLE);
      case DeliveryEvent.DispatchIncluded included ->
          beginSteps(next)
              .dispatch(new Leg(included.inclusion(), Finality.SEEN))
              .protocolIds(included.protocolIds())
              .broadcast(Broadcast.POSSIBLE)
              .parked(Optional.empty());
      case DeliveryEvent.DispatchReverted reverted -> next.liveIntent(Optional.empty());
      case DeliveryEvent.DispatchFinalityRose rose ->
          next.dispatch(raised(message.dispatch(), rose.finality()));
      // The ids stay: a stranger may still deliver what the lost dispatch was called.
      case DeliveryEvent.DispatchReorged reorged -> beginSteps(next).dispatch(Optional.empty());
      case DeliveryEvent.ProofAccepted accepted -> freshCount(next).evidence(accepted.evidence());
      case DeliveryEvent.ProofVoided voided -> next.evidence(Optional.empty()).stepIndex(0);
      case DeliveryEvent.StepSubmitted submitted -> next.broadcast(Broadcast.POSSIBLE);
      case DeliveryEvent.StepReverted reverted -> next.liveIntent(Optional.empty());
      case DeliveryEvent.DeliverySubmitted submitted -> next.broadcast(Broadcast.POSSIBLE);
      case DeliveryEvent.DeliveryReverted reverted -> next.liveIntent(Optional.empty());
      case DeliveryEvent.DeliverySeen seen ->
          next.delivery(new Leg(seen.inclusion(), Finality.SEEN))
              .executor(new Executor(seen.by(), seen.submitter()))
              .outcome(Optional.empty())
              .parked(Optional.empty())
              .nextAttemptAt(Optional.empty());
      case DeliveryEvent.DeliveryFinalityRose rose ->
          next.delivery(raised(message.delivery(), rose.finality()));
      case DeliveryEvent.DeliveryReorged reorged ->
          next.delivery(Optional.empty())
              .executor(Optional.empty())
              .acceptedUnder(Optional.empty());
      case DeliveryEvent.AttemptFailed failed ->
          next.attempts(failed.attempt()).nextAttemptAt(failed.nextAttemptAt());
      case DeliveryEvent.Parked parked ->
          next.parked(new DeliveryStatus.Parked(parked.reason(), parked.hint(), parked.actor()))
              .nextAttemptAt(Optional.empty());
      case DeliveryEvent.Resumed resumed ->
          freshCount(next)
              .parked(Optional.empty())
              .outcome(Optional.empty())
              .wanted(Intent.DELIVER);
      case DeliveryEvent.CancelRequested requested -> next.wanted(Intent.CANCEL);
      case DeliveryEvent.Concluded concluded ->
          next.outcome(concluded.outcome())
              .parked(Optional.empty())
              .nextAttemptAt(Optional.empty());
    }
    return next.build();
  }

  /** Before the first step: nothing proven, nothing kept, nothing out. */
  private static MessageRecord.Builder beginSteps(MessageRecord.Builder next) {
    return freshCount(next)
        .stepIndex(0)
        .memo(Bytes.EMPTY)
        .evidence(Optional.empty())
        .liveIntent(Optional.empty());
  }

  private static MessageRecord.Builder freshCount(MessageRecord.Builder next) {
    return next.attempts(0).nextAttemptAt(Optional.empty());
  }

  private static Optional<Leg> raised(Optional<Leg> leg, Finality finality) {
    return leg.map(
        old -> {
          if (!finality.atLeast(old.finality())) {
            throw new IllegalStateException(
                "Finality rises, got " + finality + " after " + old.finality());
          }
          return new Leg(old.inclusion(), finality);
        });
  }

  private static MachineAction action(MessageRecord message, DeliveryEvent event) {
    return switch (event) {
      case DeliveryEvent.Accepted accepted -> MachineAction.DISPATCH;
      case DeliveryEvent.DispatchIncluded included -> goOn(message);
      case DeliveryEvent.DispatchFinalityRose rose -> executedIfSure(message);
      case DeliveryEvent.ProofAccepted accepted -> goOn(message);
      case DeliveryEvent.DeliverySeen seen -> executedIfSure(message);
      case DeliveryEvent.DeliveryFinalityRose rose -> executedIfSure(message);
      case DeliveryEvent.DeliveryReorged reorged -> goOn(message);
      case DeliveryEvent.Resumed resumed -> goOn(message);
      case DeliveryEvent.CancelRequested requested -> stop(message);
      case DeliveryEvent.DispatchSubmitted none -> MachineAction.NONE;
      case DeliveryEvent.DispatchReverted none -> MachineAction.NONE;
      case DeliveryEvent.DispatchReorged none -> MachineAction.NONE;
      case DeliveryEvent.ProofVoided none -> MachineAction.NONE;
      case DeliveryEvent.StepSubmitted none -> MachineAction.NONE;
      case DeliveryEvent.StepReverted none -> MachineAction.NONE;
      case DeliveryEvent.DeliverySubmitted none -> MachineAction.NONE;
      case DeliveryEvent.DeliveryReverted none -> MachineAction.NONE;
      case DeliveryEvent.AttemptFailed none -> MachineAction.NONE;
      case DeliveryEvent.Parked none -> MachineAction.NONE;
      case DeliveryEvent.Concluded none -> MachineAction.NONE;
    };
  }

  private static MachineAction goOn(MessageRecord message) {
    return switch (MachineState.of(message)) {
      case ACCEPTED -> message.wanted() == Intent.DELIVER ? MachineAction.DISPATCH : stop(message);
      case DISPATCHED, PROVEN ->
          message.wanted() == Intent.DELIVER ? MachineAction.ADVANCE : stop(message);
      case DELIVERED -> executedIfSure(message);
      case PARKED, UNDELIVERED, ENDED -> MachineAction.NONE;
    };
  }

  private static MachineAction stop(MessageRecord message) {
    if (message.delivery().isPresent()) {
      // It was executed: too late.
      return MachineAction.NONE;
    }
    if (message.broadcast() == Broadcast.NEVER && message.dispatch().isEmpty()) {
      return MachineAction.CONCLUDE_CANCELLED;
    }
    // A dispatch that is out decides by itself: included or finally impossible.
    return message.dispatch().isPresent()
        ? MachineAction.CONCLUDE_UNDELIVERED
        : MachineAction.CANCEL_UNLESS_OUT;
  }

  private static MachineAction executedIfSure(MessageRecord message) {
    return MachineState.of(message) == DELIVERED && isExecuted(message)
        ? MachineAction.CONCLUDE_EXECUTED
        : MachineAction.NONE;
  }

  /** Whether both legs are as sure as the envelope asks. */
  static boolean isExecuted(MessageRecord message) {
    Finality wanted = message.envelope().finality();
    return reached(message.dispatch(), wanted) && reached(message.delivery(), wanted);
  }

  private static boolean reached(Optional<Leg> leg, Finality wanted) {
    return leg.isPresent() && leg.get().finality().atLeast(wanted);
  }

  /** An outcome may be claimed only when the record bears it out. */
  private static void requireBorneOut(MessageRecord message, DeliveryOutcome outcome) {
    boolean borneOut =
        switch (outcome) {
          case DeliveryOutcome.Executed executed -> isExecuted(message);
          case DeliveryOutcome.Failed failed -> message.delivery().isEmpty();
          case DeliveryOutcome.Expired expired ->
              message.delivery().isEmpty() && message.notAfter().isPresent();
          case DeliveryOutcome.Cancelled cancelled ->
              message.delivery().isEmpty() && message.dispatch().isEmpty();
          case DeliveryOutcome.Undelivered undelivered ->
              message.delivery().isEmpty() && message.outcome().isEmpty();
          case DeliveryOutcome.Orphaned orphaned ->
              message.delivery().isPresent() && message.dispatch().isEmpty();
        };
    if (!borneOut) {
      throw new IllegalStateException(
          "Message "
              + message.id()
              + " in "
              + MachineState.of(message).label()
              + " does not bear out the outcome "
              + outcome);
    }
  }
}
