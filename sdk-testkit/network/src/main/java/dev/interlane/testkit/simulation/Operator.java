package dev.interlane.testkit.simulation;

import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.error.ClientClosedException;
import dev.interlane.error.IllegalInStateException;
import dev.interlane.message.Lane;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.spi.MessageRecord;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.SimulatedNetwork;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The person whom parked messages wait for: does what their hints ask, lane by lane in order, one
 * message of a lane at a time.
 */
final class Operator {
  private final SimulatedNetwork network;
  private final MessagingClient client;

  Operator(SimulatedNetwork network, MessagingClient client) {
    this.network = network;
    this.client = client;
  }

  /** Looks at everything once; of each ordered lane only at the first message yet to be run. */
  void act(Witness witness) {
    Set<Lane> lanes = new HashSet<>();
    Set<MessageId> executed = executed();
    for (MessageRecord message : List.copyOf(witness.messages().values())) {
      if (!message.isOpen()) {
        continue;
      }
      boolean holdsItsLane =
          message.envelope().ordering() == Ordering.ORDERED && !executed.contains(message.id());
      if (!holdsItsLane || lanes.add(message.envelope().lane())) {
        client.find(message.id()).ifPresent(handle -> act(message, handle, executed, holdsItsLane));
      }
    }
  }

  /** What recipients ran, whoever brought it: he looks at the chains as well. */
  private Set<MessageId> executed() {
    Set<MessageId> executed = new HashSet<>();
    for (HyperlaneChain chain : network.chains()) {
      chain
          .chain()
          .logs(Verdict.EXECUTED)
          .forEach(log -> executed.add(new MessageId(log.topics().get(1))));
    }
    return executed;
  }

  private void act(
      MessageRecord message, MessageHandle handle, Set<MessageId> executed, boolean holdsItsLane) {
    if (!waits(handle.receipt())) {
      return;
    }
    if (executed.contains(message.id())) {
      giveUp(handle);
      return;
    }
    if (holdsItsLane) {
      // Everything before it is over, so no position is given up that may still be used.
      network.skipLane(message.envelope().lane(), message.laneSequence());
    }
    try {
      handle.resume();
    } catch (ClientClosedException crashed) {
      // The process is down; its next instance is asked in the next round.
    }
  }

  /** The recipient has run it from a dispatch that is gone: there is nothing left to deliver. */
  private static void giveUp(MessageHandle handle) {
    if (handle.receipt().outcomeIfKnown().isPresent()) {
      return;
    }
    try {
      handle.cancel();
    } catch (IllegalInStateException delivered) {
      // The client has seen the execution by now.
    } catch (ClientClosedException crashed) {
      // The process is down; its next instance is asked in the next round.
    }
  }

  private static boolean waits(DeliveryReceipt receipt) {
    return receipt
        .outcomeIfKnown()
        .map(outcome -> outcome instanceof DeliveryOutcome.Undelivered)
        .orElseGet(() -> receipt.status() instanceof DeliveryStatus.Parked);
  }
}
