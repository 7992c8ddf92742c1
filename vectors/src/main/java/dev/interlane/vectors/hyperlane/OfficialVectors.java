package dev.interlane.vectors.hyperlane;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.HyperlaneMessage;
import dev.interlane.mailbox.MerkleProof;
import dev.interlane.mailbox.MerkleTree;
import dev.interlane.mailbox.Unsigned32;
import dev.interlane.mailbox.checkpoint.Checkpoint;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.Signature;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Hyperlane's own vectors, of which some are of earlier versions: what still holds is checked. */
public final class OfficialVectors extends HyperlaneFormat {
  private static final String EIP191 = "\u0019Ethereum Signed Message:\n";

  /** For {@link java.util.ServiceLoader}. */
  public OfficialVectors() {
    super(
        "official",
        "official",
        Set.of(
            "message.json",
            "domainHash.json",
            "merkle.json",
            "messageWithProof.json",
            "proof.json",
            "signedCheckpoint.json"));
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    List<VectorCase> cases = new ArrayList<>();
    JsonNode content = file.content();
    List<JsonNode> vectors = content.isArray() ? content.valueStream().toList() : List.of(content);
    for (int i = 0; i < vectors.size(); i++) {
      JsonNode vector = vectors.get(i);
      String name = vector.hasNonNull("testName") ? vector.get("testName").asString() : "#" + i;
      cases.add(new VectorCase(name, () -> check(file.name(), vector)));
    }
    return cases;
  }

  private static void check(String file, JsonNode vector) {
    switch (file) {
      case "message.json" -> checkMessage(vector);
      case "domainHash.json" ->
          Expect.equal(
              "domain hash",
              Recorded.word(vector, "expectedDomainHash"),
              Checkpoint.domainHash(
                  Recorded.number(vector, "domain"), Recorded.word(vector, "mailbox")));
      case "merkle.json" -> checkTree(vector);
      case "messageWithProof.json" ->
          checkRoot(vector, Recorded.words(vector.required("proof")), vector);
      case "proof.json" -> {
        JsonNode proof = vector.required("proof");
        checkRoot(proof, Recorded.words(proof.required("path")), vector);
      }
      default -> checkLegacySignature(vector);
    }
  }

  private static void checkMessage(JsonNode vector) {
    JsonNode body = vector.required("body");
    HyperlaneMessage built =
        HyperlaneMessage.of(
            Recorded.number(vector, "nonce"),
            new DomainAccount(Recorded.number(vector, "origin"), Recorded.word(vector, "sender")),
            new DomainAccount(
                Recorded.number(vector, "destination"), Recorded.word(vector, "recipient")),
            Bytes.generate(
                body.size(),
                target -> {
                  for (int i = 0; i < target.length; i++) {
                    target[i] = (byte) body.get(i).intValue();
                  }
                }));
    Expect.equal("id", Recorded.word(vector, "id"), built.id());
  }

  /** The leaves are the EIP-191 hashes of texts. */
  private static void checkTree(JsonNode vector) {
    MerkleTree tree = new MerkleTree();
    for (JsonNode leaf : vector.required("leaves")) {
      String text = leaf.stringValue();
      tree.insert(Keccak256.hash(Bytes.fromUtf8(EIP191 + text.length() + text)));
    }
    Expect.equal("root", Recorded.word(vector, "expectedRoot"), tree.root());
    for (JsonNode each : vector.required("proofs")) {
      MerkleProof proof = tree.proof(Recorded.number(each, "index"), tree.count());
      Expect.equal("leaf", Recorded.word(each, "leaf"), proof.leaf());
      Expect.equal("siblings", Recorded.words(each.required("path")), proof.siblings());
    }
  }

  private static void checkRoot(JsonNode proof, List<Bytes32> siblings, JsonNode vector) {
    Expect.equal(
        "root",
        Recorded.word(vector, "root"),
        new MerkleProof(Recorded.word(proof, "leaf"), Recorded.number(proof, "index"), siblings)
            .root());
  }

  /** These signed no message id, which version 3 added. */
  private static void checkLegacySignature(JsonNode vector) {
    Bytes32 statement =
        Keccak256.hash(
            Checkpoint.domainHash(
                    Recorded.number(vector, "domain"), Recorded.word(vector, "merkle_tree_hook"))
                .toBytes(),
            Recorded.word(vector, "root").toBytes(),
            Unsigned32.toBytes(Recorded.number(vector, "index")));
    Bytes32 digest = Keccak256.hash(Bytes.fromUtf8(EIP191 + "32"), statement.toBytes());
    Optional<EvmAddress> signer = Secp256k1.recover(digest, signature(vector));
    Expect.equal("signer", Optional.of(Recorded.address(vector, "signer")), signer);
  }

  /** One of them has lost its leading zero, which the reader of checkpoints puts back. */
  private static Signature signature(JsonNode vector) {
    String checkpoint =
        """
        {"value":{"checkpoint":{"merkle_tree_hook_address":"%s","mailbox_domain":%d,
        "root":"%s","index":%d},"message_id":"%s"},"signature":%s}"""
            .formatted(
                Recorded.word(vector, "merkle_tree_hook"),
                Recorded.number(vector, "domain"),
                Recorded.word(vector, "root"),
                Recorded.number(vector, "index"),
                Bytes32.ZERO,
                vector.required("signature"));
    return SignedCheckpoint.fromJson(Bytes.fromUtf8(checkpoint)).signature();
  }
}
