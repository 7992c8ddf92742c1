package dev.interlane.testkit.simulation;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.message.BodyKind;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.SimulatedNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the end of a run against the invariants: what the chains hold, and what was said. */
final class Verdict {
  /** The event of call recipients. */
  static final Bytes32 EXECUTED = topic("Executed(bytes32,uint32,bytes32,bytes4)");

  private static final Bytes32 PROCESS_ID = topic("ProcessId(bytes32)");
  private static final Bytes32 DISPATCH_ID = topic("DispatchId(bytes32)");
  private static final int HASH_TEXT_LENGTH = 66;

  private final SimulatedNetwork network;
  private final Journal journal;
  private final Map<MessageId, MessageRecord> messages;
  private final Witness witness;
  private final Findings findings;
  private final Map<MessageId, List<ChainLog>> executions = new LinkedHashMap<>();
  private final Map<Bytes32, MessageId> byProtocolId = new HashMap<>();

  Verdict(SimulatedNetwork network, Journal journal, Witness witness, Findings findings) {
    this.network = network;
    this.journal = journal;
    this.witness = witness;
    this.messages = witness.messages();
    this.findings = findings;
  }

  /** What is asked of a run. */
  enum Scope {
    /** Nothing bad happened. */
    SAFETY,
    /** And everything ended. */
    SAFETY_AND_LIVENESS
  }

  /** Checks what holds at every moment at which nothing is under way. */
  void give(Set<MessageId> acknowledged, Scope scope) {
    acknowledged.forEach(this::requireKept);
    messages.keySet().forEach(this::learnProtocolIds);
    for (HyperlaneChain chain : network.chains()) {
      requireProcessedOnce(chain);
      requireJournaled(chain);
      chain.chain().logs(EXECUTED).forEach(this::execution);
      chain.chain().logs(PROCESS_ID).forEach(this::processed);
    }
    executions.forEach(this::requireOnce);
    requireOrder();
    requireOneDispatch();
    messages.keySet().forEach(this::requireTruth);
    if (scope == Scope.SAFETY_AND_LIVENESS) {
      messages.keySet().forEach(id -> journal.message(id).ifPresent(this::requireEnd));
    }
  }

  private void requireKept(MessageId id) {
    if (journal.message(id).isEmpty()) {
      broken(Invariant.CONSERVED, id, "it was acknowledged and is not in the journal");
    }
  }

  private void requireProcessedOnce(HyperlaneChain chain) {
    Set<Bytes32> processed = new HashSet<>();
    for (ChainLog log : chain.chain().logs(PROCESS_ID)) {
      if (!processed.add(log.topics().get(1))) {
        findings.add(
            Invariant.PROCESSED_ONCE,
            Optional.empty(),
            "Hyperlane message " + log.topics().get(1) + " is processed twice on " + chain.id());
      }
    }
  }

  /** What our accounts sent, unless somebody else used their keys, was in the journal before. */
  private void requireJournaled(HyperlaneChain chain) {
    Set<EvmAddress> ours = network.accounts();
    for (long height = 1; height <= chain.chain().heads().seen().height(); height++) {
      BlockRef block = chain.chain().header(height).orElseThrow().block();
      for (TransactionReceipt receipt : chain.chain().receipts(block)) {
        Bytes32 hash = receipt.inclusion().transaction().hash();
        if (ours.contains(receipt.sender())
            && !chain.chain().isImpersonated(hash)
            && !witness.knows(hash)) {
          findings.add(
              Invariant.PERSISTED_FIRST,
              Optional.empty(),
              "transaction " + hash + " in block " + block + " is in no journal");
        }
      }
    }
  }

  private void execution(ChainLog log) {
    MessageId id = new MessageId(log.topics().get(1));
    if (!messages.containsKey(id)) {
      broken(
          Invariant.GENUINE,
          id,
          "a recipient on "
              + log.block().chain()
              + " executed a message nobody sent: more validators colluded than the threshold"
              + " forgives, or the recipient's security module lets anything through");
    }
    executions.computeIfAbsent(id, unused -> new ArrayList<>()).add(log);
  }

  /** Where the recipient checks ids; elsewhere only a protocol id is promised to happen once. */
  private void requireOnce(MessageId id, List<ChainLog> logs) {
    boolean checked = logs.stream().allMatch(log -> log.isEvent(EXECUTED));
    if (checked && logs.size() > 1) {
      broken(
          Invariant.EXECUTED_ONCE,
          id,
          "it is executed "
              + logs.size()
              + " times: in blocks "
              + logs.stream().map(log -> log.block().height()).toList());
    }
  }

  /** Executions of a lane, in the order of the chain, must have rising sequences. */
  private void requireOrder() {
    Map<Object, Long> last = new HashMap<>();
    executions.forEach(
        (id, logs) -> {
          MessageRecord message = messages.get(id);
          if (message == null || message.envelope().ordering() != Ordering.ORDERED) {
            return;
          }
          Long before = last.put(message.envelope().lane(), message.laneSequence());
          if (before != null && before >= message.laneSequence()) {
            broken(
                Invariant.ORDERED,
                id,
                "sequence " + message.laneSequence() + " is executed after " + before);
          }
        });
  }

