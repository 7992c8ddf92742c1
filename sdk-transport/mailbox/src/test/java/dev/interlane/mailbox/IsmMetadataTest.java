package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Everything here was accepted by the real ISMs. */
class IsmMetadataTest {
  @ParameterizedTest
  @MethodSource("messageId")
  void buildsWhatTheMessageIdMultisigAccepted(HyperlaneVectors.Case vector) {
    JsonNode checkpoint = vector.get("checkpoint");

    assertThat(
            IsmMetadata.messageIdMultisig(
                HyperlaneVectors.word(checkpoint, "merkle_tree_hook_bytes32"),
                HyperlaneVectors.word(checkpoint, "root"),
                checkpoint.get("index").longValue(),
                signatures(vector)))
        .isEqualTo(vector.bytes("metadata"));
  }

  static Stream<HyperlaneVectors.Case> messageId() {
    return HyperlaneVectors.cases("multisig_message_id.json");
  }

  @ParameterizedTest
  @MethodSource("merkleRoot")
  void buildsWhatTheMerkleRootMultisigAccepted(HyperlaneVectors.Case vector) {
    JsonNode checkpoint = vector.get("checkpoint");
    MerkleTree tree = new MerkleTree();
    HyperlaneVectors.words(HyperlaneVectors.file("merkle_tree.json").get("leaves"))
        .forEach(tree::insert);
    long signedIndex = checkpoint.get("index").longValue();
    MerkleProof proof = tree.proof(vector.get("messageIndex").longValue(), signedIndex + 1);

    assertThat(proof.siblings()).isEqualTo(HyperlaneVectors.words(vector.get("proof")));
    assertThat(proof.root()).isEqualTo(HyperlaneVectors.word(checkpoint, "root"));
    assertThat(
            IsmMetadata.merkleRootMultisig(
                HyperlaneVectors.word(checkpoint, "merkle_tree_hook_bytes32"),
                proof,
                new IsmMetadata.SignedLeaf(
                    signedIndex, HyperlaneVectors.word(checkpoint, "message_id")),
                signatures(vector)))
        .isEqualTo(vector.bytes("metadata"));
  }

  static Stream<HyperlaneVectors.Case> merkleRoot() {
    return HyperlaneVectors.cases("multisig_merkle_root.json");
  }

  @ParameterizedTest
  @MethodSource("aggregation")
  void buildsWhatTheAggregationAccepted(HyperlaneVectors.Case vector) {
    List<Optional<Bytes>> legs = new ArrayList<>();
    for (JsonNode leg : vector.get("legMetadata")) {
      legs.add(leg.isNull() ? Optional.empty() : Optional.of(Bytes.fromHex(leg.stringValue())));
    }

    assertThat(IsmMetadata.aggregation(legs)).isEqualTo(vector.bytes("metadata"));
  }

  static Stream<HyperlaneVectors.Case> aggregation() {
    return HyperlaneVectors.cases("aggregation_routing_ratelimit.json")
        .filter(vector -> vector.has("legMetadata"));
  }

  @Test
  void nestsAggregationsWithOffsetsOfTheirOwn() {
    Bytes leg = Bytes.fromHex("0xabcd");
    Bytes inner = IsmMetadata.aggregation(List.of(Optional.empty(), Optional.of(leg)));

    Bytes outer = IsmMetadata.aggregation(List.of(Optional.of(inner), Optional.empty()));

    assertThat(outer.toHex())
        .isEqualTo(
            "0x"
                + "0000001000000022"
                + "0000000000000000"
                + "0000000000000000"
                + "0000001000000012"
                + "abcd");
  }

  @Test
  void callsProcessAsTheContractWasCalled() {
    for (String file : List.of("trusted_relayer.json", "multisig_message_id.json")) {
      HyperlaneVectors.cases(file)
          .filter(vector -> vector.has("message") && vector.get("message").isString())
          .filter(vector -> vector.get("process").get("calldata").isString())
          .forEach(
              vector ->
                  assertThat(
                          MailboxAbi.PROCESS.encodeCall(
                              vector.bytes("metadata"), vector.bytes("message")))
                      .isEqualTo(HyperlaneVectors.bytes(vector.get("process"), "calldata")));
    }
  }

  private static List<Signature> signatures(HyperlaneVectors.Case vector) {
    List<Signature> signatures = new ArrayList<>();
    for (JsonNode each : vector.get("signatures")) {
      Bytes32 r = HyperlaneVectors.word(each, "r");
      Bytes32 s = HyperlaneVectors.word(each, "s");
      signatures.add(new Signature(r, s, each.get("v").intValue() - 27));
    }
    return signatures;
  }
}
