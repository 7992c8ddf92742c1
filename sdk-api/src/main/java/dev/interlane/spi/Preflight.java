package dev.interlane.spi;

import dev.interlane.error.Refusal;
import dev.interlane.receipt.Fee;
import java.util.List;

/**
 * What was found out before sending.
 *
 * @param fees what it would cost
 * @param refusals every reason why not; empty when it can be sent
 */
public record Preflight(List<Fee> fees, List<Refusal> refusals) {
  public Preflight {
    fees = List.copyOf(fees);
    refusals = List.copyOf(refusals);
  }
}
