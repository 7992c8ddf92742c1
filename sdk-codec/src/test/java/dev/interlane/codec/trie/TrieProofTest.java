package dev.interlane.codec.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlane.codec.rlp.Rlp;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Proofs that do not hold, and nodes that no trie has. */
class TrieProofTest {
  private static final Bytes HASH = Rlp.bytes(Bytes.of(filled(32, 7)));
  private static final Bytes NOTHING = Rlp.bytes(Bytes.EMPTY);
  private static final Bytes LONG_VALUE = Bytes.of(filled(40, 1));

  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @Test
  void refusesEveryAlteredBitOfEveryNode() {
    Trie trie = secureTrie(60);
    Bytes key = secureKey(5);
    List<Bytes> proof = trie.proof(key);
    assertThat(proof).hasSizeGreaterThan(2);

    for (int node = 0; node < proof.size(); node++) {
      for (int bit = 0; bit < 8 * proof.get(node).length(); bit++) {
        byte[] altered = proof.get(node).toArray();
        altered[bit / 8] ^= (byte) (1 << (bit % 8));
        assertRefused(trie.root(), key, with(proof, node, Bytes.of(altered)));
      }
    }
  }

  @Test
  void refusesTruncatedAndExtendedNodes() {
    Trie trie = secureTrie(60);
    Bytes key = secureKey(5);
    List<Bytes> proof = trie.proof(key);

    for (int node = 0; node < proof.size(); node++) {
      Bytes whole = proof.get(node);
      for (int length = 0; length < whole.length(); length++) {
        assertRefused(trie.root(), key, with(proof, node, whole.slice(0, length)));
      }
      assertRefused(
          trie.root(), key, with(proof, node, Bytes.concat(whole, Bytes.of((byte) 0x80))));
    }
  }

  @Test
  void refusesNodesLeftOutRepeatedSwappedAndAdded() {
    Trie trie = secureTrie(60);
    Bytes key = secureKey(5);
    List<Bytes> proof = trie.proof(key);

    for (int node = 0; node < proof.size(); node++) {
      List<Bytes> less = new ArrayList<>(proof);
      less.remove(node);
      assertRefused(trie.root(), key, less);
      List<Bytes> twice = new ArrayList<>(proof);
      twice.add(node, proof.get(node));
      assertRefused(trie.root(), key, twice);
    }
    assertReason(trie.root(), key, List.of(), DecodeReason.TRUNCATED, "node[0]");
    List<Bytes> more = new ArrayList<>(proof);
    more.add(Bytes.EMPTY);
    assertReason(trie.root(), key, more, DecodeReason.TRAILING, "node[" + proof.size() + "]");
    assertThatThrownBy(() -> TrieProof.verify(trie.root(), key, more))
        .hasMessageContaining("got 1 more");
    List<Bytes> reversed = new ArrayList<>(proof).reversed();
    assertReason(trie.root(), key, reversed, DecodeReason.WRONG_HASH, "node[0]");
  }

  @Test
  void provesNothingUnderAnotherRootOrForAnotherKey() {
    Trie trie = secureTrie(60);
    Trie other = trie.put(secureKey(1000), LONG_VALUE);
    List<Bytes> proof = trie.proof(secureKey(5));

    assertRefused(other.root(), secureKey(5), proof);
    assertRefused(Bytes32.ZERO, secureKey(5), proof);
    for (int i = 0; i < 200; i++) {
      Bytes key = secureKey(i);
      Optional<Optional<Bytes>> shown = shown(trie.root(), key, proof);
      assertThat(shown.orElse(trie.get(key))).as("key %d", i).isEqualTo(trie.get(key));
    }
  }

