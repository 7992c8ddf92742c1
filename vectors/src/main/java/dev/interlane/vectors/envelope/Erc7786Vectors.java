package dev.interlane.vectors.envelope;

import dev.interlane.chain.InteroperableAddress;
import dev.interlane.codec.envelope.Erc7786;
import dev.interlane.codec.envelope.Erc7786Message;
import dev.interlane.codec.evm.AbiEvent;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import dev.interlane.vectors.VectorFormat;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Calls and logs of ERC-7786 gateways and recipients. */
public final class Erc7786Vectors implements VectorFormat {
  /** Where a vector does not say who sends. */
  private static final Bytes ANYBODY =
      Bytes.fromHex("0x00010000010114d8da6bf26964af9d7eed9e03e53415d37aa96045");

  /** For {@link java.util.ServiceLoader}. */
  public Erc7786Vectors() {}

  @Override
  public String name() {
    return "erc7786";
  }

  @Override
  public boolean reads(VectorFile file) {
    return file.text("protocol").equals("erc7786");
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    List<VectorCase> cases = new ArrayList<>();
    cases.add(new VectorCase("selectors and topic", () -> checkConstants(file.content())));
    for (JsonNode each : file.list("cases")) {
      cases.add(vectorCase(each.required("id").stringValue(), each));
    }
    return cases;
  }

  private static VectorCase vectorCase(String id, JsonNode vector) {
    JsonNode input = vector.required("input");
    JsonNode expected = vector.required("expected");
    if (vector.required("kind").stringValue().equals("reject")) {
      return expected.required("reason").stringValue().equals("non-canonical sender bytes")
          ? new VectorCase(id, () -> checkRefused(input))
          : VectorCase.skipped(id, "no ERC-7786 gateway is simulated");
    }
    if (id.startsWith("sendMessage")) {
      return new VectorCase(id, () -> checkSend(input, expected));
    }
    if (id.startsWith("MessageSent")) {
      return new VectorCase(id, () -> checkSent(input, expected));
    }
    return new VectorCase(id, () -> checkReceive(input, expected));
  }

  private static void checkConstants(JsonNode content) {
    JsonNode selectors = content.required("selectors");
    Expect.equal("sendMessage", bytes(selectors, "sendMessage"), Erc7786.SEND_MESSAGE.selector());
    Expect.equal(
        "supportsAttribute",
        bytes(selectors, "supportsAttribute"),
        Erc7786.SUPPORTS_ATTRIBUTE.selector());
    Expect.equal(
        "receiveMessage", bytes(selectors, "receiveMessage"), Erc7786.RECEIVE_MESSAGE.selector());
    Expect.equal(
        "MessageSent",
        bytes(content.required("topic0"), "MessageSent"),
        Erc7786.MESSAGE_SENT.topic0().toBytes());
  }

  private static void checkSend(JsonNode input, JsonNode expected) {
    Erc7786Message message =
        new Erc7786Message(
            ANYBODY, bytes(input, "recipient"), bytes(input, "payload"), attributes(input));
    Bytes calldata = bytes(expected, "calldata");

    Expect.equal("calldata", calldata, message.encodeSend());
    Expect.equal("message", message, Erc7786Message.decodeSend(ANYBODY, calldata));
  }

  private static void checkSent(JsonNode input, JsonNode expected) {
    Erc7786Message message =
        new Erc7786Message(
            bytes(input, "sender"),
            bytes(input, "recipient"),
            bytes(input, "payload"),
            attributes(input));
    AbiEvent.Log log =
        new AbiEvent.Log(
            expected
                .required("topics")
                .valueStream()
                .map(topic -> Bytes32.fromHex(topic.stringValue()))
                .toList(),
            bytes(expected, "data"));

    Expect.equal(
        "log",
        log,
        message.encodeSent(
            Bytes32.of(bytes(input, "sendId")), input.required("value").bigIntegerValue()));
    Expect.equal("message", message, Erc7786Message.decodeSent(log));
  }

  private static void checkReceive(JsonNode input, JsonNode expected) {
    Bytes32 receiveId = Bytes32.of(bytes(input, "receiveId"));
    Bytes sender = bytes(input, "sender");
    Bytes payload = bytes(input, "payload");
    Erc7786Message message = new Erc7786Message(sender, ANYBODY, payload, List.of());
    Bytes calldata = message.encodeReceive(receiveId);

    if (expected.hasNonNull("calldata")) {
      Expect.equal("calldata", bytes(expected, "calldata"), calldata);
    }
    Expect.equal(
        "arguments",
        List.of(
            new Value.Blob(receiveId.toBytes()), new Value.Blob(sender), new Value.Blob(payload)),
        Erc7786.RECEIVE_MESSAGE.decodeCall(calldata));
    Expect.that(
        "an answer that begins with the selector",
        bytes(expected, "returnValue").startsWith(Erc7786.RECEIVE_MESSAGE.selector()));
  }

  private static void checkRefused(JsonNode input) {
    Expect.refusal(
        IllegalArgumentException.class,
        "the sender",
        () -> InteroperableAddress.decode(bytes(input, "sender")));
  }

  private static List<Bytes> attributes(JsonNode input) {
    return input
        .required("attributes")
        .valueStream()
        .map(text -> Bytes.fromHex(text.stringValue()))
        .toList();
  }

  private static Bytes bytes(JsonNode node, String field) {
    return Bytes.fromHex(node.required(field).stringValue());
  }
}
