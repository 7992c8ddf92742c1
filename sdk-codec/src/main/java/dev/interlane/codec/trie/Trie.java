package dev.interlane.codec.trie;

import dev.interlane.codec.rlp.Rlp;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Merkle-Patricia trie in memory, for roots and proofs of one's own: a test chain's state, the
 * receipts of a block.
 *
 * {@snippet :
 * Trie receipts = Trie.indexed(encodedReceipts);
 * boolean same = receipts.root().equals(header.receiptsRoot());
 * List<Bytes> proof = receipts.proof(Trie.indexKey(3));
 * }
 *
 * <p>Immutable: a change gives another trie, which shares all nodes that it does not touch, and
 * each node is encoded and hashed at most once. Thread-safe.
 */
public final class Trie {
  /** The root of a trie without entries: the hash of an empty string's RLP. */
  public static final Bytes32 EMPTY_ROOT =
      Bytes32.fromHex("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");

  /** The longest key taken, in bytes. */
  public static final int MAX_KEY_BYTES = 64;

  private static final Trie EMPTY = new Trie(null);

  private final @Nullable LiveNode root;

  private Trie(@Nullable LiveNode root) {
    this.root = root;
  }

  /** A trie without entries. */
  public static Trie empty() {
    return EMPTY;
  }

  /**
   * The trie of a list, as blocks have them of transactions and receipts: RLP of index to value.
   */
  public static Trie indexed(List<Bytes> values) {
    Trie trie = EMPTY;
    for (int i = 0; i < values.size(); i++) {
      trie = trie.put(indexKey(i), values.get(i));
    }
    return trie;
  }

  /** The key of a position in a list. */
  public static Bytes indexKey(int index) {
    return Rlp.number(index);
  }

  /**
   * A trie with this value at this key, and all else as it is here.
   *
   * @throws IllegalArgumentException if the value is empty, which is how tries say that there is
   *     none, or the key longer than {@link #MAX_KEY_BYTES}
   */
  public Trie put(Bytes key, Bytes value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("A trie holds no empty values; remove the key instead");
    }
    Nibbles path = path(key);
    return new Trie(root == null ? new LiveNode.Leaf(path, value) : root.put(path, value));
  }

  /** A trie without this key; this very one when it has no such key. */
  public Trie remove(Bytes key) {
    LiveNode less = root == null ? null : root.remove(path(key));
    return less == root ? this : new Trie(less);
  }

  /** The value at a key. */
  public Optional<Bytes> get(Bytes key) {
    return root == null ? Optional.empty() : Optional.ofNullable(root.get(path(key)));
  }

  /** Whether there are no entries. */
  public boolean isEmpty() {
    return root == null;
  }

  /** The root hash. */
  public Bytes32 root() {
    return root == null ? EMPTY_ROOT : root.hash();
  }

  /**
   * The nodes that {@link TrieProof#verify} takes: a proof of the value at the key, or of its
   * absence.
   */
  public List<Bytes> proof(Bytes key) {
    List<Bytes> nodes = new ArrayList<>();
    if (root != null) {
      root.prove(path(key), nodes);
    }
    return List.copyOf(nodes);
  }

  @Override
  public String toString() {
    return "Trie[" + root() + "]";
  }

  private static Nibbles path(Bytes key) {
    if (key.length() > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "A key has at most " + MAX_KEY_BYTES + " bytes, got " + key.length());
    }
    return Nibbles.of(key);
  }
}
