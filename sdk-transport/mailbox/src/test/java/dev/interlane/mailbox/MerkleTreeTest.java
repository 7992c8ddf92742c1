package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
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
