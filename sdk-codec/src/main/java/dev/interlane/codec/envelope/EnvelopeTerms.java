package dev.interlane.codec.envelope;

import dev.interlane.chain.Finality;
import dev.interlane.message.BodyKind;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.Expiry;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes32;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How an envelope is to be delivered: what message formats have no fields for. With an {@link
 * EnvelopeCore} it is the envelope again, byte for byte ({@link CanonicalEnvelopeCodec#seal(
 * EnvelopeCore, EnvelopeTerms)}). Immutable.
 *
 * @param kind what the content is
 * @param function the signature of the function called, for people; empty for a payload
 * @param salt makes equal envelopes different messages
 * @param expiry until when, as the sender asked
 * @param ordering whether the message keeps its place in its lane
 * @param finality how sure both chains must be
 * @param gasLimit the gas for the execution at the destination; estimated when empty
 */
public record EnvelopeTerms(
    BodyKind kind,
    String function,
    Bytes32 salt,
    Expiry expiry,
    Ordering ordering,
    Finality finality,
    OptionalLong gasLimit) {
  public EnvelopeTerms {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(function, "function");
    Objects.requireNonNull(salt, "salt");
    Objects.requireNonNull(expiry, "expiry");
    Objects.requireNonNull(ordering, "ordering");
    Objects.requireNonNull(finality, "finality");
    Objects.requireNonNull(gasLimit, "gasLimit");
  }

  /** The terms of an envelope. */
  public static EnvelopeTerms of(CanonicalEnvelope envelope) {
    return new EnvelopeTerms(
        envelope.kind(),
        envelope.function(),
        envelope.salt(),
        envelope.expiry(),
        envelope.ordering(),
        envelope.finality(),
        envelope.gasLimit());
  }
}
