package dev.interlane.testkit.simulation;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Submission;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.journal.ForwardingJournal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sees every commit that was kept, at its moment, and holds it against what the chains really are.
 */
final class Witness extends ForwardingJournal {
  private final SimulatedNetwork network;
  private final Findings findings;
  private final Map<Slot, String> intents = new HashMap<>();
  private final Set<Bytes32> journaled = new HashSet<>();
  private final Map<MessageId, MessageRecord> newest = new LinkedHashMap<>();
  private final TreeSet<String> states = new TreeSet<>();

  private record Slot(AccountId account, long accountNonce) {}

  Witness(Journal journal, SimulatedNetwork network, Findings findings) {
    super(journal);
    this.network = network;
    this.findings = findings;
  }

  @Override
  public void commit(Lease lease, JournalBatch batch) {
    super.commit(lease, batch);
    batch.submissions().forEach(this::see);
    for (MessageRecord message : batch.messages()) {
      newest.put(message.id(), message);
      states.add(State.of(message));
    }
    batch.events().forEach(this::see);
  }

  /** The newest record of every message that was ever kept, in the order they came. */
  Map<MessageId, MessageRecord> messages() {
    return newest;
  }

  /** The states that messages were in. */
  Set<String> states() {
    return states;
  }

  /** Whether a transaction with this hash was journaled. */
  boolean knows(Bytes32 transactionHash) {
    return journaled.contains(transactionHash);
  }

  private void see(Submission submission) {
    String intent = submission.intent().key();
    String before = intents.put(new Slot(submission.account(), submission.accountNonce()), intent);
    if (before != null && !before.equals(intent)) {
      findings.add(
          Invariant.ONE_INTENT,
          Optional.empty(),
          "account nonce "
              + submission.accountNonce()
              + " of "
              + submission.account()
              + " is signed for '"
              + before
              + "' and for '"
              + intent
              + "'");
    }
    submission.attempts().forEach(attempt -> journaled.add(attempt.hash()));
  }

  private void see(JournalEvent event) {
    MessageRecord message = newest.get(event.message());
    if (message == null) {
      return;
    }
    switch (event.entry().event()) {
      case DeliveryEvent.DispatchFinalityRose rose ->
          requireReached(message, message.dispatch(), rose.finality(), "dispatch");
      case DeliveryEvent.DeliveryFinalityRose rose ->
          requireReached(message, message.delivery(), rose.finality(), "delivery");
      case DeliveryEvent.DeliverySubmitted submitted -> requirePatience(message);
      case DeliveryEvent.Concluded concluded -> requireCause(message, concluded.outcome());
      default -> {
        // Says nothing about finality or an end.
      }
    }
  }

  /** Heights of heads never sink, so a block that was this final once still has the height. */
  private void requireReached(
      MessageRecord message, Optional<MessageRecord.Leg> leg, Finality claimed, String what) {
    if (leg.isEmpty()) {
      return;
    }
    HyperlaneChain chain = chain(leg.get());
    long height = leg.get().inclusion().block().height();
    long reached = chain.chain().heads().at(claimed).height();
    if (height > reached) {
      findings.add(
          Invariant.TRUE_FINALITY,
          Optional.of(message.id()),
          "the "
              + what
              + " at height "
              + height
              + " is called "
              + claimed
              + ", but "
              + chain.id()
              + " is "
              + claimed
              + " up to "
              + reached);
    }
  }

  private void requirePatience(MessageRecord message) {
    if (message.dispatch().isEmpty()) {
      return;
    }
    HyperlaneChain origin = chain(message.dispatch().get());
    long height = message.dispatch().get().inclusion().block().height();
    Finality asked = message.envelope().finality();
    long reached = origin.chain().heads().at(asked).height();
    if (height > reached) {
      findings.add(
          Invariant.PATIENT,
          Optional.of(message.id()),
          "a delivery is signed while its dispatch at height "
              + height
              + " is above the "
              + asked
              + " block "
              + reached);
    }
  }

  private void requireCause(MessageRecord message, DeliveryOutcome outcome) {
    if (!(outcome instanceof DeliveryOutcome.Executed)) {
      return;
    }
    Finality asked = message.envelope().finality();
    if (message.dispatch().isEmpty() || message.delivery().isEmpty()) {
      findings.add(
          Invariant.CAUSE_FIRST,
          Optional.of(message.id()),
          "it is called executed without both of its transactions");
      return;
    }
    requireReached(message, message.dispatch(), asked, "dispatch");
    requireReached(message, message.delivery(), asked, "delivery");
  }

  private HyperlaneChain chain(MessageRecord.Leg leg) {
    return network.chains().stream()
        .filter(chain -> chain.id().equals(leg.inclusion().block().chain()))
        .findFirst()
        .orElseThrow();
  }

  /** The states a message can be in, for coverage. */
  enum State {
    ACCEPTED,
    DISPATCHED_SEEN,
    DISPATCHED_SAFE,
    DISPATCHED_FINAL,
    PROVEN,
    DELIVERED_SEEN,
    DELIVERED_SAFE,
    DELIVERED_FINAL,
    PARKED,
    EXECUTED,
    EXPIRED,
    CANCELLED,
    UNDELIVERED,
    ORPHANED,
    FAILED;

    static String of(MessageRecord message) {
      return message.outcome().map(State::of).orElseGet(() -> of(message.status())).name();
    }

    private static State of(DeliveryOutcome outcome) {
      return switch (outcome) {
        case DeliveryOutcome.Executed executed -> EXECUTED;
        case DeliveryOutcome.Failed failed -> FAILED;
        case DeliveryOutcome.Expired expired -> EXPIRED;
        case DeliveryOutcome.Cancelled cancelled -> CANCELLED;
        case DeliveryOutcome.Undelivered undelivered -> UNDELIVERED;
        case DeliveryOutcome.Orphaned orphaned -> ORPHANED;
      };
    }

    private static State of(DeliveryStatus status) {
      return switch (status) {
        case DeliveryStatus.Accepted accepted -> ACCEPTED;
        case DeliveryStatus.Dispatched dispatched -> valueOf("DISPATCHED_" + dispatched.finality());
        case DeliveryStatus.Proven proven -> PROVEN;
        case DeliveryStatus.Delivered delivered -> valueOf("DELIVERED_" + delivered.finality());
        case DeliveryStatus.Parked parked -> PARKED;
      };
    }
  }
}
