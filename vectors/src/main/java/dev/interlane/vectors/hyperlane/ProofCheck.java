package dev.interlane.vectors.hyperlane;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.mailbox.IsmMetadata;
import dev.interlane.mailbox.MerkleProof;
import dev.interlane.mailbox.MerkleTree;
import dev.interlane.mailbox.checkpoint.Checkpoint;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.Signature;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorFile;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The checkpoint that was signed, who signed it, and the metadata that the ISM accepted. */
final class ProofCheck {
  private ProofCheck() {}

  static void check(VectorFile file, JsonNode vector) {
    if (vector.hasNonNull("checkpoint")) {
      Checkpoint checkpoint = checkpoint(vector.get("checkpoint"));
      checkHashes(vector.get("checkpoint"), checkpoint);
      for (JsonNode each : vector.required("signatures")) {
        checkSignature(file, checkpoint, each);
      }
      Expect.equal("metadata", Recorded.bytes(vector, "metadata"), multisig(file, vector));
    }
    if (vector.hasNonNull("legMetadata")) {
      List<Optional<Bytes>> legs =
          vector
              .get("legMetadata")
              .valueStream()
              .map(
                  leg ->
                      leg.isNull()
                          ? Optional.<Bytes>empty()
                          : Optional.of(Bytes.fromHex(leg.stringValue())))
              .toList();
      Expect.equal("metadata", Recorded.bytes(vector, "metadata"), IsmMetadata.aggregation(legs));
    }
  }

  private static void checkHashes(JsonNode node, Checkpoint checkpoint) {
    Expect.equal(
        "domain hash",
        Recorded.word(node, "domain_hash"),
        Checkpoint.domainHash(checkpoint.origin(), checkpoint.hook()));
    Expect.equal("signing hash", Recorded.word(node, "signing_hash"), checkpoint.signingHash());
    Expect.equal("digest", Recorded.word(node, "eip191_digest"), checkpoint.digest());
  }

  /** Signatures are deterministic, so the validator's key gives the same one. */
  private static void checkSignature(VectorFile file, Checkpoint checkpoint, JsonNode each) {
    Signature signature = Recorded.signature(each);
    EvmAddress validator = Recorded.address(each, "validator");
    Expect.equal(
        "signer", Optional.of(validator), new SignedCheckpoint(checkpoint, signature).signer());
    Expect.equal(
        "signature",
        signature,
        Secp256k1.sign(checkpoint.digest(), key(file.sibling("deployment.json"), validator)));
    Expect.equal("serialized", Recorded.bytes(each, "serialized"), signature.toRsv());
  }

  private static PrivateKey key(VectorFile deployment, EvmAddress validator) {
    return deployment.list("validators").stream()
        .filter(each -> Recorded.address(each, "address").equals(validator))
        .map(each -> PrivateKey.fromHex(each.required("testPrivateKey").stringValue()))
        .findFirst()
        .orElseThrow();
  }

  private static Bytes multisig(VectorFile file, JsonNode vector) {
    Checkpoint checkpoint = checkpoint(vector.get("checkpoint"));
    List<Signature> signatures =
        vector.required("signatures").valueStream().map(Recorded::signature).toList();
    if (!vector.hasNonNull("proof")) {
      return IsmMetadata.messageIdMultisig(
          checkpoint.hook(), checkpoint.root(), checkpoint.index(), signatures);
    }
    MerkleTree tree = new MerkleTree();
    Recorded.words(file.sibling("merkle_tree.json").content().required("leaves"))
        .forEach(tree::insert);
    MerkleProof proof = tree.proof(Recorded.number(vector, "messageIndex"), checkpoint.index() + 1);
    Expect.equal("proof", Recorded.words(vector.get("proof")), proof.siblings());
    Expect.equal("root", checkpoint.root(), proof.root());
    return IsmMetadata.merkleRootMultisig(
        checkpoint.hook(),
        proof,
        new IsmMetadata.SignedLeaf(checkpoint.index(), checkpoint.messageId()),
        signatures);
  }

  private static Checkpoint checkpoint(JsonNode node) {
    return new Checkpoint(
        Recorded.number(node, "origin_domain"),
        Recorded.word(node, "merkle_tree_hook_bytes32"),
        Recorded.word(node, "root"),
        Recorded.number(node, "index"),
        Recorded.word(node, "message_id"));
  }
}
