package dev.interlane.pipeline;

import static dev.interlane.pipeline.Fixtures.DESTINATION;
import static dev.interlane.pipeline.Fixtures.ORIGIN;
import static dev.interlane.pipeline.Fixtures.RELAYER;
import static dev.interlane.pipeline.Fixtures.START;
import static dev.interlane.pipeline.Fixtures.inclusion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.Evidence;
import dev.interlane.spi.MessageRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every record that the machine can make of a new message, and every event at each: the search goes
 * on until no record is new, so nothing is left out by its depth.
 */
class DeliveryMachineModelTest {
  /** No record is further from a new message than this many moves. */
  private static final int MAX_DEPTH = 12;

  private static final Inclusion DISPATCH = inclusion(ORIGIN, 5);
  private static final Inclusion DELIVERY = inclusion(DESTINATION, 9);
  private static final List<DeliveryEvent> EVENTS = events();

  /** What the search found: each record, with those that one move leads to. */
  private record Explored(Map<MessageRecord, Set<MessageRecord>> moves, int depth) {}

  @ParameterizedTest
  @EnumSource
  void acceptsExactlyTheLegalMoves(Finality asked) {
    Explored explored = explore(asked);

    for (MessageRecord message : explored.moves.keySet()) {
      for (DeliveryEvent event : EVENTS) {
        assertThat(accepts(message, event))
            .as("%s at %s", event, message)
            .isEqualTo(LegalMoves.allow(message, event));
      }
    }
    assertThat(explored.depth).isLessThanOrEqualTo(MAX_DEPTH);
  }

