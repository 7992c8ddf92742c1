package dev.interlane.client;

import dev.interlane.error.Refusal;
import dev.interlane.receipt.Fee;
import java.util.List;

/**
 * What a message would cost, or every reason why it cannot be sent.
 *
 * @param fees what would be paid, as estimated now
 * @param refusals empty when the message can be sent
 */
public record Quote(List<Fee> fees, List<Refusal> refusals) {
  public Quote {
    fees = List.copyOf(fees);
    refusals = List.copyOf(refusals);
  }

  /** Whether the message can be sent. */
  public boolean isSendable() {
    return refusals.isEmpty();
  }
}
