package dev.interlane.codec.trie;

import dev.interlane.codec.rlp.Rlp;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One node of a {@link Trie}, with its children. Immutable but for its encoding and its hash, which
 * are kept once they are worked out; two threads that do so at once get the same.
 */
abstract sealed class LiveNode {
  private volatile @Nullable Bytes encoded;
  private volatile @Nullable Bytes32 hash;

  /** The node that takes this one's place once the value is at the path. */
  abstract LiveNode put(Nibbles path, Bytes value);

  /** The node that takes this one's place without the path: this one if it has no such path. */
  abstract @Nullable LiveNode remove(Nibbles path);

  abstract @Nullable Bytes get(Nibbles path);

  /** The node that takes this one's place below these steps, where nothing branches. */
  abstract LiveNode behind(Nibbles steps);

  /** The child on the way of the path, with the rest of the path; null where the way ends. */
  abstract @Nullable Way way(Nibbles path);

  abstract Bytes encode();

  final Bytes encoded() {
    Bytes known = encoded;
    if (known == null) {
      known = encode();
      encoded = known;
    }
    return known;
  }

  final Bytes32 hash() {
    Bytes32 known = hash;
    if (known == null) {
      known = Keccak256.hash(encoded());
      hash = known;
    }
    return known;
  }

  /** The item by which the node above refers to this one. */
  final Bytes reference() {
    return isEmbedded() ? encoded() : Rlp.bytes(hash().toBytes());
  }

  /** Adds the nodes from here down that decide about the path. */
  final void prove(Nibbles path, List<Bytes> nodes) {
    nodes.add(encoded());
    for (Way way = way(path); way != null; way = way.node.way(way.rest)) {
      if (!way.node.isEmbedded()) {
        nodes.add(way.node.encoded());
      }
    }
  }

  private boolean isEmbedded() {
    return encoded().length() < Bytes32.LENGTH_BYTES;
  }

  /** A step down. */
  record Way(LiveNode node, Nibbles rest) {}

  /** Ends a path. */
  static final class Leaf extends LiveNode {
    private final Nibbles path;
    private final Bytes value;

    Leaf(Nibbles path, Bytes value) {
      this.path = path;
      this.value = value;
    }

    @Override
    LiveNode put(Nibbles other, Bytes otherValue) {
      if (path.isSame(other)) {
        return new Leaf(path, otherValue);
      }
      int common = path.commonWith(other);
      return Branch.EMPTY
          .put(path.slice(common), value)
          .put(other.slice(common), otherValue)
          .behind(path.first(common));
    }

    @Override
    @Nullable LiveNode remove(Nibbles other) {
      return path.isSame(other) ? null : this;
    }

    @Override
    @Nullable Bytes get(Nibbles other) {
      return path.isSame(other) ? value : null;
    }

    @Override
    LiveNode behind(Nibbles steps) {
      return new Leaf(steps.then(path), value);
    }

    @Override
    @Nullable Way way(Nibbles other) {
      return null;
    }

    @Override
    Bytes encode() {
      return Rlp.list(Rlp.bytes(path.compact(Nibbles.LEAF)), Rlp.bytes(value));
    }
  }

  /** Shortens a path on which nothing branches. */
  static final class Extension extends LiveNode {
    private final Nibbles path;
    private final LiveNode child;

    Extension(Nibbles path, LiveNode child) {
      this.path = path;
      this.child = child;
    }

    @Override
    LiveNode put(Nibbles other, Bytes value) {
      int common = path.commonWith(other);
      if (common == path.length()) {
        return new Extension(path, child.put(other.slice(common), value));
      }
      return Branch.EMPTY
          .with(path.get(common), child.behind(path.slice(common + 1)))
          .put(other.slice(common), value)
          .behind(path.first(common));
    }

    @Override
    LiveNode remove(Nibbles other) {
      if (!path.isPrefixOf(other)) {
        return this;
      }
      LiveNode less = child.remove(other.slice(path.length()));
      // A branch has two ways or more, so something is left of it.
      return less == child ? this : Objects.requireNonNull(less).behind(path);
    }

    @Override
    @Nullable Bytes get(Nibbles other) {
      return path.isPrefixOf(other) ? child.get(other.slice(path.length())) : null;
    }

    @Override
    LiveNode behind(Nibbles steps) {
      return new Extension(steps.then(path), child);
    }

    @Override
    @Nullable Way way(Nibbles other) {
      return path.isPrefixOf(other) ? new Way(child, other.slice(path.length())) : null;
    }

    @Override
    Bytes encode() {
      return Rlp.list(Rlp.bytes(path.compact(0)), child.reference());
    }
  }

  /** Sixteen ways on, and the value of the path that ends here. */
  static final class Branch extends LiveNode {
    /** Where a branch begins; no trie holds it. */
    static final Branch EMPTY = new Branch(new LiveNode[TrieNode.RADIX], null);

    private static final Bytes NOTHING = Rlp.bytes(Bytes.EMPTY);

    private final @Nullable LiveNode[] children;
    private final @Nullable Bytes value;

    private Branch(@Nullable LiveNode[] children, @Nullable Bytes value) {
      this.children = children;
      this.value = value;
    }

    Branch with(int step, @Nullable LiveNode child) {
      @Nullable LiveNode[] changed = children.clone();
      changed[step] = child;
      return new Branch(changed, value);
    }

    @Override
    LiveNode put(Nibbles path, Bytes newValue) {
      if (path.isEmpty()) {
        return new Branch(children, newValue);
      }
      LiveNode child = children[path.get(0)];
      Nibbles rest = path.slice(1);
      return with(
          path.get(0), child == null ? new Leaf(rest, newValue) : child.put(rest, newValue));
    }

    @Override
    LiveNode remove(Nibbles path) {
      if (path.isEmpty()) {
        return value == null ? this : new Branch(children, null).collapsed();
      }
      LiveNode child = children[path.get(0)];
      LiveNode less = child == null ? null : child.remove(path.slice(1));
      return less == child ? this : with(path.get(0), less).collapsed();
    }

    /** The same entries without a branch, where only one way is left. */
    private LiveNode collapsed() {
      int ways = value == null ? 0 : 1;
      int last = 0;
      for (int i = 0; i < children.length; i++) {
        if (children[i] != null) {
          ways++;
          last = i;
        }
      }
      if (ways > 1) {
        return this;
      }
      return value != null
          ? new Leaf(Nibbles.EMPTY, value)
          : Objects.requireNonNull(children[last]).behind(Nibbles.of(last));
    }

    @Override
    @Nullable Bytes get(Nibbles path) {
      Way way = way(path);
      return path.isEmpty() ? value : way == null ? null : way.node.get(way.rest);
    }

    @Override
    LiveNode behind(Nibbles steps) {
      return steps.isEmpty() ? this : new Extension(steps, this);
    }

    @Override
    @Nullable Way way(Nibbles path) {
      LiveNode child = path.isEmpty() ? null : children[path.get(0)];
      return child == null ? null : new Way(child, path.slice(1));
    }

    @Override
    Bytes encode() {
      Bytes[] items = new Bytes[TrieNode.RADIX + 1];
      for (int i = 0; i < children.length; i++) {
        LiveNode child = children[i];
        items[i] = child == null ? NOTHING : child.reference();
      }
      items[TrieNode.RADIX] = value == null ? NOTHING : Rlp.bytes(value);
      return Rlp.list(items);
    }
  }
}
