package dev.interlane.vectors.hyperlane;

import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.HyperlaneMessage;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.primitive.Bytes;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Dispatches and what became of them: the message's bytes and id, the call that sent it, and, where
 * the file has them, checkpoint, signatures, metadata and delivery.
 */
public final class MessageVectors extends HyperlaneFormat {
  /** For {@link java.util.ServiceLoader}. */
  public MessageVectors() {
    super(
        "messages",
        "hyperlane",
        Set.of(
            "messages.json",
            "trusted_relayer.json",
            "multisig_message_id.json",
            "multisig_merkle_root.json",
            "aggregation_routing_ratelimit.json",
            "ccip_read.json"));
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    if (file.name().equals("ccip_read.json")) {
      return List.of(new VectorCase("ccip read", () -> CcipReadCheck.check(file)));
    }
    DeliveryCheck deliveries = new DeliveryCheck(file);
    return file.list("cases").stream()
        .map(
            each ->
                new VectorCase(
                    each.required("name").stringValue(),
                    () -> {
                      checkMessage(each);
                      ProofCheck.check(file, each);
                      deliveries.check(each);
                    }))
        .toList();
  }

  static void checkMessage(JsonNode vector) {
    if (!Recorded.isFull(vector, "message")) {
      return;
    }
    JsonNode fields = vector.required("fields");
    Bytes bytes = Recorded.bytes(vector, "message");
    HyperlaneMessage read = HyperlaneMessage.decode(bytes);
    HyperlaneMessage built =
        HyperlaneMessage.of(
            Recorded.number(fields, "nonce"),
            new DomainAccount(Recorded.number(fields, "origin"), Recorded.word(fields, "sender")),
            new DomainAccount(
                Recorded.number(fields, "destination"), Recorded.word(fields, "recipient")),
            read.body());

    Expect.equal("message", bytes, built.bytes());
    Expect.equal("message read", built, read);
    Expect.equal("id", Recorded.word(vector, "id"), built.id());
    Expect.equal("length of body", fields.required("bodyLen").intValue(), read.body().length());
    if (vector.path("overload").asInt(0) == 3 && Recorded.isFull(vector, "calldata")) {
      Expect.equal(
          "call of dispatch",
          Recorded.bytes(vector, "calldata"),
          MailboxAbi.DISPATCH.encodeCall(
              built.recipient().domain(), built.recipient().account(), built.body()));
    }
  }
}