  @Test
  void takesTheEmptyTrieAsNoNodesOrAsTheEmptyOne() {
    Bytes key = secureKey(1);

    assertThat(TrieProof.verify(Trie.EMPTY_ROOT, key, List.of())).isEmpty();
    assertThat(TrieProof.verify(Trie.EMPTY_ROOT, key, List.of(NOTHING))).isEmpty();
    assertReason(Trie.EMPTY_ROOT, key, List.of(NOTHING, NOTHING), DecodeReason.TRAILING, "");
    assertReason(Trie.EMPTY_ROOT, key, List.of(Bytes.EMPTY), DecodeReason.TRAILING, "");
  }

  @Test
  void refusesNodesThatNoTrieHas() {
    Bytes even = Bytes.fromHex("0x0012");
    Bytes leaf = Rlp.list(Rlp.bytes(Bytes.fromHex("0x2034")), Rlp.bytes(LONG_VALUE));

    assertRootRefused(DecodeReason.NON_MINIMAL, extension(Bytes.fromHex("0x00"), HASH));
    assertRootRefused(DecodeReason.NON_MINIMAL, extension(even, NOTHING));
    assertRootRefused(DecodeReason.NON_MINIMAL, leafNode(Bytes.fromHex("0x20"), Bytes.EMPTY));
    assertRootRefused(DecodeReason.WRONG_TAG, extension(Bytes.EMPTY, HASH));
    assertRootRefused(DecodeReason.WRONG_TAG, extension(Bytes.fromHex("0x4012"), HASH));
    assertRootRefused(DecodeReason.WRONG_TAG, leafNode(Bytes.fromHex("0xf012"), LONG_VALUE));
    assertRootRefused(DecodeReason.DIRTY_PADDING, extension(Bytes.fromHex("0x0112"), HASH));
    assertRootRefused(DecodeReason.DIRTY_PADDING, leafNode(Bytes.fromHex("0x2112"), LONG_VALUE));
    assertRootRefused(DecodeReason.NON_MINIMAL, branch(1, HASH, Bytes.EMPTY));
    assertRootRefused(DecodeReason.NON_MINIMAL, branch(0, HASH, LONG_VALUE));
    assertRootRefused(
        DecodeReason.WRONG_KIND, branch(2, Rlp.bytes(Bytes.of(filled(31, 9))), Bytes.EMPTY));
    assertRootRefused(
        DecodeReason.WRONG_KIND, branch(2, Rlp.bytes(Bytes.of(filled(33, 9))), Bytes.EMPTY));
    assertRootRefused(
        DecodeReason.WRONG_KIND, branch(2, Rlp.bytes(Bytes.of((byte) 5)), Bytes.EMPTY));
    assertRootRefused(DecodeReason.LIMIT, branch(2, leaf, Bytes.EMPTY));
    assertRootRefused(DecodeReason.LIMIT, extension(even, leaf));
    assertRootRefused(DecodeReason.WRONG_KIND, Rlp.list(Rlp.list(), HASH));
    assertRootRefused(DecodeReason.WRONG_KIND, leafNodeWithItem(Bytes.fromHex("0x20"), Rlp.list()));
    assertRootRefused(DecodeReason.TRUNCATED, Rlp.list());
    assertRootRefused(DecodeReason.TRUNCATED, Rlp.list(HASH));
    assertRootRefused(DecodeReason.TRUNCATED, Rlp.list(HASH, HASH, HASH));
    assertRootRefused(DecodeReason.WRONG_KIND, Rlp.bytes(LONG_VALUE));
    Bytes[] eighteen = new Bytes[18];
    Arrays.fill(eighteen, HASH);
    assertRootRefused(DecodeReason.TRAILING, Rlp.list(eighteen));
    Bytes[] sixteen = Arrays.copyOf(eighteen, 16);
    assertRootRefused(DecodeReason.TRUNCATED, Rlp.list(sixteen));
  }

