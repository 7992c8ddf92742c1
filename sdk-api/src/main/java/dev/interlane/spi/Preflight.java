package dev.interlane.spi;

import dev.interlane.error.Refusal;
import dev.interlane.receipt.Fee;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found out before sending.
 *
 * @param fees what it would cost
 * @param refusals every reason why not; empty when it can be sent
 * @param goodUntil until when the fees are taken for granted; empty when nobody says
 */
public record Preflight(List<Fee> fees, List<Refusal> refusals, Optional<Instant> goodUntil) {
  public Preflight {
    fees = List.copyOf(fees);
    refusals = List.copyOf(refusals);
  }

  /** One whose fees have no known end. */
  public Preflight(List<Fee> fees, List<Refusal> refusals) {
    this(fees, refusals, Optional.empty());
  }
}
