package dev.interlane.codec.envelope;

import dev.interlane.chain.AccountId;
import dev.interlane.message.Attribute;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.primitive.Bytes;
import java.util.List;
import java.util.Objects;

/**
 * Who sends what to whom: the part of an envelope that message formats have fields for. The rest is
 * {@link EnvelopeTerms}; both together are the envelope. Immutable.
 *
 * @param sender the sending account on the origin
 * @param recipient the recipient on the destination
 * @param content the body in the destination VM's bytes
 * @param attributes attributes carried through unchanged
 */
public record EnvelopeCore(
    AccountId sender, AccountId recipient, Bytes content, List<Attribute> attributes) {
  public EnvelopeCore {
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(content, "content");
    attributes = List.copyOf(attributes);
  }

  /** The core of an envelope. */
  public static EnvelopeCore of(CanonicalEnvelope envelope) {
    return new EnvelopeCore(
        envelope.sender(), envelope.recipient(), envelope.content(), envelope.attributes());
  }
}
