package dev.interlane.spi;

import dev.interlane.chain.AccountId;
import dev.interlane.message.CanonicalEnvelope;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as a transport gets it: the envelope, and what was settled when it was accepted.
 *
 * @param envelope what is sent
 * @param notAfter the expiry that counts, a whole second
 * @param laneSequence the number in its lane among those of the same ordering, from zero
 * @param feeToken the token of the origin in which the protocol is paid; the origin's coin when
 *     empty
 */
public record Outbound(
    CanonicalEnvelope envelope,
    Optional<Instant> notAfter,
    long laneSequence,
    Optional<AccountId> feeToken) {
  /** A message that is paid for in the origin's coin. */
  public Outbound(CanonicalEnvelope envelope, Optional<Instant> notAfter, long laneSequence) {
    this(envelope, notAfter, laneSequence, Optional.empty());
  }
}
