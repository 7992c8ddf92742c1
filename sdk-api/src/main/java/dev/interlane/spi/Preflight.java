package dev.interlane.spi;

import dev.interlane.error.Refusal;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolFee;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found out before sending.
 *
 * @param fees what it would cost
 * @param refusals every reason why not; empty when it can be sent
 * @param goodUntil until when the fees are taken for granted; empty when nobody says
 * @param protocolFee which of the fees is the protocol's, and more of it; empty when unknown
 */
public record Preflight(
    List<Fee> fees,
    List<Refusal> refusals,
    Optional<Instant> goodUntil,
    Optional<ProtocolFee> protocolFee) {
  public Preflight {
    fees = List.copyOf(fees);
    refusals = List.copyOf(refusals);
  }

  /** One that knows no more of the protocol's fee. */
  public Preflight(List<Fee> fees, List<Refusal> refusals, Optional<Instant> goodUntil) {
    this(fees, refusals, goodUntil, Optional.empty());
  }

  /** One whose fees have no known end. */
  public Preflight(List<Fee> fees, List<Refusal> refusals) {
    this(fees, refusals, Optional.empty());
  }
}
