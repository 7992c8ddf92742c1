package dev.interlane.codec.envelope;

import com.google.protobuf.ByteString;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import dev.interlane.chain.AccountId;
import dev.interlane.codec.envelope.wire.Attribute;
import dev.interlane.codec.envelope.wire.Envelope;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.message.BodyKind;
import dev.interlane.message.CallRoute;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageBody;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.EnvelopeCodec;

/**
 * Envelopes as canonical Protobuf, wire version 1. One envelope has one byte form: decoding refuses
 * every other. Thread-safe.
 *
 * <p>Protobuf alone is not canonical (fields may come in any order, twice, unknown, or as explicit
 * defaults), so a decoded envelope is written again and has to give the same bytes.
 */
public final class CanonicalEnvelopeCodec implements EnvelopeCodec {
  /** The wire version this codec writes and the only one it reads. */
  public static final int WIRE_VERSION = 1;

  // Drops unknown fields, those within attributes too, so that bytes with any are not written
  // again.
  private static final Parser<Envelope> KNOWN_FIELDS =
      DiscardUnknownFieldsParser.wrap(Envelope.parser());

  /** The largest canonical envelope that is read or written, in bytes. */
  public static final int MAX_ENVELOPE_BYTES = 1 << 20;

  /** The most attributes an envelope may carry. */
  public static final int MAX_ATTRIBUTES = 64;

  @Override
  public CanonicalEnvelope seal(MessageEnvelope envelope, Bytes content, Bytes32 salt) {
    return seal(
        new EnvelopeCore(envelope.sender(), envelope.recipient(), content, envelope.attributes()),
        new EnvelopeTerms(
            kindOf(envelope.body()),
            functionOf(envelope.body()),
            salt,
            envelope.expiry(),
            envelope.ordering(),
            envelope.finality(),
            envelope.gasLimit()));
  }

  /**
   * The envelope of a core and terms that were taken apart, or came by another format.
   *
   * @throws IllegalArgumentException if it has more attributes or bytes than are possible
   */
  public CanonicalEnvelope seal(EnvelopeCore core, EnvelopeTerms terms) {
    if (core.attributes().size() > MAX_ATTRIBUTES) {
      throw new IllegalArgumentException(
          "attributes: at most " + MAX_ATTRIBUTES + ", got " + core.attributes().size());
    }
    Envelope.Builder wire =
        Envelope.newBuilder()
            .setWireVersion(WIRE_VERSION)
            .setSender(canonical(core.sender()))
            .setRecipient(canonical(core.recipient()))
            .setKind(WireNumbers.of(terms.kind()))
            .setFunction(terms.function())
            .setContent(wrap(core.content()))
            .setSalt(wrap(terms.salt().toBytes()))
            .setNotAfterSeconds(WireNumbers.notAfterSeconds(terms.expiry()))
            .setValidForSeconds(WireNumbers.validForSeconds(terms.expiry()))
            .setOrdering(WireNumbers.of(terms.ordering()))
            .setFinality(WireNumbers.of(terms.finality()))
            .setGasLimit(terms.gasLimit().orElse(0));
    core.attributes()
        .forEach(
            attribute ->
                wire.addAttributes(
                    Attribute.newBuilder()
                        .setKey(wrap(attribute.key()))
                        .setValue(wrap(attribute.value()))));
    Envelope message = wire.build();
    if (message.getSerializedSize() > MAX_ENVELOPE_BYTES) {
      throw new IllegalArgumentException(
          "Envelope has "
              + message.getSerializedSize()
              + " bytes, at most "
              + MAX_ENVELOPE_BYTES
              + " are possible. Send less content");
    }
    return read(message, bytesOf(message));
  }

