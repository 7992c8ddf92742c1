package dev.interlane.vectors.envelope;

import dev.interlane.codec.envelope.Erc7786Message;
import dev.interlane.error.DecodeReason;
import dev.interlane.message.Attribute;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.Expiry;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Keccak256;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the project's vectors of the canonical envelope, always the same ones. The bytes are put
 * together here, field by field, from docs/spec/envelope.md.
 */
final class EnvelopeVectorsWriter {
  private static final long SEED = 7_930;
  private static final int POSITIVES = 64;
  private static final String SENDER = "eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
  private static final String RECIPIENT = "eip155:42161:0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";
  private static final Bytes SALT = Bytes.fromHex("0x" + "07".repeat(32));

  private final ObjectNode root = JsonMapper.shared().createObjectNode();
  private final ArrayNode cases;

  private EnvelopeVectorsWriter() {
    root.put("protocol", "interlane-envelope");
    root.put("schema", "envelope fields to canonical bytes, id and ERC-7786 form; refusals");
    root.put("seed", SEED);
    cases = root.putArray("cases");
  }

  static String write() {
    EnvelopeVectorsWriter writer = new EnvelopeVectorsWriter();
    RandomEnvelopes random = new RandomEnvelopes(SEED);
    for (int i = 0; i < POSITIVES; i++) {
      writer.positive("envelope-" + i, random.next());
    }
    writer.refusals();
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(writer.root)
        + "\n";
  }

  private void positive(String id, CanonicalEnvelope envelope) {
    ObjectNode vector = cases.addObject();
    vector.put("id", id);
    vector.put("kind", "valid");
    ObjectNode input = vector.putObject("input");
    input.put("sender", envelope.sender().toString());
    input.put("recipient", envelope.recipient().toString());
    input.put("kind", envelope.kind().name());
    input.put("function", envelope.function());
    input.put("content", envelope.content().toHex());
    input.put("salt", envelope.salt().toHex());
    switch (envelope.expiry()) {
      case Expiry.Never never -> {}
      case Expiry.At at ->
          input.put("notAfterSeconds", Long.toString(at.notAfter().getEpochSecond()));
      case Expiry.Within within ->
          input.put("validForSeconds", Long.toString(within.duration().toSeconds()));
    }
    input.put("ordering", envelope.ordering().name());
    input.put("finality", envelope.finality().name());
    envelope.gasLimit().ifPresent(gas -> input.put("gasLimit", Long.toString(gas)));
    ArrayNode attributes = input.putArray("attributes");
    for (Attribute each : envelope.attributes()) {
      attributes.addObject().put("key", each.key().toHex()).put("value", each.value().toHex());
    }
    Bytes bytes = bytes(envelope);
    ObjectNode expected = vector.putObject("expected");
    expected.put("bytes", bytes.toHex());
    expected.put("messageId", Keccak256.hash(bytes).toHex());
    erc7786(expected, envelope);
  }

  private static void erc7786(ObjectNode expected, CanonicalEnvelope envelope) {
    Erc7786Message message;
    try {
      message = Erc7786Message.of(envelope);
    } catch (IllegalArgumentException hasNone) {
      expected.put("withoutErc7786", hasNone.getMessage());
      return;
    }
    ObjectNode form = expected.putObject("erc7786");
    form.put("sender", message.sender().toHex());
    form.put("recipient", message.recipient().toHex());
    form.put("payload", message.payload().toHex());
    ArrayNode attributes = form.putArray("attributes");
    message.attributes().forEach(each -> attributes.add(each.toHex()));
  }

  private static Bytes bytes(CanonicalEnvelope envelope) {
    WireText wire =
        new WireText()
            .number(1, 1)
            .text(2, envelope.sender().toString())
            .text(3, envelope.recipient().toString())
            .number(
                4,
                switch (envelope.kind()) {
                  case CALL_RECIPIENT -> 1;
                  case SENDER_ACCOUNT -> 2;
                  case PAYLOAD -> 3;
                })
            .text(5, envelope.function())
            .bytesIfAny(6, envelope.content())
            .bytes(7, envelope.salt().toBytes())
            .numberIfAny(
                8, envelope.expiry() instanceof Expiry.At at ? at.notAfter().getEpochSecond() : 0)
            .numberIfAny(
                9,
                envelope.expiry() instanceof Expiry.Within within
                    ? within.duration().toSeconds()
                    : 0)
            .numberIfAny(10, envelope.ordering() == Ordering.ORDERED ? 1 : 0)
            .number(
                11,
                switch (envelope.finality()) {
                  case SEEN -> 1;
                  case SAFE -> 2;
                  case FINAL -> 3;
                })
            .numberIfAny(12, envelope.gasLimit().orElse(0));
    envelope.attributes().forEach(each -> wire.bytes(13, attribute(each.key(), each.value())));
    return wire.written();
  }

  private static Bytes attribute(Bytes key, Bytes value) {
    return new WireText().bytes(1, key).bytesIfAny(2, value).written();
  }

