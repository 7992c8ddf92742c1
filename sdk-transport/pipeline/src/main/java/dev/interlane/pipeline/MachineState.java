package dev.interlane.pipeline;

import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.spi.MessageRecord;

/** The rows of the delivery machine: a message's status, or how it ended. */
enum MachineState {
  ACCEPTED("Accepted"),
  DISPATCHED("Dispatched"),
  PROVEN("Proven"),
  DELIVERED("Delivered"),
  PARKED("Parked"),
  UNDELIVERED("Undelivered"),
  ENDED("Ended");

  private final String label;

  MachineState(String label) {
    this.label = label;
  }

  /** Derived from the record, never stored: what is stored twice can disagree. */
  static MachineState of(MessageRecord message) {
    if (message.outcome().isPresent()) {
      return message.outcome().get() instanceof DeliveryOutcome.Undelivered ? UNDELIVERED : ENDED;
    }
    return switch (message.status()) {
      case DeliveryStatus.Accepted accepted -> ACCEPTED;
      case DeliveryStatus.Dispatched dispatched -> DISPATCHED;
      case DeliveryStatus.Proven proven -> PROVEN;
      case DeliveryStatus.Delivered delivered -> DELIVERED;
      case DeliveryStatus.Parked parked -> PARKED;
    };
  }

  /** As documents write it. */
  String label() {
    return label;
  }
}
