package dev.interlane.client;

import dev.interlane.error.Refusal;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolFee;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a message would cost, or every reason why it cannot be sent, and what is in its way as
 * things are now.
 *
 * @param fees what would be paid, as estimated now
 * @param refusals why {@code send} would refuse it; empty when it can be sent
 * @param obstacles why its delivery would fail if it were due now, such as a recipient that reverts
 *     or an account without funds; {@code send} takes it all the same, for that may have passed
 *     when its turn comes
 * @param goodUntil until when the fees are taken for granted; empty when nobody says
 * @param protocolFee which of the fees is the protocol's, with its buffer and whom a refund goes
 *     to; empty when unknown
 */
public record Quote(
    List<Fee> fees,
    List<Refusal> refusals,
    List<Refusal> obstacles,
    Optional<Instant> goodUntil,
    Optional<ProtocolFee> protocolFee) {
  public Quote {
    fees = List.copyOf(fees);
    refusals = List.copyOf(refusals);
    obstacles = List.copyOf(obstacles);
  }

  /** A quote that knows of no obstacles and no end. */
  public Quote(List<Fee> fees, List<Refusal> refusals) {
    this(fees, refusals, List.of(), Optional.empty(), Optional.empty());
  }

  /** Whether the message can be sent. */
  public boolean isSendable() {
    return refusals.isEmpty();
  }

  /** Whether nothing is in its way, from here to its recipient, as things are now. */
  public boolean isDeliverable() {
    return refusals.isEmpty() && obstacles.isEmpty();
  }
}
