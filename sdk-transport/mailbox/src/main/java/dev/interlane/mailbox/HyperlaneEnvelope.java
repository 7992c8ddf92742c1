package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.codec.call.CallRecipientHeader;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.codec.envelope.EnvelopeCore;
import dev.interlane.codec.envelope.EnvelopeTerms;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.message.Attribute;
import dev.interlane.message.BodyKind;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.Outbound;
import java.util.List;
import java.util.Objects;

/**
 * An envelope as a Hyperlane message and the remainder that the message has no room for. Both
 * together are the identical envelope again. Immutable.
 *
 * <pre>
 * message     sender, recipient: 32 bytes each; body: the content, behind the header of
 *             CallRecipientHeader when a CallRecipient is called
 * remainder   the chains (a domain does not say its chain), the terms, the attributes
 * </pre>
 *
 * @param message what goes over the mailboxes
 * @param remainder the rest
 */
public record HyperlaneEnvelope(HyperlaneMessage message, Remainder remainder) {
  /**
   * What a Hyperlane message has no room for.
   *
   * @param id of the envelope; a message is joined only with the remainder of its own
   * @param origin the chain of the sender
   * @param destination the chain of the recipient
   * @param terms how it is to be delivered
   * @param attributes attributes carried through unchanged
   */
  public record Remainder(
      MessageId id,
      ChainId origin,
      ChainId destination,
      EnvelopeTerms terms,
      List<Attribute> attributes) {
    public Remainder {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(destination, "destination");
      Objects.requireNonNull(terms, "terms");
      attributes = List.copyOf(attributes);
    }
  }

  public HyperlaneEnvelope {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(remainder, "remainder");
  }

  /**
   * Takes an envelope apart.
   *
   * @param outbound the envelope, and what was settled when it was accepted
   * @param mailboxNonce the count of the origin's mailbox, unsigned 32 bits
   * @param originDomain Hyperlane's number of the origin
   * @param destinationDomain Hyperlane's number of the destination
   * @throws IllegalArgumentException if an account has no form of 20 or 32 bytes, by its chain's
   *     name, or is spelled in a way that the bytes do not keep; or if the call is one by the
   *     sender's account, which has no body of its own
   */
  public static HyperlaneEnvelope of(
      Outbound outbound, long mailboxNonce, long originDomain, long destinationDomain) {
    CanonicalEnvelope envelope = outbound.envelope();
    return new HyperlaneEnvelope(
        HyperlaneMessage.of(
            mailboxNonce,
            new DomainAccount(
                originDomain, AccountWord.on(envelope.origin()).of("sender", envelope.sender())),
            new DomainAccount(
                destinationDomain,
                AccountWord.on(envelope.destination()).of("recipient", envelope.recipient())),
            Framing.frame(outbound)),
        new Remainder(
            envelope.id(),
            envelope.origin(),
            envelope.destination(),
            EnvelopeTerms.of(envelope),
            envelope.attributes()));
  }

  /**
   * Puts both together.
   *
   * @throws CodecException if the message is malformed for the remainder's kind, or another
   *     envelope's
   */
  public CanonicalEnvelope join() {
    EnvelopeCore core =
        new EnvelopeCore(
            account("sender", remainder.origin(), message.sender()),
            account("recipient", remainder.destination(), message.recipient()),
            content(),
            remainder.attributes());
    CanonicalEnvelope joined;
    try {
      joined = new CanonicalEnvelopeCodec().seal(core, remainder.terms());
    } catch (IllegalArgumentException tooLarge) {
      throw CodecException.at(DecodeReason.LIMIT, 0, "", String.valueOf(tooLarge.getMessage()));
    }
    if (!joined.id().equals(remainder.id())) {
      throw CodecException.at(
          DecodeReason.WRONG_TAG,
          0,
          "",
          "the remainder is of message " + remainder.id() + ", together they are " + joined.id());
    }
    return joined;
  }

  private Bytes content() {
    return remainder.terms().kind() == BodyKind.CALL_RECIPIENT
        ? CallRecipientHeader.decode(message.body()).calldata()
        : message.body();
  }

  private static AccountId account(String field, ChainId chain, DomainAccount account) {
    try {
      return AccountWord.on(chain).account(account.account());
    } catch (IllegalArgumentException | IllegalStateException isNone) {
      throw CodecException.at(
          DecodeReason.WRONG_KIND, 0, field, String.valueOf(isNone.getMessage()));
    }
  }
}