  @Test
  void takesNodesOf31BytesWithinOthersAndRefusesThoseOf32() {
    for (int length : new int[] {31, 32}) {
      Bytes value = Bytes.of(filled(length - 5, 1));
      Bytes inner = leafNode(Bytes.fromHex("0x2034"), value);
      Bytes outer = branch(2, inner, Bytes.EMPTY);
      assertThat(inner.length()).isEqualTo(length);

      Optional<Optional<Bytes>> shown =
          shown(Keccak256.hash(outer), Bytes.fromHex("0x134f").slice(0, 1), List.of(outer));

      assertThat(shown)
          .as("%d bytes", length)
          .isEqualTo(length == 31 ? Optional.of(Optional.empty()) : Optional.empty());
    }
  }

  @Test
  void refusesWhatAnExtensionDoesNotLeadTo() {
    Bytes inner = leafNode(Bytes.fromHex("0x2034"), LONG_VALUE);
    Bytes again = extension(Bytes.fromHex("0x0034"), HASH);
    Bytes small = leafNode(Bytes.fromHex("0x2034"), Bytes.of((byte) 1));

    for (Bytes child : List.of(inner, again)) {
      Bytes outer = extension(Bytes.fromHex("0x0012"), Rlp.bytes(Keccak256.hash(child).toBytes()));
      assertReason(
          Keccak256.hash(outer),
          Bytes.fromHex("0x1234"),
          List.of(outer, child),
          DecodeReason.NON_MINIMAL,
          "node[2]");
    }
    Bytes outer = extension(Bytes.fromHex("0x0012"), small);
    assertReason(
        Keccak256.hash(outer),
        Bytes.fromHex("0x1234"),
        List.of(outer),
        DecodeReason.NON_MINIMAL,
        "node[1]");
  }

  @Test
  void refusesAShortNodeThatIsReferredToByItsHash() {
    Bytes small = leafNode(Bytes.fromHex("0x34"), Bytes.of((byte) 1));
    Bytes top = branch(2, Rlp.bytes(Keccak256.hash(small).toBytes()), Bytes.EMPTY);

    assertReason(
        Keccak256.hash(top),
        Bytes.fromHex("0x04"),
        List.of(top, small),
        DecodeReason.NON_MINIMAL,
        "node[1]");
  }

  @Test
  void takesAShortRootAndNodesWithinOthersOnlyThere() {
    Trie one = Trie.empty().put(Bytes.fromHex("0x12"), Bytes.of((byte) 1));
    Trie two = one.put(Bytes.fromHex("0x13"), Bytes.of((byte) 2));
    Bytes within = leafNode(Bytes.fromHex("0x20"), Bytes.of((byte) 1));
    List<Bytes> proof = two.proof(Bytes.fromHex("0x12"));

    assertThat(one.proof(Bytes.fromHex("0x12"))).hasSize(1);
    assertThat(TrieProof.verify(one.root(), Bytes.fromHex("0x12"), one.proof(Bytes.EMPTY)))
        .contains(Bytes.of((byte) 1));
    assertThat(proof).hasSize(1);
    assertThat(TrieProof.verify(two.root(), Bytes.fromHex("0x12"), proof))
        .contains(Bytes.of((byte) 1));
    assertReason(
        two.root(),
        Bytes.fromHex("0x12"),
        List.of(proof.get(0), within),
        DecodeReason.TRAILING,
        "node[1]");
  }

  @Test
  void answersOrRefusesWhateverANodeHolds() {
    int answers = 0;
    for (int i = 0; i < 20_000; i++) {
      Bytes node = random.nextInt(4) == 0 ? randomBytes(80) : nonsense(3);
      Bytes key = randomBytes(4);
      Bytes32 root = Keccak256.hash(node);
      answers += shown(root, key, List.of(node)).isPresent() ? 1 : 0;
    }

    assertThat(answers).as("answers of seed %d", seed).isPositive();
  }

