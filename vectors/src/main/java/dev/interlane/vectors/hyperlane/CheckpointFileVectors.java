package dev.interlane.vectors.hyperlane;

import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.checkpoint.Announcement;
import dev.interlane.mailbox.checkpoint.SignedAnnouncement;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.primitive.Bytes;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import dev.interlane.vectors.VectorFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files in the layout of validators' storage: {@code <validator>_<index>_with_id.json}, {@code
 * <validator>_announcement.json}, {@code <validator>_index.json}.
 */
public final class CheckpointFileVectors implements VectorFormat {
  /** For {@link java.util.ServiceLoader}. */
  public CheckpointFileVectors() {}

  @Override
  public String name() {
    return "hyperlane/checkpoint storage";
  }

  @Override
  public boolean reads(VectorFile file) {
    return file.folder().equals("checkpoint_storage");
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    if (file.name().endsWith("_with_id.json")) {
      return List.of(new VectorCase("checkpoint", () -> checkCheckpoint(file)));
    }
    if (file.name().endsWith("_announcement.json")) {
      return List.of(new VectorCase("announcement", () -> checkAnnouncement(file)));
    }
    return List.of(new VectorCase("latest index", () -> checkIndex(file)));
  }

  private static void checkCheckpoint(VectorFile file) {
    JsonNode content = file.content();
    JsonNode checkpoint = content.required("value").required("checkpoint");

    SignedCheckpoint read = SignedCheckpoint.fromJson(json(content));

    Expect.equal(
        "domain", Recorded.number(checkpoint, "mailbox_domain"), read.checkpoint().origin());
    Expect.equal("root", Recorded.word(checkpoint, "root"), read.checkpoint().root());
    Expect.equal("index", Recorded.number(checkpoint, "index"), read.checkpoint().index());
    Expect.equal(
        "message id",
        Recorded.word(content.required("value"), "message_id"),
        read.checkpoint().messageId());
    Expect.equal(
        "serialized", Recorded.bytes(content, "serialized_signature"), read.signature().toRsv());
    // The r and s alone, whose leading zeros may be gone, say the same.
    for (String field : List.of("serialized_signature", "signature")) {
      Expect.equal(
          "read without " + field, read, SignedCheckpoint.fromJson(json(without(content, field))));
    }
    Expect.equal("signer", Optional.of(announced(file)), read.signer().map(Object::toString));
  }

  /** Who announced the folder that the file would be in: its name begins with the validator. */
  private static String announced(VectorFile file) {
    return Recorded.address(validator(file), "address").toString();
  }

  private static JsonNode validator(VectorFile file) {
    int index = Integer.parseInt(file.name().replaceAll("^validator(\\d+)_.*$", "$1"));
    return file.sibling("../deployment.json").list("validators").get(index);
  }

  private static void checkAnnouncement(VectorFile file) {
    JsonNode value = file.content().required("value");
    Announcement announcement =
        new Announcement(
            new DomainAccount(
                Recorded.number(value, "mailbox_domain"), Recorded.word(value, "mailbox_address")),
            value.required("storage_location").stringValue());
    Bytes written =
        SignedAnnouncement.sign(
                announcement,
                InMemorySigner.of(
                    PrivateKey.fromHex(validator(file).required("testPrivateKey").stringValue())))
            .toJson();
    Expect.equal("file", file.content(), JsonMapper.shared().readTree(written.toArray()));
    Expect.equal(
        "signer",
        Optional.of(Recorded.address(value, "validator")),
        Secp256k1.recover(
            announcement.digest(), Recorded.signature(file.content().required("signature"))));
  }

  private static void checkIndex(VectorFile file) {
    long index = file.content().longValue();
    VectorFile checkpoint =
        file.sibling(file.name().replace("index.json", index + "_with_id.json"));
    Expect.equal(
        "index of the latest",
        index,
        SignedCheckpoint.fromJson(json(checkpoint.content())).checkpoint().index());
  }

  private static Bytes json(JsonNode content) {
    return Bytes.fromUtf8(content.toString());
  }

  private static JsonNode without(JsonNode content, String field) {
    ObjectNode copy = (ObjectNode) content.deepCopy();
    copy.remove(field);
    return copy;
  }
}