  @ParameterizedTest
  @EnumSource
  void reachesEveryStateAndOutcome(Finality asked) {
    Set<MachineState> states = EnumSet.noneOf(MachineState.class);
    Set<Class<?>> outcomes = new HashSet<>();
    for (MessageRecord message : explore(asked).moves.keySet()) {
      states.add(MachineState.of(message));
      message.outcome().ifPresent(outcome -> outcomes.add(outcome.getClass()));
    }

    assertThat(states).isEqualTo(EnumSet.allOf(MachineState.class));
    assertThat(outcomes).containsExactlyInAnyOrder(DeliveryOutcome.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @EnumSource
  void reachesAnEndFromEverywhere(Finality asked) {
    Explored explored = explore(asked);
    Map<MessageRecord, List<MessageRecord>> comesFrom = new LinkedHashMap<>();
    Set<MessageRecord> ends = new LinkedHashSet<>();
    explored.moves.forEach(
        (from, targets) -> {
          targets.forEach(
              to -> comesFrom.computeIfAbsent(to, unused -> new ArrayList<>()).add(from));
          if (LegalMoves.isEnded(from)) {
            assertThat(targets).as("an end is left: %s", from).isEmpty();
            ends.add(from);
          }
        });

    Set<MessageRecord> canEnd =
        closure(ends, message -> comesFrom.getOrDefault(message, List.of()));

    assertThat(explored.moves.keySet()).allMatch(canEnd::contains);
  }

  @ParameterizedTest
  @EnumSource
  void everyRecordBearsItselfOut(Finality asked) {
    for (MessageRecord message : explore(asked).moves.keySet()) {
      message
          .outcome()
          .filter(outcome -> !(outcome instanceof DeliveryOutcome.Undelivered))
          .ifPresent(
              outcome ->
                  assertThat(LegalMoves.isBorneOut(message, outcome)).as("%s", message).isTrue());
      if (message.evidence().isPresent()) {
        assertThat(message.dispatch()).as("a proof of nothing: %s", message).isPresent();
      }
      if (message.dispatch().isPresent() || message.delivery().isPresent()) {
        assertThat(message.parked().isPresent() && message.outcome().isPresent())
            .as("it is parked and has ended: %s", message)
            .isFalse();
      }
    }
  }

  @Test
  void isALargeSearch() {
    assertThat(explore(Finality.FINAL).moves.size()).isGreaterThan(300);
  }

  private static boolean accepts(MessageRecord message, DeliveryEvent event) {
    try {
      DeliveryMachine.apply(message, event);
      return true;
    } catch (IllegalStateException refused) {
      return false;
    }
  }

  private static Explored explore(Finality asked) {
    MessageRecord first =
        Fixtures.record("m", asked, Ordering.UNORDERED).notAfter(START.plusSeconds(60)).build();
    Map<MessageRecord, Set<MessageRecord>> moves = new LinkedHashMap<>();
    Set<MessageRecord> frontier = Set.of(first);
    int depth = 0;
    while (!frontier.isEmpty()) {
      Set<MessageRecord> next = new LinkedHashSet<>();
      for (MessageRecord message : frontier) {
        Set<MessageRecord> targets = new LinkedHashSet<>();
        for (DeliveryEvent event : EVENTS) {
          if (accepts(message, event)) {
            targets.add(DeliveryMachine.apply(message, event).message());
          }
        }
        moves.put(message, targets);
        next.addAll(targets);
      }
      next.removeAll(moves.keySet());
      frontier = next;
      depth++;
    }
    return new Explored(moves, depth - 1);
  }

  private interface Neighbours {
    Collection<MessageRecord> of(MessageRecord message);
  }

  private static Set<MessageRecord> closure(Set<MessageRecord> from, Neighbours neighbours) {
    Set<MessageRecord> found = new HashSet<>(from);
    ArrayDeque<MessageRecord> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      for (MessageRecord neighbour : neighbours.of(Objects.requireNonNull(open.poll()))) {
        if (found.add(neighbour)) {
          open.add(neighbour);
        }
      }
    }
    return found;
  }

  /** Every event, with every finality and every outcome. */
  private static List<DeliveryEvent> events() {
    Evidence evidence =
        new Evidence.Vouched("test/1", RELAYER, "nothing", "the operator", Bytes.EMPTY);
    List<DeliveryEvent> events =
        new ArrayList<>(
            List.of(
                new DeliveryEvent.Accepted(),
                new DeliveryEvent.DispatchSubmitted(DISPATCH.transaction(), 0),
                new DeliveryEvent.DispatchIncluded(DISPATCH, List.of()),
                new DeliveryEvent.DispatchReverted(DISPATCH, "reason"),
                new DeliveryEvent.DispatchReorged(DISPATCH.block()),
                new DeliveryEvent.ProofAccepted(evidence),
                new DeliveryEvent.ProofVoided("reason"),
                new DeliveryEvent.StepSubmitted("authorize", DELIVERY.transaction(), 0),
                new DeliveryEvent.StepReverted("authorize", DELIVERY, "reason"),
                new DeliveryEvent.DeliverySubmitted(DELIVERY.transaction(), 0),
                new DeliveryEvent.DeliveryReverted(DELIVERY, "reason"),
                new DeliveryEvent.DeliverySeen(DELIVERY, DeliveredBy.STRANGER, RELAYER),
                new DeliveryEvent.DeliveryReorged(DELIVERY.block()),
                new DeliveryEvent.AttemptFailed("deliver", "reason", 1, START),
                new DeliveryEvent.Parked("reason", "hint", Actor.OPERATOR),
                new DeliveryEvent.Resumed(),
                new DeliveryEvent.CancelRequested()));
    for (Finality finality : Finality.values()) {
      events.add(new DeliveryEvent.DispatchFinalityRose(finality));
      events.add(new DeliveryEvent.DeliveryFinalityRose(finality));
    }
    for (DeliveryOutcome outcome :
        List.of(
            new DeliveryOutcome.Executed(DELIVERY, "depth 1"),
            new DeliveryOutcome.Failed("reason"),
            new DeliveryOutcome.Expired(START, "reason"),
            new DeliveryOutcome.Cancelled("reason"),
            new DeliveryOutcome.Undelivered("reason"),
            new DeliveryOutcome.Orphaned(DELIVERY, "reason"))) {
      events.add(new DeliveryEvent.Concluded(outcome));
    }
    assertThat(events.stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(DeliveryEvent.class.getPermittedSubclasses());
    return events;
  }
}
