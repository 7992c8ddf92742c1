package dev.interlane.client;

import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import java.util.Optional;

/**
 * Where a message stands, in one word: its status while it is under way, its outcome once it has
 * one. For lists and filters; the details are in {@link DeliveryStatus} and {@link
 * DeliveryOutcome}.
 */
public enum MessageStanding {
  /** Journaled, nothing in a block yet. */
  ACCEPTED,
  /** In a block of the origin. */
  DISPATCHED,
  /** The proof passed our own check. */
  PROVEN,
  /** In a block of the destination, not final yet. */
  DELIVERED,
  /** A person is needed. */
  PARKED,
  /** Executed for good. */
  EXECUTED,
  /** The destination recorded a final failure. */
  FAILED,
  /** Its time was over. */
  EXPIRED,
  /** Taken back. */
  CANCELLED,
  /** We stopped trying; it is still watched. */
  UNDELIVERED,
  /** Executed, and its dispatch is gone. */
  ORPHANED;

  /** Where a message with this status and outcome stands. */
  public static MessageStanding of(DeliveryStatus status, Optional<DeliveryOutcome> outcome) {
    return outcome.map(MessageStanding::of).orElseGet(() -> of(status));
  }

  private static MessageStanding of(DeliveryOutcome outcome) {
    return switch (outcome) {
      case DeliveryOutcome.Executed executed -> EXECUTED;
      case DeliveryOutcome.Failed failed -> FAILED;
      case DeliveryOutcome.Expired expired -> EXPIRED;
      case DeliveryOutcome.Cancelled cancelled -> CANCELLED;
      case DeliveryOutcome.Undelivered undelivered -> UNDELIVERED;
      case DeliveryOutcome.Orphaned orphaned -> ORPHANED;
    };
  }

  private static MessageStanding of(DeliveryStatus status) {
    return switch (status) {
      case DeliveryStatus.Accepted accepted -> ACCEPTED;
      case DeliveryStatus.Dispatched dispatched -> DISPATCHED;
      case DeliveryStatus.Proven proven -> PROVEN;
      case DeliveryStatus.Delivered delivered -> DELIVERED;
      case DeliveryStatus.Parked parked -> PARKED;
    };
  }

  /** Whether it is still worked on or watched. */
  public boolean isOpen() {
    return compareTo(PARKED) <= 0 || this == UNDELIVERED;
  }
}
