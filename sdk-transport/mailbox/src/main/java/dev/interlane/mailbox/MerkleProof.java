package dev.interlane.mailbox;

import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.List;

/**
 * That a leaf is in a tree: its siblings from the leaf's level up. Bit {@code i} of the index says
 * on which side the {@code i}-th sibling is.
 *
 * @param leaf the leaf, a Hyperlane message id
 * @param index its position, unsigned 32 bits
 * @param siblings exactly 32
 */
public record MerkleProof(Bytes32 leaf, long index, List<Bytes32> siblings) {
  public MerkleProof {
    Unsigned32.check("index", index);
    siblings = List.copyOf(siblings);
    if (siblings.size() != MerkleTree.DEPTH) {
      throw new IllegalArgumentException(
          "A proof has " + MerkleTree.DEPTH + " siblings, got " + siblings.size());
    }
  }

  /** The root of the tree that has this leaf there. */
  public Bytes32 root() {
    Bytes32 node = leaf;
    for (int level = 0; level < MerkleTree.DEPTH; level++) {
      Bytes32 sibling = siblings.get(level);
      boolean isRight = (index >>> level & 1) == 1;
      node = isRight ? Keccak256.hash(sibling, node) : Keccak256.hash(node, sibling);
    }
    return node;
  }
}
