package dev.interlane.codec.trie;

import dev.interlane.codec.rlp.RlpReader;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.ArrayList;
import java.util.List;

/**
 * One node as its encoding says it, read strictly: only what a trie of the rules would hold.
 *
 * <pre>
 * leaf       list of 2: compact path with the leaf's mark, value (never empty)
 * extension  list of 2: compact path (never empty), child
 * branch     list of 17: 16 children, value; at least two of them present
 * child      empty; or the 32-byte hash of a node; or a whole node of fewer than 32 bytes
 * </pre>
 */
sealed interface TrieNode {
  int RADIX = 16;

  /** Ends a path. */
  record Leaf(Nibbles path, Bytes value) implements TrieNode {}

  /** Shortens a path on which nothing branches. */
  record Extension(Nibbles path, Child child) implements TrieNode {}

  /** Sixteen ways on, and the value of the path that ends here, empty if none does. */
  record Branch(List<Child> children, Bytes value) implements TrieNode {
    public Branch {
      children = List.copyOf(children);
    }
  }

  /** What a node says of a node below it. */
  sealed interface Child {
    /** There is none. */
    record None() implements Child {}

    /** The hash of its encoding, of 32 bytes or more. */
    record Hashed(Bytes32 hash) implements Child {}

    /** Its encoding itself, of fewer than 32 bytes. */
    record Embedded(Bytes encoded) implements Child {}
  }

  /**
   * Reads a node.
   *
   * @param encoded the node's RLP
   * @param where what errors call it
   */
  static TrieNode read(Bytes encoded, String where) {
    RlpReader items = RlpReader.list(encoded, where);
    if (hasTwoItems(encoded, where)) {
      return readShort(items, where);
    }
    List<Child> children = new ArrayList<>(RADIX);
    int present = 0;
    for (int i = 0; i < RADIX; i++) {
      Child child = readChild(items, where, "child[" + i + "]");
      present += child instanceof Child.None ? 0 : 1;
      children.add(child);
    }
    Bytes value = items.bytes("value");
    items.end();
    present += value.isEmpty() ? 0 : 1;
    if (present < 2) {
      throw CodecException.at(
          DecodeReason.NON_MINIMAL,
          0,
          where,
          "a branch has two children or more, its value counted, got " + present);
    }
    return new Branch(children, value);
  }

  /** Every node has two items or more. */
  private static boolean hasTwoItems(Bytes encoded, String where) {
    RlpReader items = RlpReader.list(encoded, where);
    items.encoded("item[0]");
    items.encoded("item[1]");
    return !items.hasNext();
  }

  private static TrieNode readShort(RlpReader items, String where) {
    Bytes compact = items.bytes("path");
    int mark = compact.isEmpty() ? RADIX : (compact.get(0) >> 4) & 0xf;
    if (mark > (Nibbles.LEAF | Nibbles.ODD)) {
      throw CodecException.at(
          DecodeReason.WRONG_TAG,
          0,
          where + ".path",
          "expected a path whose first half byte is 0 to 3, got " + compact);
    }
    boolean odd = (mark & Nibbles.ODD) != 0;
    if (!odd && (compact.get(0) & 0xf) != 0) {
      throw CodecException.at(
          DecodeReason.DIRTY_PADDING,
          0,
          where + ".path",
          "the second half byte of an even path is 0, got " + compact);
    }
    Nibbles path = Nibbles.of(compact).slice(odd ? 1 : 2);
    return (mark & Nibbles.LEAF) != 0
        ? readLeaf(path, items, where)
        : readExtension(path, items, where);
  }

  private static TrieNode readLeaf(Nibbles path, RlpReader items, String where) {
    Bytes value = items.bytes("value");
    if (value.isEmpty()) {
      throw CodecException.at(
          DecodeReason.NON_MINIMAL, 0, where + ".value", "a leaf has a value, got none");
    }
    return new Leaf(path, value);
  }

  private static TrieNode readExtension(Nibbles path, RlpReader items, String where) {
    if (path.isEmpty()) {
      throw CodecException.at(
          DecodeReason.NON_MINIMAL, 0, where + ".path", "an extension has a path, got none");
    }
    Child child = readChild(items, where, "child");
    if (child instanceof Child.None) {
      throw CodecException.at(
          DecodeReason.NON_MINIMAL, 0, where + ".child", "an extension has a child, got none");
    }
    return new Extension(path, child);
  }

  private static Child readChild(RlpReader items, String where, String name) {
    if (items.isListNext(name)) {
      Bytes embedded = items.encoded(name);
      if (embedded.length() >= Bytes32.LENGTH_BYTES) {
        throw CodecException.at(
            DecodeReason.LIMIT,
            0,
            where + "." + name,
            "a node of 32 bytes or more is referred to by its hash, got one of "
                + embedded.length()
                + " bytes");
      }
      return new Child.Embedded(embedded);
    }
    Bytes reference = items.bytes(name);
    return switch (reference.length()) {
      case 0 -> new Child.None();
      case Bytes32.LENGTH_BYTES -> new Child.Hashed(Bytes32.of(reference));
      default ->
          throw CodecException.at(
              DecodeReason.WRONG_KIND,
              0,
              where + "." + name,
              "expected nothing, a hash of 32 bytes or a node, got "
                  + reference.length()
                  + " bytes");
    };
  }
}
