package dev.interlane.codec.trie;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.List;
import java.util.Optional;

/**
 * Checks Merkle-Patricia proofs: that a trie of a known root holds a value at a key, or that it
 * holds none there.
 *
 * {@snippet :
 * Optional<Bytes> account = TrieProof.verify(stateRoot, Keccak256.hash(address).toBytes(), nodes);
 * }
 *
 * <p>Strict: there is exactly one list of nodes for a root and a key. Every node is hashed against
 * the reference in the node above it, nothing may follow the node that decides, a node of fewer
 * than 32 bytes appears only within the one above it, and a node that no trie would hold (an
 * extension without path or before anything but a branch, a branch with fewer than two ways, an
 * empty value) is refused. Reads as many nodes as the key has half bytes at most, whatever the
 * input; thread-safe.
 */
public final class TrieProof {
  private static final Bytes EMPTY_TRIE = Bytes.fromHex("0x80");

  private final Nibbles key;
  private final List<Bytes> nodes;
  private int used;

  private TrieProof(Bytes key, List<Bytes> nodes) {
    this.key = Nibbles.of(key);
    this.nodes = nodes;
  }

  /**
   * What the trie holds at the key.
   *
   * @param root the root hash, from a source the caller trusts
   * @param key the whole key, already hashed where the trie is one with hashed keys
   * @param nodes the RLP of the nodes on the way from the root, as nodes give them; for an empty
   *     trie none, or the one node {@code 0x80}
   * @return the value; empty when the proof shows that there is none
   * @throws CodecException if the nodes prove neither
   */
  public static Optional<Bytes> verify(Bytes32 root, Bytes key, List<Bytes> nodes) {
    if (root.equals(Trie.EMPTY_ROOT)) {
      if (!nodes.isEmpty() && !nodes.equals(List.of(EMPTY_TRIE))) {
        throw refused(DecodeReason.TRAILING, "", "an empty trie has no nodes, got " + nodes.size());
      }
      return Optional.empty();
    }
    TrieProof proof = new TrieProof(key, nodes);
    Optional<Bytes> value = proof.walk(root);
    if (proof.used < nodes.size()) {
      throw refused(
          DecodeReason.TRAILING,
          proof.place(),
          "expected the end after the node that decides, got "
              + (nodes.size() - proof.used)
              + " more");
    }
    return value;
  }

  private Optional<Bytes> walk(Bytes32 root) {
    TrieNode node = next(root);
    int at = 0;
    while (true) {
      TrieNode.Child child;
      switch (node) {
        case TrieNode.Leaf leaf -> {
          return leaf.path().isSame(key.slice(at)) ? Optional.of(leaf.value()) : Optional.empty();
        }
        case TrieNode.Branch branch -> {
          if (at == key.length()) {
            return Optional.of(branch.value()).filter(value -> !value.isEmpty());
          }
          child = branch.children().get(key.get(at));
          at += 1;
        }
        case TrieNode.Extension extension -> {
          if (!extension.path().isPrefixOf(key.slice(at))) {
            return Optional.empty();
          }
          child = extension.child();
          at += extension.path().length();
        }
      }
      switch (child) {
        case TrieNode.Child.None none -> {
          return Optional.empty();
        }
        case TrieNode.Child.Hashed hashed -> node = below(node, next(hashed.hash()));
        case TrieNode.Child.Embedded embedded ->
            node = below(node, TrieNode.read(embedded.encoded(), place() + ".child"));
      }
    }
  }

  /** The next node of the list, which must be the one of this hash. */
  private TrieNode next(Bytes32 hash) {
    String place = place();
    if (used == nodes.size()) {
      throw refused(
          DecodeReason.TRUNCATED, place, "the proof ends before the node of hash " + hash);
    }
    Bytes encoded = nodes.get(used);
    if (!Keccak256.hash(encoded).equals(hash)) {
      throw refused(
          DecodeReason.WRONG_HASH,
          place,
          "expected the node of hash " + hash + ", got one of " + Keccak256.hash(encoded));
    }
    if (used > 0 && encoded.length() < Bytes32.LENGTH_BYTES) {
      throw refused(
          DecodeReason.NON_MINIMAL,
          place,
          "a node of " + encoded.length() + " bytes stands within the one above it");
    }
    used++;
    return TrieNode.read(encoded, place);
  }

  private TrieNode below(TrieNode parent, TrieNode child) {
    if (parent instanceof TrieNode.Extension && !(child instanceof TrieNode.Branch)) {
      throw refused(
          DecodeReason.NON_MINIMAL, place(), "an extension leads to a branch, got another node");
    }
    return child;
  }

  private String place() {
    return "node[" + used + "]";
  }

  private static CodecException refused(DecodeReason reason, String path, String detail) {
    return CodecException.at(reason, 0, path, detail);
  }
}
