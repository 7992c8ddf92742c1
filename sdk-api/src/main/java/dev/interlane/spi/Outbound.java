package dev.interlane.spi;

import dev.interlane.message.CanonicalEnvelope;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as a transport gets it: the envelope, and what was settled when it was accepted.
 *
 * @param envelope what is sent
 * @param notAfter the expiry that counts, a whole second
 * @param laneSequence the number in its lane among those of the same ordering, from zero
 */
public record Outbound(CanonicalEnvelope envelope, Optional<Instant> notAfter, long laneSequence) {}