  @Override
  public CanonicalEnvelope decode(Bytes bytes) {
    if (bytes.length() > MAX_ENVELOPE_BYTES) {
      throw refused(
          DecodeReason.LIMIT,
          "",
          "expected at most " + MAX_ENVELOPE_BYTES + " bytes, got " + bytes.length());
    }
    Envelope wire;
    try {
      wire = KNOWN_FIELDS.parseFrom(wrap(bytes));
    } catch (InvalidProtocolBufferException notProtobuf) {
      throw refused(DecodeReason.WRONG_KIND, "", "not Protobuf: " + notProtobuf.getMessage());
    }
    if (wire.getWireVersion() != WIRE_VERSION) {
      throw refused(
          DecodeReason.WRONG_TAG,
          "wire_version",
          "expected "
              + WIRE_VERSION
              + ", got "
              + Integer.toUnsignedString(wire.getWireVersion())
              + "; a newer SDK may read it");
    }
    if (!bytesOf(wire).equals(bytes)) {
      throw refused(
          DecodeReason.NON_MINIMAL,
          "",
          "not the canonical form: fields out of order, repeated, unknown, or longer than they need be");
    }
    return read(wire, bytes);
  }

  private static CanonicalEnvelope read(Envelope wire, Bytes bytes) {
    if (wire.getAttributesCount() > MAX_ATTRIBUTES) {
      throw refused(
          DecodeReason.LIMIT,
          "attributes",
          "at most " + MAX_ATTRIBUTES + ", got " + wire.getAttributesCount());
    }
    CanonicalEnvelope.Builder envelope =
        CanonicalEnvelope.builder()
            .id(new MessageId(Keccak256.hash(bytes)))
            .bytes(bytes)
            .sender(account(wire.getSender(), "sender"))
            .recipient(account(wire.getRecipient(), "recipient"))
            .kind(WireNumbers.kind(wire.getKind()))
            .function(wire.getFunction())
            .content(unwrap(wire.getContent()))
            .salt(salt(wire.getSalt()))
            .expiry(WireNumbers.expiry(wire.getNotAfterSeconds(), wire.getValidForSeconds()))
            .ordering(WireNumbers.ordering(wire.getOrdering()))
            .finality(WireNumbers.finality(wire.getFinality()))
            .gasLimit(WireNumbers.gasLimit(wire.getGasLimit()));
    for (Attribute attribute : wire.getAttributesList()) {
      if (attribute.getKey().size() != dev.interlane.message.Attribute.KEY_BYTES) {
        throw refused(
            DecodeReason.LIMIT,
            "attributes.key",
            "expected 4 bytes, got " + attribute.getKey().size());
      }
      envelope.addAttributes(
          new dev.interlane.message.Attribute(
              unwrap(attribute.getKey()), unwrap(attribute.getValue())));
    }
    return envelope.build();
  }

  private static BodyKind kindOf(MessageBody body) {
    return switch (body) {
      case ContractCall call ->
          call.route() == CallRoute.SENDER_ACCOUNT
              ? BodyKind.SENDER_ACCOUNT
              : BodyKind.CALL_RECIPIENT;
      case Payload payload -> BodyKind.PAYLOAD;
    };
  }

  private static String functionOf(MessageBody body) {
    return body instanceof ContractCall call ? call.function().canonical() : "";
  }

  private static Bytes32 salt(ByteString salt) {
    if (salt.size() != Bytes32.LENGTH_BYTES) {
      throw refused(DecodeReason.LIMIT, "salt", "expected 32 bytes, got " + salt.size());
    }
    return Bytes32.of(unwrap(salt));
  }

  private static AccountId account(String text, String field) {
    AccountId account;
    try {
      account = AccountId.parse(text);
    } catch (IllegalArgumentException notAnAccount) {
      throw refused(DecodeReason.WRONG_KIND, field, String.valueOf(notAnAccount.getMessage()));
    }
    if (!canonical(account).equals(text)) {
      throw refused(
          DecodeReason.NON_MINIMAL,
          field,
          "expected the canonical spelling " + canonical(account) + ", got " + text);
    }
    return account;
  }

  static String canonical(AccountId account) {
    return account.chain().isEvm()
        ? account.chain() + ":" + account.evmAddress()
        : account.toString();
  }

  private static CodecException refused(DecodeReason reason, String field, String detail) {
    return CodecException.at(reason, 0, field, detail);
  }

  private static Bytes bytesOf(Envelope wire) {
    return Bytes.of(wire.toByteArray());
  }

  private static ByteString wrap(Bytes bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes.toArray());
  }

  private static Bytes unwrap(ByteString bytes) {
    return Bytes.of(bytes.toByteArray());
  }
}
