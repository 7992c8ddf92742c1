package dev.interlane.pipeline;

import dev.interlane.chain.Finality;
import dev.interlane.message.BodyKind;
import dev.interlane.message.Lane;
import dev.interlane.message.Ordering;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.spi.MessageRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps order in ordered lanes: a message is delivered only when the one before it is executed at
 * SAFE, or seen where the recipient itself refuses a wrong order. The loop's own.
 */
final class Lanes {
  private final Map<Lane, NavigableMap<Long, Tracked>> lanes = new HashMap<>();

  /** Whether a message may be delivered now. */
  sealed interface Gate {
    /** It may. */
    record Open() implements Gate {}

    /** The one before it is still on its way. */
    record Waiting() implements Gate {}

    /** The one before it needs a person, or never executes. */
    record Blocked(String reason, String hint) implements Gate {}
  }

  void add(Tracked message) {
    if (isOrdered(message)) {
      lanes
          .computeIfAbsent(message.record.envelope().lane(), lane -> new TreeMap<>())
          .put(message.record.laneSequence(), message);
    }
  }

  /** The message never was. */
  void withdraw(Tracked message) {
    NavigableMap<Long, Tracked> lane = lane(message);
    if (lane != null) {
      lane.remove(message.record.laneSequence(), message);
      removeIfEmpty(message, lane);
    }
  }

  /**
   * The message is over. One that was executed leaves the lane; one that never will be stays as its
   * head while others are behind it and the recipient waits for its number.
   */
  void ended(Tracked message) {
    NavigableMap<Long, Tracked> lane = lane(message);
    if (lane == null) {
      return;
    }
    boolean executed = message.record.outcome().orElseThrow() instanceof DeliveryOutcome.Executed;
    if (executed) {
      // Whatever is over before it does not hold the lane any longer.
      lane.headMap(message.record.laneSequence())
          .values()
          .removeIf(before -> !before.record.isOpen());
    }
    if (executed
        || !recipientEnforcesOrder(message.record)
        || lane.lastEntry().getValue() == message) {
      lane.remove(message.record.laneSequence(), message);
      removeIfEmpty(message, lane);
    }
  }

  private void removeIfEmpty(Tracked message, NavigableMap<Long, Tracked> lane) {
    if (lane.isEmpty()) {
      lanes.remove(message.record.envelope().lane());
    }
  }

  /** Whether the message may be delivered now. */
  Gate gate(Tracked message) {
    NavigableMap<Long, Tracked> lane = lane(message);
    if (lane == null || message.aheadOfLane) {
      return new Gate.Open();
    }
    Map.Entry<Long, Tracked> before = lane.lowerEntry(message.record.laneSequence());
    if (before == null || isPassed(before.getValue().record)) {
      return new Gate.Open();
    }
    return blocked(before.getValue().record)
        .<Gate>map(why -> new Gate.Blocked(why, hint(before.getValue().record)))
        .orElseGet(Gate.Waiting::new);
  }

  /** The message after this one in its lane. */
  Optional<Tracked> after(Tracked message) {
    NavigableMap<Long, Tracked> lane = lane(message);
    return lane == null
        ? Optional.empty()
        : Optional.ofNullable(lane.higherEntry(message.record.laneSequence()))
            .map(Map.Entry::getValue);
  }

  private static boolean isPassed(MessageRecord before) {
    Finality enough = recipientEnforcesOrder(before) ? Finality.SEEN : Finality.SAFE;
    return before.delivery().isPresent() && before.delivery().get().finality().atLeast(enough);
  }

  private static Optional<String> blocked(MessageRecord before) {
    String name = "message " + before.id() + " before it in its lane ";
    if (before.outcome().isPresent()) {
      return Optional.of(name + "ended as " + before.outcome().get());
    }
    return before.parked().map(parked -> name + "is parked: " + parked.reason());
  }

  private static String hint(MessageRecord before) {
    return before.isOpen()
        ? "resume or replace that message; this one then goes on by itself"
        : "its number "
            + before.laneSequence()
            + " is never used: have the recipient's owner skip it, then resume this message";
  }

  private static boolean recipientEnforcesOrder(MessageRecord message) {
    return message.envelope().kind() == BodyKind.CALL_RECIPIENT;
  }

  private @Nullable NavigableMap<Long, Tracked> lane(Tracked message) {
    return isOrdered(message) ? lanes.get(message.record.envelope().lane()) : null;
  }

  private static boolean isOrdered(Tracked message) {
    return message.record.envelope().ordering() == Ordering.ORDERED
        && message.record.source() == MessageRecord.Source.OURS;
  }
}
