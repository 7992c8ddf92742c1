package dev.interlane.pipeline;

import static dev.interlane.pipeline.Fixtures.DESTINATION;
import static dev.interlane.pipeline.Fixtures.ORIGIN;
import static dev.interlane.pipeline.Fixtures.RELAYER;
import static dev.interlane.pipeline.Fixtures.START;
import static dev.interlane.pipeline.Fixtures.block;
import static dev.interlane.pipeline.Fixtures.inclusion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.interlane.chain.Finality;
import dev.interlane.chain.TransactionRef;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.MessageRecord.Broadcast;
import dev.interlane.spi.MessageRecord.Executor;
import dev.interlane.spi.MessageRecord.Intent;
import dev.interlane.spi.MessageRecord.Leg;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryMachineTest {
  private static final Evidence EVIDENCE =
      new Evidence.Vouched("test/1", RELAYER, "nothing", "the operator", Bytes.EMPTY);
  private static final Leg DISPATCH = new Leg(inclusion(ORIGIN, 5), Finality.SEEN);
  private static final Leg DELIVERY = new Leg(inclusion(DESTINATION, 9), Finality.SEEN);

  @Test
  void everyEventHasARow() {
    assertThat(DeliveryMachine.TABLE.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Set.of(DeliveryEvent.class.getPermittedSubclasses()).stream()
                .<Class<? extends DeliveryEvent>>map(event -> event.asSubclass(DeliveryEvent.class))
                .toList());
  }

  @Test
  void movesExactlyAsTheTableSays() {
    for (MachineState state : MachineState.values()) {
      for (DeliveryEvent event : events().values()) {
        DeliveryMachine.Row row = row(event);
        if (!row.from().contains(state)) {
          assertThatIllegalStateException()
              .as("%s in %s", event, state)
              .isThrownBy(() -> DeliveryMachine.apply(record(state), event))
              .withMessageContaining(event.getClass().getSimpleName())
              .withMessageContaining(state.label());
          continue;
        }
        MessageRecord before = fit(record(state), event);
        MachineState after = MachineState.of(DeliveryMachine.apply(before, event).message());
        if (row.to().isEmpty()) {
          assertThat(after).as("%s in %s", event, state).isEqualTo(state);
        } else {
          assertThat(row.to()).as("%s in %s", event, state).contains(after);
        }
      }
    }
  }

  @Test
  void claimsExecutedOnlyWithBothLegsAsSureAsAsked() {
    for (Finality wanted : Finality.values()) {
      for (Finality dispatch : Finality.values()) {
        for (Finality delivery : Finality.values()) {
          MessageRecord message =
              Fixtures.record("x", wanted, dev.interlane.message.Ordering.UNORDERED)
                  .dispatch(new Leg(DISPATCH.inclusion(), dispatch))
                  .delivery(new Leg(DELIVERY.inclusion(), delivery))
                  .executor(new Executor(DeliveredBy.SELF, RELAYER))
                  .build();
          boolean sure = dispatch.atLeast(wanted) && delivery.atLeast(wanted);

          MachineAction action =
              DeliveryMachine.apply(message, new DeliveryEvent.DeliveryFinalityRose(delivery))
                  .action();

          assertThat(action == MachineAction.CONCLUDE_EXECUTED).isEqualTo(sure);
          if (!sure) {
            assertRefused(message, new DeliveryOutcome.Executed(DELIVERY.inclusion(), "depth 1"));
          }
        }
      }
    }
  }

  @Test
  void refusesOutcomesTheRecordDoesNotBearOut() {
    MessageRecord delivered = record(MachineState.DELIVERED);
    MessageRecord dispatched = record(MachineState.DISPATCHED);

    assertRefused(delivered, new DeliveryOutcome.Undelivered("no"));
    assertRefused(delivered, new DeliveryOutcome.Expired(START, "no"));
    assertRefused(delivered, new DeliveryOutcome.Cancelled("no"));
    assertRefused(delivered, new DeliveryOutcome.Failed("no"));
    assertRefused(delivered, new DeliveryOutcome.Orphaned(DELIVERY.inclusion(), "no"));
    assertRefused(dispatched, new DeliveryOutcome.Cancelled("no"));
    assertRefused(dispatched, new DeliveryOutcome.Orphaned(DELIVERY.inclusion(), "no"));
    assertRefused(dispatched, new DeliveryOutcome.Expired(START, "it never expires"));
  }

  @Test
  void aLostDispatchVoidsTheProof() {
    MessageRecord proven = record(MachineState.PROVEN);

    MessageRecord after =
        DeliveryMachine.apply(proven, new DeliveryEvent.DispatchReorged(block(ORIGIN, 5)))
            .message();

    assertThat(after.evidence()).isEmpty();
    assertThat(after.memo().isEmpty()).isTrue();
    assertThat(after.stepIndex()).isZero();
    assertThat(after.status()).isInstanceOf(DeliveryStatus.Accepted.class);
  }

  @Test
  void aStrangersDeliveryEndsParkingAndGivingUp() {
    for (MachineState state : List.of(MachineState.PARKED, MachineState.UNDELIVERED)) {
      MessageRecord after =
          DeliveryMachine.apply(
                  record(state),
                  new DeliveryEvent.DeliverySeen(
                      DELIVERY.inclusion(), DeliveredBy.STRANGER, RELAYER))
              .message();

      assertThat(MachineState.of(after)).isEqualTo(MachineState.DELIVERED);
      assertThat(after.outcome()).isEmpty();
      assertThat(after.parked()).isEmpty();
    }
  }

  @Test
  void cancelEndsOnlyWhatNeverLeft() {
    MessageRecord fresh = record(MachineState.ACCEPTED);
    MessageRecord sent = MessageRecord.builder().from(fresh).broadcast(Broadcast.POSSIBLE).build();
    MessageRecord dispatched = record(MachineState.DISPATCHED);

    assertThat(DeliveryMachine.apply(fresh, new DeliveryEvent.CancelRequested()).action())
        .isEqualTo(MachineAction.CONCLUDE_CANCELLED);
    assertThat(DeliveryMachine.apply(sent, new DeliveryEvent.CancelRequested()).action())
        .isEqualTo(MachineAction.CANCEL_UNLESS_OUT);
    assertThat(DeliveryMachine.apply(dispatched, new DeliveryEvent.CancelRequested()).action())
        .isEqualTo(MachineAction.CONCLUDE_UNDELIVERED);
  }

  @Test
  void cancelComesTooLateForWhatWasExecuted() {
    MessageRecord parked =
        MessageRecord.builder()
            .from(record(MachineState.DELIVERED))
            .parked(
                new dev.interlane.receipt.DeliveryStatus.Parked(
                    "reason", "hint", dev.interlane.receipt.Actor.OPERATOR))
            .build();

    assertThat(DeliveryMachine.apply(parked, new DeliveryEvent.CancelRequested()).action())
        .isEqualTo(MachineAction.NONE);
  }

  @Test
  void aCancelledDispatchThatIsIncludedIsNotDelivered() {
    MessageRecord cancelled =
        MessageRecord.builder()
            .from(record(MachineState.ACCEPTED))
            .broadcast(Broadcast.POSSIBLE)
            .wanted(Intent.CANCEL)
            .build();

    assertThat(
            DeliveryMachine.apply(
                    cancelled, new DeliveryEvent.DispatchIncluded(DISPATCH.inclusion(), List.of()))
                .action())
        .isEqualTo(MachineAction.CONCLUDE_UNDELIVERED);
  }

  private static void assertRefused(MessageRecord message, DeliveryOutcome outcome) {
    assertThatIllegalStateException()
        .isThrownBy(() -> DeliveryMachine.apply(message, new DeliveryEvent.Concluded(outcome)))
        .withMessageContaining("does not bear out");
  }

  private static DeliveryMachine.Row row(DeliveryEvent event) {
    return Optional.ofNullable(DeliveryMachine.TABLE.get(event.getClass())).orElseThrow();
  }

  /** What else the event needs to be legal. */
  private static MessageRecord fit(MessageRecord message, DeliveryEvent event) {
    MessageRecord.Builder fitting = MessageRecord.builder().from(message);
    if (event instanceof DeliveryEvent.Concluded && message.delivery().isPresent()) {
      return fitting
          .dispatch(new Leg(DISPATCH.inclusion(), Finality.FINAL))
          .delivery(new Leg(DELIVERY.inclusion(), Finality.FINAL))
          .build();
    }
    return switch (event) {
      case DeliveryEvent.Concluded concluded -> fitting.outcome(Optional.empty()).build();
      case DeliveryEvent.DispatchIncluded included -> fitting.dispatch(Optional.empty()).build();
      case DeliveryEvent.DeliveryFinalityRose rose -> delivered(fitting);
      case DeliveryEvent.DeliveryReorged reorged -> delivered(fitting);
      default -> message;
    };
  }

  private static MessageRecord delivered(MessageRecord.Builder message) {
    return message.delivery(DELIVERY).executor(new Executor(DeliveredBy.SELF, RELAYER)).build();
  }

  private static MessageRecord record(MachineState state) {
    return Objects.requireNonNull(records().get(state), "a record of every state");
  }

  private static Map<MachineState, MessageRecord> records() {
    Map<MachineState, MessageRecord> records = new LinkedHashMap<>();
    MessageRecord accepted = Fixtures.record("m").build();
    MessageRecord dispatched = MessageRecord.builder().from(accepted).dispatch(DISPATCH).build();
    MessageRecord proven = MessageRecord.builder().from(dispatched).evidence(EVIDENCE).build();
    MessageRecord delivered =
        MessageRecord.builder()
            .from(proven)
            .delivery(DELIVERY)
            .executor(new Executor(DeliveredBy.SELF, RELAYER))
            .build();
    records.put(MachineState.ACCEPTED, accepted);
    records.put(MachineState.DISPATCHED, dispatched);
    records.put(MachineState.PROVEN, proven);
    records.put(MachineState.DELIVERED, delivered);
    records.put(
        MachineState.PARKED,
        MessageRecord.builder()
            .from(proven)
            .parked(new DeliveryStatus.Parked("reason", "hint", Actor.OPERATOR))
            .build());
    records.put(
        MachineState.UNDELIVERED,
        MessageRecord.builder().from(proven).outcome(new DeliveryOutcome.Undelivered("x")).build());
    records.put(
        MachineState.ENDED,
        MessageRecord.builder()
            .from(delivered)
            .outcome(new DeliveryOutcome.Executed(DELIVERY.inclusion(), "depth 1"))
            .build());
    assertThat(records.keySet()).isEqualTo(EnumSet.allOf(MachineState.class));
    return records;
  }

  private static Map<String, DeliveryEvent> events() {
    TransactionRef transaction = DISPATCH.inclusion().transaction();
    Map<String, DeliveryEvent> events = new LinkedHashMap<>();
    for (DeliveryEvent event :
        List.of(
            new DeliveryEvent.Accepted(),
            new DeliveryEvent.DispatchSubmitted(transaction, 0),
            new DeliveryEvent.DispatchIncluded(DISPATCH.inclusion(), List.of()),
            new DeliveryEvent.DispatchReverted(DISPATCH.inclusion(), "reason"),
            new DeliveryEvent.DispatchFinalityRose(Finality.SAFE),
            new DeliveryEvent.DispatchReorged(DISPATCH.inclusion().block()),
            new DeliveryEvent.ProofAccepted(EVIDENCE),
            new DeliveryEvent.ProofVoided("reason"),
            new DeliveryEvent.StepSubmitted("authorize", DELIVERY.inclusion().transaction(), 0),
            new DeliveryEvent.StepReverted("authorize", DELIVERY.inclusion(), "reason"),
            new DeliveryEvent.DeliverySubmitted(DELIVERY.inclusion().transaction(), 0),
            new DeliveryEvent.DeliveryReverted(DELIVERY.inclusion(), "reason"),
            new DeliveryEvent.DeliverySeen(DELIVERY.inclusion(), DeliveredBy.SELF, RELAYER),
            new DeliveryEvent.DeliveryFinalityRose(Finality.SAFE),
            new DeliveryEvent.DeliveryReorged(DELIVERY.inclusion().block()),
            new DeliveryEvent.AttemptFailed("deliver", "reason", 1, START),
            new DeliveryEvent.Parked("reason", "hint", Actor.OPERATOR),
            new DeliveryEvent.Resumed(),
            new DeliveryEvent.CancelRequested())) {
      events.put(event.getClass().getSimpleName(), event);
    }
    return events;
  }
}
