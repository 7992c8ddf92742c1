package dev.interlane.vectors.envelope;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.codec.envelope.EnvelopeCore;
import dev.interlane.codec.envelope.EnvelopeTerms;
import dev.interlane.codec.envelope.Erc7786Message;
import dev.interlane.codec.json.InterlaneJsonModule;
import dev.interlane.error.CodecException;
import dev.interlane.message.Attribute;
import dev.interlane.message.BodyKind;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.Expiry;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import dev.interlane.vectors.VectorFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Canonical envelopes: their bytes and ids, their ERC-7786 form, and bytes that are none. */
public final class EnvelopeVectors implements VectorFormat {
  private static final CanonicalEnvelopeCodec CODEC = new CanonicalEnvelopeCodec();
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new InterlaneJsonModule()).build();

  /** For {@link java.util.ServiceLoader}. */
  public EnvelopeVectors() {}

  @Override
  public String name() {
    return "envelope";
  }

  @Override
  public boolean reads(VectorFile file) {
    return file.text("protocol").equals("interlane-envelope");
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    return file.list("cases").stream()
        .map(
            each ->
                new VectorCase(
                    each.required("id").stringValue(),
                    () -> {
                      if (each.required("kind").stringValue().equals("reject")) {
                        refuses(each.required("input"), each.required("expected"));
                      } else {
                        accepts(each.required("input"), each.required("expected"));
                      }
                    }))
        .toList();
  }

  private static void accepts(JsonNode input, JsonNode expected) {
    Bytes bytes = bytes(expected, "bytes");

    CanonicalEnvelope sealed = CODEC.seal(core(input), terms(input));

    Expect.equal("bytes", bytes, sealed.bytes());
    Expect.equal("id", bytes(expected, "messageId"), sealed.id().value().toBytes());
    Expect.equal("decoded", sealed, CODEC.decode(bytes));
    Expect.equal(
        "through JSON",
        sealed,
        JSON.readValue(JSON.writeValueAsString(sealed), CanonicalEnvelope.class));
    if (expected.hasNonNull("erc7786")) {
      acceptsErc7786(sealed, expected.get("erc7786"));
    } else {
      Expect.refusal(
          IllegalArgumentException.class, "an ERC-7786 form", () -> Erc7786Message.of(sealed));
    }
  }

  private static void acceptsErc7786(CanonicalEnvelope sealed, JsonNode expected) {
    Erc7786Message message = Erc7786Message.of(sealed);
    Expect.equal("sender", bytes(expected, "sender"), message.sender());
    Expect.equal("recipient", bytes(expected, "recipient"), message.recipient());
    Expect.equal("payload", bytes(expected, "payload"), message.payload());
    Expect.equal(
        "attributes",
        expected.required("attributes").valueStream().map(JsonNode::stringValue).toList(),
        message.attributes().stream().map(Bytes::toHex).toList());
    Expect.equal("envelope again", sealed, message.toEnvelope());
  }

  private static void refuses(JsonNode input, JsonNode expected) {
    Bytes bytes = bytes(input, "bytes");
    CodecException refused =
        Expect.refusal(CodecException.class, bytes.toHex(), () -> CODEC.decode(bytes));
    Expect.equal("reason", expected.required("class").stringValue(), refused.reason().name());
    Expect.equal("field", expected.required("field").stringValue(), refused.path());
  }

  private static EnvelopeCore core(JsonNode input) {
    return new EnvelopeCore(
        AccountId.parse(input.required("sender").stringValue()),
        AccountId.parse(input.required("recipient").stringValue()),
        bytes(input, "content"),
        input
            .required("attributes")
            .valueStream()
            .map(each -> new Attribute(bytes(each, "key"), bytes(each, "value")))
            .toList());
  }

  private static EnvelopeTerms terms(JsonNode input) {
    return new EnvelopeTerms(
        BodyKind.valueOf(input.required("kind").stringValue()),
        input.required("function").stringValue(),
        Bytes32.of(bytes(input, "salt")),
        expiry(input),
        Ordering.valueOf(input.required("ordering").stringValue()),
        Finality.valueOf(input.required("finality").stringValue()),
        input.hasNonNull("gasLimit")
            ? OptionalLong.of(number(input, "gasLimit"))
            : OptionalLong.empty());
  }

  private static Expiry expiry(JsonNode input) {
    if (input.hasNonNull("notAfterSeconds")) {
      return new Expiry.At(Instant.ofEpochSecond(number(input, "notAfterSeconds")));
    }
    return input.hasNonNull("validForSeconds")
        ? new Expiry.Within(Duration.ofSeconds(number(input, "validForSeconds")))
        : new Expiry.Never();
  }

  private static long number(JsonNode input, String field) {
    return Long.parseLong(input.required(field).stringValue());
  }

  private static Bytes bytes(JsonNode node, String field) {
    return Bytes.fromHex(node.required(field).stringValue());
  }
}