  private void refusals() {
    DecodeReason form = DecodeReason.NON_MINIMAL;
    refusal("empty", Bytes.EMPTY, DecodeReason.WRONG_TAG, "wire_version", "no version");
    refusal(
        "version-2",
        head(2).raw("0x").written(),
        DecodeReason.WRONG_TAG,
        "wire_version",
        "version 2");
    refusal("unknown-field", tail(w -> w.number(11, 3).number(100, 1)), form, "", "field 100");
    refusal("unknown-text", tail(w -> w.number(11, 3).text(14, "more")), form, "", "field 14");
    refusal(
        "explicit-default",
        tail(w -> w.number(10, 0).number(11, 3)),
        form,
        "",
        "ordering written as 0");
    refusal(
        "repeated-finality", tail(w -> w.number(11, 3).number(11, 3)), form, "", "field 11 twice");
    refusal(
        "fields-out-of-order", tail(w -> w.number(11, 3).number(10, 1)), form, "", "11 before 10");
    refusal("long-varint", tail(w -> w.raw("0x588300")), form, "", "finality in two bytes");
    refusal("long-tag", tail(w -> w.raw("0xd8800003")), form, "", "tag of field 11 in three bytes");
    refusal(
        "wrong-wire-type",
        tail(w -> w.raw("0x5d03000000")),
        form,
        "",
        "finality as fixed32, which Protobuf keeps as unknown");
    refusal(
        "cut-in-field", tail(w -> w.raw("0x58")), DecodeReason.WRONG_KIND, "", "ends behind a tag");
    refusal(
        "cut-in-bytes",
        tail(w -> w.number(11, 3).raw("0x6a05")),
        DecodeReason.WRONG_KIND,
        "",
        "5 bytes announced, none there");
    refusal("no-finality", tail(w -> w), DecodeReason.BAD_VARIANT, "finality", "left out");
    refusal("finality-4", tail(w -> w.number(11, 4)), DecodeReason.BAD_VARIANT, "finality", "4");
    refusal(
        "ordering-2",
        tail(w -> w.number(10, 2).number(11, 3)),
        DecodeReason.BAD_VARIANT,
        "ordering",
        "2");
    refusal(
        "both-expiries",
        tail(w -> w.number(8, 9).number(9, 9).number(11, 3)),
        DecodeReason.BAD_VARIANT,
        "not_after_seconds",
        "absolute and relative");
    refusal(
        "time-beyond-all",
        tail(w -> w.number(8, -1).number(11, 3)),
        DecodeReason.INT_RANGE,
        "not_after_seconds",
        "2^64 - 1 seconds");
    refusal(
        "duration-beyond-a-hundred-years",
        tail(w -> w.number(9, 3_153_600_001L).number(11, 3)),
        DecodeReason.INT_RANGE,
        "valid_for_seconds",
        "36500 days and a second");
    refusal(
        "gas-limit-beyond",
        tail(w -> w.number(11, 3).number(12, (1L << 53) + 1)),
        DecodeReason.INT_RANGE,
        "gas_limit",
        "2^53 + 1");
    refusal(
        "attribute-key-of-3-bytes",
        tail(w -> w.number(11, 3).bytes(13, attribute(Bytes.fromHex("0x010203"), Bytes.EMPTY))),
        DecodeReason.LIMIT,
        "attributes.key",
        "3 bytes");
    refusal(
        "attributes-65",
        tail(EnvelopeVectorsWriter::tooMany),
        DecodeReason.LIMIT,
        "attributes",
        "65");
    refusal(
        "kind-0", body(0, SENDER, RECIPIENT, SALT), DecodeReason.BAD_VARIANT, "kind", "left out");
    refusal("kind-4", body(4, SENDER, RECIPIENT, SALT), DecodeReason.BAD_VARIANT, "kind", "4");
    refusal(
        "salt-of-31-bytes",
        body(3, SENDER, RECIPIENT, SALT.slice(1)),
        DecodeReason.LIMIT,
        "salt",
        "31 bytes");
    refusal(
        "no-sender", body(3, "", RECIPIENT, SALT), DecodeReason.WRONG_KIND, "sender", "left out");
    refusal(
        "sender-not-caip10",
        body(3, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", RECIPIENT, SALT),
        DecodeReason.WRONG_KIND,
        "sender",
        "no chain");
    refusal(
        "sender-wrong-checksum",
        body(3, SENDER.replace("BeAed", "Beaed"), RECIPIENT, SALT),
        DecodeReason.WRONG_KIND,
        "sender",
        "EIP-55");
    refusal(
        "sender-in-lower-case",
        body(3, "eip155:1:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", RECIPIENT, SALT),
        form,
        "sender",
        "canonical is mixed case");
    refusal(
        "recipient-chain-with-leading-zero",
        body(3, SENDER, RECIPIENT.replace(":42161:", ":042161:"), SALT),
        DecodeReason.WRONG_KIND,
        "recipient",
        "chain id 042161");
  }

  private static WireText tooMany(WireText wire) {
    wire.number(11, 3);
    for (int i = 0; i < 65; i++) {
      wire.bytes(13, attribute(Bytes.fromHex("0x01020304"), Bytes.EMPTY));
    }
    return wire;
  }

  private static WireText head(int version) {
    return new WireText().number(1, version).text(2, SENDER).text(3, RECIPIENT);
  }

  /** A good envelope up to the salt, and then. */
  private static Bytes tail(UnaryOperator<WireText> rest) {
    return rest.apply(head(1).number(4, 3).bytes(7, SALT)).written();
  }

  private static Bytes body(int kind, String sender, String recipient, Bytes salt) {
    return new WireText()
        .number(1, 1)
        .text(2, sender)
        .text(3, recipient)
        .numberIfAny(4, kind)
        .bytes(7, salt)
        .number(11, 3)
        .written();
  }

  private void refusal(
      String id, Bytes bytes, DecodeReason reason, String field, String explanation) {
    ObjectNode vector = cases.addObject();
    vector.put("id", id);
    vector.put("kind", "reject");
    vector.putObject("input").put("bytes", bytes.toHex());
    vector
        .putObject("expected")
        .put("reject", true)
        .put("class", reason.name())
        .put("field", field)
        .put("reason", explanation);
  }
}
