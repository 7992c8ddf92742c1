package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MerkleTreeTest {
  @Test
  void hasTheHooksRootAfterEveryLeaf() {
    JsonNode vector = HyperlaneVectors.file("merkle_tree.json");
    List<Bytes32> leaves = HyperlaneVectors.words(vector.get("leaves"));
    List<Bytes32> roots = HyperlaneVectors.words(vector.get("rootAfterLeaf"));
    MerkleTree tree = new MerkleTree();

    for (int i = 0; i < leaves.size(); i++) {
      assertThat(tree.insert(leaves.get(i))).isEqualTo(i);
      assertThat(tree.root()).as("after leaf %d", i).isEqualTo(roots.get(i));
    }
    for (int i = 0; i < leaves.size(); i++) {
      assertThat(tree.rootOf(i + 1)).as("of the first %d", i + 1).isEqualTo(roots.get(i));
    }
  }

  @Test
  void hasTheHooksEmptyNodes() {
    List<Bytes32> zeroes =
        HyperlaneVectors.words(HyperlaneVectors.file("merkle_tree.json").get("zeroHashes"));

    assertThat(zeroes).hasSize(33);
    for (int level = 0; level < zeroes.size(); level++) {
      assertThat(MerkleTree.emptyNode(level)).isEqualTo(zeroes.get(level));
    }
    assertThat(new MerkleTree().root())
        .isEqualTo(HyperlaneVectors.word(HyperlaneVectors.file("constants.json"), "emptyTreeRoot"));
  }

  @Test
  void provesAsTheContractsAccept() {
    JsonNode vector = HyperlaneVectors.file("merkle_tree.json");
    MerkleTree tree = treeOf(HyperlaneVectors.words(vector.get("leaves")));

    for (JsonNode each : vector.get("proofs")) {
      long index = each.get("index").longValue();
      MerkleProof proof = tree.proof(index, tree.count());

      assertThat(proof.leaf()).isEqualTo(HyperlaneVectors.word(each, "leaf"));
      assertThat(proof.siblings()).isEqualTo(HyperlaneVectors.words(each.get("proof")));
      assertThat(proof.root()).isEqualTo(tree.root());
    }
  }

  @Test
  void agreesWithHyperlanesOwnTrees() {
    int proofs = 0;
    for (JsonNode vector : HyperlaneVectors.official("merkle.json")) {
      List<Bytes32> leaves = new ArrayList<>();
      // Their leaves are the EIP-191 hashes of the texts.
      for (JsonNode text : vector.get("leaves")) {
        String value = text.stringValue();
        leaves.add(
            Keccak256.hash(
                Bytes.fromUtf8("\u0019Ethereum Signed Message:\n" + value.length() + value)));
      }
      MerkleTree tree = treeOf(leaves);

      assertThat(tree.root()).isEqualTo(HyperlaneVectors.word(vector, "expectedRoot"));
      for (JsonNode each : vector.get("proofs")) {
        MerkleProof proof = tree.proof(each.get("index").longValue(), tree.count());
        assertThat(proof.leaf()).isEqualTo(HyperlaneVectors.word(each, "leaf"));
        assertThat(proof.siblings()).isEqualTo(HyperlaneVectors.words(each.get("path")));
        proofs++;
      }
    }
    assertThat(proofs).isEqualTo(51);
  }

  @Test
  void computesTheRootOfHyperlanesOwnProofs() {
    JsonNode vector = HyperlaneVectors.official("messageWithProof.json");

    MerkleProof read =
        new MerkleProof(
            HyperlaneVectors.word(vector, "leaf"),
            vector.get("index").longValue(),
            HyperlaneVectors.words(vector.get("proof")));

    assertThat(read.root()).isEqualTo(HyperlaneVectors.word(vector, "root"));
  }

  @Test
  void provesEveryLeafInEveryEarlierTree() {
    MerkleTree tree = treeOf(numbered(0, 37));

    for (long count = 1; count <= tree.count(); count++) {
      for (long index = 0; index < count; index++) {
        assertThat(tree.proof(index, count).root())
            .as("leaf %d of %d", index, count)
            .isEqualTo(tree.rootOf(count));
      }
    }
  }

  @Test
  void aWrongLeafIndexOrSiblingGivesAnotherRoot() {
    MerkleTree tree = treeOf(numbered(0, 11));
    MerkleProof proof = tree.proof(6, 11);
    List<Bytes32> swapped = new ArrayList<>(proof.siblings());
    swapped.set(3, Bytes32.leftPad(Bytes.fromHex("0x01")));

    assertThat(new MerkleProof(tree.leaf(5), 6, proof.siblings()).root()).isNotEqualTo(tree.root());
    assertThat(new MerkleProof(tree.leaf(6), 7, proof.siblings()).root()).isNotEqualTo(tree.root());
    assertThat(new MerkleProof(tree.leaf(6), 6, swapped).root()).isNotEqualTo(tree.root());
  }

  @Test
  void forgetsLeavesAsIfTheyHadNeverBeen() {
    List<Bytes32> first = numbered(0, 13);
    List<Bytes32> second = numbered(100, 9);
    for (int kept = 0; kept <= first.size(); kept++) {
      MerkleTree tree = treeOf(first);
      List<Bytes32> expected = new ArrayList<>(first.subList(0, kept));
      expected.addAll(second);

      tree.truncate(kept);
      second.forEach(tree::insert);

      assertThat(tree.count()).isEqualTo(expected.size());
      assertThat(tree.root()).as("kept %d", kept).isEqualTo(treeOf(expected).root());
    }
  }

  @Test
  void refusesWhatItDoesNotHave() {
    MerkleTree tree = treeOf(numbered(0, 3));

    assertThatIllegalArgumentException().isThrownBy(() -> tree.leaf(3));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.leaf(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.rootOf(4));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.proof(2, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.truncate(4));
    assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.emptyNode(33));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MerkleProof(tree.leaf(0), 0, List.of()));
  }

  private static MerkleTree treeOf(List<Bytes32> leaves) {
    MerkleTree tree = new MerkleTree();
    leaves.forEach(tree::insert);
    return tree;
  }

  private static List<Bytes32> numbered(int from, int count) {
    List<Bytes32> leaves = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      leaves.add(Keccak256.hash(Bytes.fromUtf8("leaf " + i)));
    }
    return leaves;
  }
}
