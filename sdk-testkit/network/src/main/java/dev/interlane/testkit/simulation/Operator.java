package dev.interlane.testkit.simulation;

import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.error.ClientClosedException;
import dev.interlane.message.Lane;
import dev.interlane.message.Ordering;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.spi.MessageRecord;
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

  /** Looks at everything once. */
  void act(Witness witness) {
    Set<Lane> stuck = new HashSet<>();
    for (MessageRecord message : List.copyOf(witness.messages().values())) {
      client.find(message.id()).ifPresent(handle -> act(message, handle, stuck));
    }
  }

  private void act(MessageRecord message, MessageHandle handle, Set<Lane> stuck) {
    if (!waits(handle.receipt())) {
      return;
    }
    if (message.envelope().ordering() == Ordering.ORDERED) {
      Lane lane = message.envelope().lane();
      if (!stuck.add(lane)) {
        return;
      }
      network.skipLane(lane, message.laneSequence());
    }
    try {
      handle.resume();
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
