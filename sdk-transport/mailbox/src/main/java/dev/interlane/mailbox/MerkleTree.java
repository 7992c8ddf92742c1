package dev.interlane.mailbox;

import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree of message ids that Hyperlane's {@code MerkleTreeHook} keeps, with its whole history:
 * roots and proofs of any earlier size too. 32 levels, node = keccak256(left | right), an empty
 * leaf is 32 zero bytes. Leaves are only appended, or taken back from the end after a
 * reorganisation. Not thread-safe.
 *
 * <p>An insertion costs one hash on average, a root or a proof at most 32 the first time, and a
 * leaf about 100 bytes of memory, with its root 160.
 */
public final class MerkleTree {
  /** The number of levels below the root. */
  public static final int DEPTH = 32;

  /**
   * How much more gas an insertion may use than one estimated just before it. The hook hashes its
   * way up past every complete subtree: one level after an even number of leaves, all of them where
   * the tree fills up. A level is a cold SLOAD (2,100, EIP-2929) and a hash of two words with what
   * Solidity does around it (below 900); the node it ends in may be a slot's first (22,100) where
   * the estimate overwrote one (5,000). What is not used is not paid.
   */
  static final long INSERTION_GAS_SPREAD = DEPTH * (2_100L + 900) + (22_100 - 5_000);

  private static final Bytes32[] EMPTY_NODES = emptyNodes();

  /** The complete nodes, by level and then from the left. */
  private final List<List<Bytes32>> complete = new ArrayList<>();

  /** The roots that were asked for, by number of leaves: validators all ask for the same ones. */
  private final List<@Nullable Bytes32> roots = new ArrayList<>();

  private long edgeCount = -1;
  private Bytes32 @Nullable [] edge;

  /** A tree without leaves. */
  public MerkleTree() {
    for (int level = 0; level <= DEPTH; level++) {
      complete.add(new ArrayList<>());
    }
  }

  /** The root of a subtree of so many levels without leaves; level 0 is an empty leaf. */
  public static Bytes32 emptyNode(int levels) {
    if (levels < 0 || levels > DEPTH) {
      throw new IllegalArgumentException("levels must be from 0 to 32, got " + levels);
    }
    return EMPTY_NODES[levels];
  }

  /** The number of leaves. */
  public long count() {
    return complete.get(0).size();
  }

  /**
   * The leaf at this position.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Bytes32 leaf(long index) {
    requireLeaf(index, count());
    return complete.get(0).get((int) index);
  }

  /** Appends a leaf and returns its index. */
  public long insert(Bytes32 leaf) {
    long index = count();
    Bytes32 node = leaf;
    int level = 0;
    complete.get(0).add(node);
    // A right child completes its parent.
    while ((index >>> level & 1) == 1) {
      List<Bytes32> siblings = complete.get(level);
      node = Keccak256.hash(siblings.get(siblings.size() - 2), node);
      level++;
      complete.get(level).add(node);
    }
    return index;
  }

  /**
   * Takes back all leaves from {@code count} on.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  public void truncate(long count) {
    requireCount(count);
    for (int level = 0; level <= DEPTH; level++) {
      List<Bytes32> nodes = complete.get(level);
      nodes.subList((int) (count >>> level), nodes.size()).clear();
    }
    edgeCount = -1;
    if (roots.size() > count + 1) {
      roots.subList((int) count + 1, roots.size()).clear();
    }
  }

  /** The root of all leaves. */
  public Bytes32 root() {
    return rootOf(count());
  }

  /**
   * The root as it was when there were so many leaves.
   *
   * @throws IllegalArgumentException if there are fewer now
   */
  public Bytes32 rootOf(long count) {
    requireCount(count);
    while (roots.size() <= count) {
      roots.add(null);
    }
    Bytes32 known = roots.get((int) count);
    if (known == null) {
      known = edgeOf(count)[DEPTH];
      roots.set((int) count, known);
    }
    return known;
  }

  /**
   * The proof that the leaf is in the tree of the first {@code count} leaves.
   *
   * @throws IllegalArgumentException if the leaf is not among them, or there are fewer now
   */
  public MerkleProof proof(long index, long count) {
    requireCount(count);
    requireLeaf(index, count);
    Bytes32[] unfinished = edgeOf(count);
    List<Bytes32> siblings = new ArrayList<>(DEPTH);
    for (int level = 0; level < DEPTH; level++) {
      long sibling = (index >>> level) ^ 1;
      long finished = count >>> level;
      if (sibling < finished) {
        siblings.add(complete.get(level).get((int) sibling));
      } else {
        siblings.add(sibling == finished ? unfinished[level] : EMPTY_NODES[level]);
      }
    }
    return new MerkleProof(leaf(index), index, siblings);
  }

  /**
   * For each level the node that the next leaf would go under, in the tree of the first {@code
   * count} leaves; the last one is the root.
   */
  private Bytes32[] edgeOf(long count) {
    Bytes32[] known = edge;
    if (known != null && edgeCount == count) {
      return known;
    }
    Bytes32[] nodes = new Bytes32[DEPTH + 1];
    nodes[0] = EMPTY_NODES[0];
    for (int level = 0; level < DEPTH; level++) {
      long finished = count >>> level;
      if ((finished & 1) == 1) {
        Bytes32 left = complete.get(level).get((int) finished - 1);
        nodes[level + 1] = Keccak256.hash(left, nodes[level]);
      } else if (nodes[level].equals(EMPTY_NODES[level])) {
        nodes[level + 1] = EMPTY_NODES[level + 1];
      } else {
        nodes[level + 1] = Keccak256.hash(nodes[level], EMPTY_NODES[level]);
      }
    }
    edge = nodes;
    edgeCount = count;
    return nodes;
  }

  private void requireCount(long count) {
    if (count < 0 || count > count()) {
      throw new IllegalArgumentException(
          "The tree has " + count() + " leaves, " + count + " were asked for");
    }
  }

  private static void requireLeaf(long index, long count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException("There is no leaf " + index + " among " + count);
    }
  }

  private static Bytes32[] emptyNodes() {
    Bytes32[] nodes = new Bytes32[DEPTH + 1];
    nodes[0] = Bytes32.ZERO;
    for (int level = 0; level < DEPTH; level++) {
      nodes[level + 1] = Keccak256.hash(nodes[level], nodes[level]);
    }
    return nodes;
  }
}
