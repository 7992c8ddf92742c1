package dev.interlane.codec.envelope;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.InteroperableAddress;
import dev.interlane.codec.evm.AbiEvent;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.message.Attribute;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A message as ERC-7786 gateways carry it, with whatever bytes they carry. An envelope becomes one
 * without loss: what ERC-7786 has no field for stands in one attribute of ours, the last, so {@link
 * #toEnvelope} gives the identical envelope. Immutable.
 *
 * <pre>
 * sender, recipient   ERC-7930 bytes
 * payload             the content
 * attributes          the envelope's own, in order; then
 *                     interlaneTerms(uint8 kind, string function, bytes32 salt, uint64 notAfterSeconds,
 *                       uint64 validForSeconds, bool ordered, uint8 finality, uint64 gasLimit)
 * </pre>
 *
 * <p>The numbers are those of the canonical form, zero for what is left out. The attribute has the
 * form that the standard recommends: a selector and its ABI-encoded arguments. A gateway that does
 * not know it refuses the message, as the standard wants.
 *
 * @param sender the sending account in ERC-7930 bytes
 * @param recipient the receiving account in ERC-7930 bytes
 * @param payload what the recipient gets
 * @param attributes each a key of 4 bytes and a value
 * @see <a href="https://eips.ethereum.org/EIPS/eip-7786">ERC-7786</a>
 */
public record Erc7786Message(Bytes sender, Bytes recipient, Bytes payload, List<Bytes> attributes) {
  /** The attribute of ours. */
  public static final AbiFunction TERMS =
      AbiFunction.parse(
          "interlaneTerms(uint8 kind, string function, bytes32 salt, uint64 notAfterSeconds,"
              + " uint64 validForSeconds, bool ordered, uint8 finality, uint64 gasLimit)");

  public Erc7786Message {
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(payload, "payload");
    attributes = List.copyOf(attributes);
  }

  /**
   * The message of an envelope.
   *
   * @throws IllegalArgumentException if a chain has no ERC-7930 form, by name; if an account is
   *     spelled in a way that ERC-7930 does not keep; or if the envelope has an attribute of our
   *     key already
   */
  public static Erc7786Message of(CanonicalEnvelope envelope) {
    List<Bytes> attributes = new ArrayList<>();
    for (Attribute attribute : envelope.attributes()) {
      if (attribute.key().equals(TERMS.selector())) {
        throw new IllegalArgumentException(
            "attributes: the key " + attribute.key() + " is taken by " + TERMS);
      }
      attributes.add(Bytes.concat(attribute.key(), attribute.value()));
    }
    attributes.add(terms(EnvelopeTerms.of(envelope)));
    return new Erc7786Message(
        address("sender", envelope.sender()).encode(),
        address("recipient", envelope.recipient()).encode(),
        envelope.content(),
        attributes);
  }

  /**
   * The envelope that this is the message of.
   *
   * @throws CodecException if the last attribute is not of our key, another one is, one is
   *     malformed; or if sender or recipient are not canonical ERC-7930 that CAIP-10 can say
   */
  public CanonicalEnvelope toEnvelope() {
    int own = attributes.size() - 1;
    if (own < 0 || !TERMS.matches(attributes.get(own))) {
      throw refused(DecodeReason.WRONG_TAG, "the last must be " + TERMS);
    }
    if (attributes.subList(0, own).stream().anyMatch(TERMS::matches)) {
      throw refused(DecodeReason.WRONG_TAG, TERMS + " stands there twice");
    }
    EnvelopeCore core =
        new EnvelopeCore(
            account("sender", sender),
            account("recipient", recipient),
            payload,
            attributes.subList(0, own).stream().map(Erc7786Message::attribute).toList());
    EnvelopeTerms terms = terms(attributes.get(own));
    try {
      return new CanonicalEnvelopeCodec().seal(core, terms);
    } catch (IllegalArgumentException tooLarge) {
      throw refused(DecodeReason.LIMIT, String.valueOf(tooLarge.getMessage()));
    }
  }

  /** The call of a source gateway's {@code sendMessage}; the sender is whoever makes it. */
  public Bytes encodeSend() {
    return Erc7786.SEND_MESSAGE.encodeCall(recipient, payload, attributes);
  }

  /**
   * Reads a call of {@code sendMessage}.
   *
   * @param sender who made it, in ERC-7930 bytes
   * @throws CodecException if it is not the canonical call
   */
  public static Erc7786Message decodeSend(Bytes sender, Bytes calldata) {
    List<Value> arguments = Erc7786.SEND_MESSAGE.decodeCall(calldata);
    return new Erc7786Message(
        sender, arguments.get(0).asBytes(), arguments.get(1).asBytes(), list(arguments.get(2)));
  }

  /**
   * The log {@code MessageSent}.
   *
   * @param sendId the gateway's id, may be zero
   * @param valueWei what was sent along
   */
  public AbiEvent.Log encodeSent(Bytes32 sendId, BigInteger valueWei) {
    return Erc7786.MESSAGE_SENT.encode(sendId, sender, recipient, payload, valueWei, attributes);
  }

  /**
   * Reads a log {@code MessageSent}; its send id and value are for the caller to read.
   *
   * @throws CodecException if it is not the canonical log
   */
  public static Erc7786Message decodeSent(AbiEvent.Log log) {
    List<Value> parameters = Erc7786.MESSAGE_SENT.decode(log.topics(), log.data());
    return new Erc7786Message(
        parameters.get(1).asBytes(),
        parameters.get(2).asBytes(),
        parameters.get(3).asBytes(),
        list(parameters.get(5)));
  }

  /**
   * The destination gateway's call of {@code receiveMessage}. It carries neither recipient nor
   * attributes: the contract that is called is the one, the gateway has acted upon the others.
   */
  public Bytes encodeReceive(Bytes32 receiveId) {
    return Erc7786.RECEIVE_MESSAGE.encodeCall(receiveId, sender, payload);
  }

  private static Bytes terms(EnvelopeTerms terms) {
    return TERMS.encodeCall(
        WireNumbers.of(terms.kind()),
        terms.function(),
        terms.salt(),
        WireNumbers.notAfterSeconds(terms.expiry()),
        WireNumbers.validForSeconds(terms.expiry()),
        terms.ordering() == Ordering.ORDERED,
        WireNumbers.of(terms.finality()),
        terms.gasLimit().orElse(0));
  }

  private static EnvelopeTerms terms(Bytes encoded) {
    List<Value> read = TERMS.decodeCall(encoded);
    return new EnvelopeTerms(
        WireNumbers.kind((int) number(read.get(0))),
        read.get(1).asText(),
        read.get(2).asBytes32(),
        WireNumbers.expiry(number(read.get(3)), number(read.get(4))),
        read.get(5).equals(Value.Bool.TRUE) ? Ordering.ORDERED : Ordering.UNORDERED,
        WireNumbers.finality((int) number(read.get(6))),
        WireNumbers.gasLimit(number(read.get(7))));
  }

  /** Numbers of 2^63 and above become negative, which the terms refuse. */
  private static long number(Value value) {
    return value.asNumber().longValue();
  }

  private static InteroperableAddress address(String field, AccountId account) {
    InteroperableAddress address;
    try {
      address = InteroperableAddress.of(account);
    } catch (IllegalArgumentException hasNone) {
      throw new IllegalArgumentException(field + ": " + hasNone.getMessage(), hasNone);
    }
    AccountId readBack = address.toAccountId();
    if (!CanonicalEnvelopeCodec.canonical(account).equals(readBack.toString())) {
      throw new IllegalArgumentException(
          field + ": ERC-7930 would give back " + readBack + " for " + account + ". Spell it so");
    }
    return address;
  }

  private static AccountId account(String field, Bytes bytes) {
    try {
      return InteroperableAddress.decode(bytes).toAccountId();
    } catch (IllegalArgumentException | IllegalStateException noAccount) {
      throw CodecException.at(
          DecodeReason.WRONG_KIND, 0, field, String.valueOf(noAccount.getMessage()));
    }
  }

  private static List<Bytes> list(Value bytes) {
    return ((Value.Sequence) bytes).elements().stream().map(Value::asBytes).toList();
  }

  private static Attribute attribute(Bytes bytes) {
    if (bytes.length() < Attribute.KEY_BYTES) {
      throw refused(DecodeReason.TRUNCATED, "a key has 4 bytes, got " + bytes);
    }
    return new Attribute(bytes.slice(0, Attribute.KEY_BYTES), bytes.slice(Attribute.KEY_BYTES));
  }

  private static CodecException refused(DecodeReason reason, String detail) {
    return CodecException.at(reason, 0, "attributes", detail);
  }
}