  private void learnProtocolIds(MessageId id) {
    for (JournalEvent event : journal.events(id)) {
      if (event.entry().event() instanceof DeliveryEvent.DispatchIncluded included) {
        included.protocolIds().stream()
            .filter(protocol -> protocol.value().length() == HASH_TEXT_LENGTH)
            .forEach(protocol -> byProtocolId.put(Bytes32.fromHex(protocol.value()), id));
      }
    }
  }

  /** A recipient that checks no message ids says nothing of them, but its mailbox does. */
  private void processed(ChainLog log) {
    MessageId id = byProtocolId.get(log.topics().get(1));
    MessageRecord message = id == null ? null : messages.get(id);
    if (message != null && message.envelope().kind() != BodyKind.CALL_RECIPIENT) {
      executions.computeIfAbsent(id, unused -> new ArrayList<>()).add(log);
    }
  }

  private void requireOneDispatch() {
    Map<MessageId, Integer> dispatches = new HashMap<>();
    for (HyperlaneChain chain : network.chains()) {
      for (ChainLog log : chain.chain().logs(DISPATCH_ID)) {
        MessageId id = byProtocolId.get(log.topics().get(1));
        if (id != null && dispatches.merge(id, 1, Integer::sum) == 2) {
          broken(Invariant.DISPATCHED_ONCE, id, "it is dispatched twice on " + chain.id());
        }
      }
    }
  }

  private void requireTruth(MessageId id) {
    MessageRecord message = journal.message(id).orElse(null);
    if (message == null) {
      return;
    }
    requireTold(message);
    boolean executed = executions.containsKey(id);
    if (message.outcome().isEmpty()) {
      requireExplained(message);
      return;
    }
    switch (message.outcome().get()) {
      case DeliveryOutcome.Executed claimed -> {
        if (!executed && message.envelope().finality() == Finality.FINAL) {
          broken(Invariant.UNCONTRADICTED, id, "it is called executed and no recipient did");
        }
      }
      case DeliveryOutcome.Expired expired -> requireNever(id, executed, "expired");
      case DeliveryOutcome.Cancelled cancelled -> requireNever(id, executed, "cancelled");
      case DeliveryOutcome.Failed failed -> requireNever(id, executed, "failed");
      case DeliveryOutcome.Undelivered undelivered -> {
        if (undelivered.reason().isBlank()) {
          broken(Invariant.EXPLAINED, id, "it is undelivered without a reason");
        }
      }
      case DeliveryOutcome.Orphaned orphaned -> {
        if (!executed && message.envelope().finality() == Finality.FINAL) {
          broken(Invariant.UNCONTRADICTED, id, "it is called orphaned and no recipient ran it");
        }
      }
    }
  }

  private void requireNever(MessageId id, boolean executed, String called) {
    if (executed) {
      broken(Invariant.UNCONTRADICTED, id, "it is called " + called + " and was executed");
    }
  }

  private void requireExplained(MessageRecord message) {
    if (message.status() instanceof DeliveryStatus.Parked parked
        && (parked.reason().isBlank() || parked.hint().isBlank())) {
      broken(Invariant.EXPLAINED, message.id(), "it is parked without a reason or a hint");
    }
  }

  private void requireEnd(MessageRecord message) {
    // Executed by others from a dispatch that was reorganised away: nothing is left to be done, and
    // its reason says so.
    boolean doneByOthers = executions.containsKey(message.id()) && message.delivery().isEmpty();
    if (message.isOpen() && !doneByOthers) {
      broken(
          Invariant.LIVE,
          message.id(),
          "it has not ended: "
              + message.envelope().ordering()
              + " place "
              + message.laneSequence()
              + " is "
              + message
                  .outcome()
                  .map(Object::toString)
                  .orElseGet(
                      () ->
                          message.status() instanceof DeliveryStatus.Parked parked
                              ? parked.toString()
                              : message.status().getClass().getSimpleName()));
    }
  }

  /** The legs of the record must follow from the timeline. */
  private void requireTold(MessageRecord message) {
    boolean accepted = false;
    boolean dispatched = false;
    boolean delivered = false;
    boolean concluded = false;
    for (JournalEvent event : journal.events(message.id())) {
      switch (event.entry().event()) {
        case DeliveryEvent.Accepted unused -> accepted = true;
        case DeliveryEvent.DispatchIncluded unused -> dispatched = true;
        case DeliveryEvent.DispatchReorged unused -> dispatched = false;
        case DeliveryEvent.DeliverySeen unused -> delivered = true;
        case DeliveryEvent.DeliveryReorged unused -> delivered = false;
        case DeliveryEvent.Concluded unused -> concluded = true;
        default -> {
          // Changes no leg.
        }
      }
    }
    tell(message, "acceptance", accepted, true);
    tell(message, "dispatch", dispatched, message.dispatch().isPresent());
    tell(message, "delivery", delivered, message.delivery().isPresent());
    if (message.outcome().isPresent()) {
      tell(message, "end", concluded, true);
    }
  }

  private void tell(MessageRecord message, String what, boolean told, boolean is) {
    if (told != is) {
      broken(
          Invariant.TOLD,
          message.id(),
          "its record "
              + (is ? "has" : "lacks")
              + " the "
              + what
              + " that its timeline "
              + (told ? "tells of" : "does not tell of"));
    }
  }

  private void broken(Invariant invariant, MessageId id, String detail) {
    findings.add(invariant, Optional.of(id), detail);
  }

  private static Bytes32 topic(String signature) {
    return Keccak256.hash(Bytes.fromUtf8(signature));
  }
}