  @Test
  void answersOrRefusesWhateverIsGivenForTheRoot() {
    for (int i = 0; i < 2_000; i++) {
      List<Bytes> nodes = new ArrayList<>();
      for (int node = random.nextInt(4); node > 0; node--) {
        nodes.add(randomBytes(40));
      }
      Bytes32 root = Bytes32.of(Bytes.of(filled(32, random.nextInt())));
      assertRefused(root, randomBytes(40), nodes);
    }
  }

  /** RLP of the shapes that nodes have, with contents that they mostly have not. */
  private Bytes nonsense(int depth) {
    Bytes[] items = new Bytes[random.nextInt(3) == 0 ? random.nextInt(20) : pick(2, 17)];
    for (int i = 0; i < items.length; i++) {
      items[i] =
          switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0, 1 -> NOTHING;
            case 2 -> HASH;
            case 3 -> Rlp.bytes(randomBytes(3));
            case 4 -> Rlp.bytes(Bytes.of((byte) pick(0x20, 0x31, 0x11, 0x16)));
            case 5 -> Rlp.bytes(Bytes.of((byte) pick(0x20, 0x00), (byte) random.nextInt(4)));
            default -> nonsense(depth - 1);
          };
    }
    return Rlp.list(items);
  }

  private int pick(int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private Bytes randomBytes(int longest) {
    byte[] bytes = new byte[random.nextInt(longest + 1)];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private void assertRefused(Bytes32 root, Bytes key, List<Bytes> nodes) {
    assertThat(shown(root, key, nodes)).as("seed %d", seed).isEmpty();
  }

  /** What a proof shows; empty when it is refused. Nothing but a refusal may be thrown. */
  private static Optional<Optional<Bytes>> shown(Bytes32 root, Bytes key, List<Bytes> nodes) {
    try {
      return Optional.of(TrieProof.verify(root, key, nodes));
    } catch (CodecException refused) {
      return Optional.empty();
    }
  }

  private static void assertRootRefused(DecodeReason reason, Bytes node) {
    CodecException refusal =
        catchThrowableOfType(
            CodecException.class,
            () -> TrieProof.verify(Keccak256.hash(node), Bytes.fromHex("0x1234"), List.of(node)));
    assertThat(refusal).as(node.toHex()).isNotNull();
    assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
    assertThat(refusal.path()).startsWith("node[0]");
  }

  private static void assertReason(
      Bytes32 root, Bytes key, List<Bytes> nodes, DecodeReason reason, String path) {
    assertThatThrownBy(() -> TrieProof.verify(root, key, nodes))
        .isInstanceOfSatisfying(
            CodecException.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(reason);
              assertThat(refusal.path()).isEqualTo(path);
            });
  }

  private static Bytes extension(Bytes path, Bytes child) {
    return Rlp.list(Rlp.bytes(path), child);
  }

  private static Bytes leafNode(Bytes path, Bytes value) {
    return leafNodeWithItem(path, Rlp.bytes(value));
  }

  private static Bytes leafNodeWithItem(Bytes path, Bytes item) {
    return Rlp.list(Rlp.bytes(path), item);
  }

  private static Bytes branch(int children, Bytes child, Bytes value) {
    Bytes[] items = new Bytes[17];
    Arrays.fill(items, NOTHING);
    for (int i = 0; i < children; i++) {
      items[i] = child;
    }
    items[16] = Rlp.bytes(value);
    return Rlp.list(items);
  }

  private static Trie secureTrie(int entries) {
    Trie trie = Trie.empty();
    for (int i = 0; i < entries; i++) {
      trie = trie.put(secureKey(i), Bytes.of(filled(1 + i % 50, i)));
    }
    return trie;
  }

  private static Bytes secureKey(int number) {
    return Keccak256.hash(Bytes.fromUtf8("key " + number)).toBytes();
  }

  private static List<Bytes> with(List<Bytes> nodes, int index, Bytes node) {
    List<Bytes> changed = new ArrayList<>(nodes);
    changed.set(index, node);
    return changed;
  }

  private static byte[] filled(int length, int with) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }
}
