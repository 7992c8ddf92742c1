package dev.interlane.vectors.hyperlane;

import dev.interlane.mailbox.MerkleProof;
import dev.interlane.mailbox.MerkleTree;
import dev.interlane.primitive.Bytes32;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The tree of the hook: its root after each leaf, its empty nodes, proofs of leaves. */
public final class MerkleTreeVectors extends HyperlaneFormat {
  /** For {@link java.util.ServiceLoader}. */
  public MerkleTreeVectors() {
    super("merkle tree", "hyperlane", Set.of("merkle_tree.json"));
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    MerkleTree tree = new MerkleTree();
    Recorded.words(file.content().required("leaves")).forEach(tree::insert);
    List<VectorCase> cases = new ArrayList<>();
    List<Bytes32> roots = Recorded.words(file.content().required("rootAfterLeaf"));
    for (int i = 0; i < roots.size(); i++) {
      int leaf = i;
      cases.add(
          new VectorCase(
              "root after leaf " + leaf,
              () -> Expect.equal("root", roots.get(leaf), tree.rootOf(leaf + 1))));
    }
    cases.add(new VectorCase("on chain", () -> checkOnChain(file, tree)));
    cases.add(new VectorCase("empty nodes", () -> checkEmptyNodes(file)));
    for (JsonNode each : file.list("proofs")) {
      cases.add(
          new VectorCase("proof of leaf " + each.required("index"), () -> checkProof(tree, each)));
    }
    return cases;
  }

  private static void checkOnChain(VectorFile file, MerkleTree tree) {
    JsonNode latest = file.content().required("onchain");
    Expect.equal("count", Recorded.number(latest, "count"), tree.count());
    Expect.equal("root", Recorded.word(latest, "root"), tree.root());
  }

  private static void checkEmptyNodes(VectorFile file) {
    List<Bytes32> zeroes = Recorded.words(file.content().required("zeroHashes"));
    for (int level = 0; level < zeroes.size(); level++) {
      Expect.equal("level " + level, zeroes.get(level), MerkleTree.emptyNode(level));
    }
  }

  private static void checkProof(MerkleTree tree, JsonNode vector) {
    MerkleProof proof = tree.proof(Recorded.number(vector, "index"), tree.count());
    Expect.equal("leaf", Recorded.word(vector, "leaf"), proof.leaf());
    Expect.equal("siblings", Recorded.words(vector.required("proof")), proof.siblings());
    Expect.equal("root", tree.root(), proof.root());
  }
}
