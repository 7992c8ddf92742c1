package dev.interlane.samples.quickstart;

import dev.interlane.pipeline.RetryPolicy;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import java.time.Duration;
import java.util.Locale;

/** What shall go wrong on the way, and how the story then has to end. */
enum Fault {
  NONE(4) {
    @Override
    boolean isToldBy(DeliveryReceipt receipt) {
      return receipt.outcome() instanceof DeliveryOutcome.Executed;
    }
  },
  /** The recipient reverts every time. */
  REVERT(4) {
    @Override
    boolean isToldBy(DeliveryReceipt receipt) {
      return receipt.outcome() instanceof DeliveryOutcome.Undelivered;
    }
  },
  /** The recipient reverts until the message has expired. */
  EXPIRE(50) {
    @Override
    boolean isToldBy(DeliveryReceipt receipt) {
      return receipt.outcome() instanceof DeliveryOutcome.Expired;
    }
  },
  /** The origin forgets the block of the dispatch. */
  REORG(4) {
    @Override
    boolean isToldBy(DeliveryReceipt receipt) {
      return receipt.outcome() instanceof DeliveryOutcome.Executed
          && receipt.timeline().stream()
              .anyMatch(entry -> entry.event() instanceof DeliveryEvent.DispatchReorged);
    }
  },
  /** Somebody else delivers first. */
  STRANGER(4) {
    @Override
    boolean isToldBy(DeliveryReceipt receipt) {
      return receipt.outcome() instanceof DeliveryOutcome.Executed
          && receipt.timeline().stream()
              .anyMatch(
                  entry ->
                      entry.event() instanceof DeliveryEvent.DeliverySeen seen
                          && seen.by() == DeliveredBy.STRANGER);
    }
  };

  private final int attempts;

  Fault(int attempts) {
    this.attempts = attempts;
  }

  /** Whether the receipt is of a message to which just this happened. */
  abstract boolean isToldBy(DeliveryReceipt receipt);

  /** Few attempts and soon: somebody is looking at the screen. */
  RetryPolicy retry() {
    return new RetryPolicy(attempts, Duration.ofSeconds(2), Duration.ofSeconds(8));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
