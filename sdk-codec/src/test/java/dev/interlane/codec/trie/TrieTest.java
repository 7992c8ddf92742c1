package dev.interlane.codec.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Keccak256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrieTest {
  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @Test
  void hasTheRootThatTheDefinitionGives() {
    for (int round = 0; round < 300; round++) {
      Map<Bytes, Bytes> entries = entries(1 + random.nextInt(40));

      assertThat(trie(entries).root())
          .as("round %d of seed %d", round, seed)
          .isEqualTo(NaiveTrie.root(entries));
    }
  }

  @Test
  void hasTheRootOfWhatIsLeftAfterChangesAndRemovals() {
    Trie trie = Trie.empty();
    Map<Bytes, Bytes> entries = new TreeMap<>();
    for (int step = 0; step < 600; step++) {
      Bytes key = key();
      if (random.nextInt(5) < 3) {
        Bytes value = value();
        trie = trie.put(key, value);
        entries.put(key, value);
      } else {
        trie = trie.remove(key);
        entries.remove(key);
      }
      assertThat(trie.get(key)).isEqualTo(Optional.ofNullable(entries.get(key)));
      if (step % 10 == 0 && !entries.isEmpty()) {
        assertThat(trie.root())
            .as("step %d of seed %d", step, seed)
            .isEqualTo(NaiveTrie.root(entries));
      }
    }
    for (Bytes key : List.copyOf(entries.keySet())) {
      trie = trie.remove(key);
      entries.remove(key);
      assertThat(trie.root())
          .as("seed %d", seed)
          .isEqualTo(entries.isEmpty() ? Trie.EMPTY_ROOT : NaiveTrie.root(entries));
    }
    assertThat(trie.isEmpty()).isTrue();
  }

  @Test
  void provesEveryKeyThatItHasAndEveryOneThatItHasNot() {
    for (int round = 0; round < 100; round++) {
      Map<Bytes, Bytes> entries = entries(random.nextInt(30));
      Trie trie = trie(entries);
      Map<Bytes, Bytes> asked = entries(20);
      asked.putAll(entries);
      asked.put(Bytes.EMPTY, Bytes.of((byte) 1));

      for (Bytes key : asked.keySet()) {
        assertThat(TrieProof.verify(trie.root(), key, trie.proof(key)))
            .as("key %s, round %d of seed %d", key, round, seed)
            .isEqualTo(Optional.ofNullable(entries.get(key)));
      }
    }
  }

  @Test
  void leavesTheTrieItCameFromAsItWas() {
    Map<Bytes, Bytes> entries = entries(20);
    Trie before = trie(entries);
    Bytes key = entries.keySet().iterator().next();

    Trie changed = before.put(key, Bytes.fromUtf8("another"));
    Trie less = before.remove(key);

    assertThat(before.root()).isEqualTo(NaiveTrie.root(entries));
    assertThat(before.get(key)).contains(entries.get(key));
    assertThat(changed.root()).isNotEqualTo(before.root());
    assertThat(less.root()).isNotEqualTo(before.root());
  }

  @Test
  void joinsTwoExtensionsWhenTheBranchBetweenThemGoes() {
    Map<Bytes, Bytes> entries = new TreeMap<>();
    for (String key : List.of("0x771234", "0x771235", "0x7799ff")) {
      entries.put(Bytes.fromHex(key), value());
    }
    Trie trie = trie(entries);
    Bytes gone = Bytes.fromHex("0x7799ff");
    entries.remove(gone);

    Trie less = trie.remove(gone);

    assertThat(less.root()).as("seed %d", seed).isEqualTo(NaiveTrie.root(entries));
    assertThat(less.proof(Bytes.fromHex("0x771234")).size()).isLessThan(4);
  }

  @Test
  void staysItselfWhenAKeyIsRemovedThatItHasNot() {
    Trie trie = trie(Map.of(Bytes.fromHex("0x1234"), value(), Bytes.fromHex("0x1299"), value()));

    for (String absent : List.of("0x", "0x12", "0x1235", "0x1334", "0x123456", "0x99")) {
      assertThat(trie.remove(Bytes.fromHex(absent))).as(absent).isSameAs(trie);
    }
    assertThat(Trie.empty().remove(Bytes.EMPTY)).isSameAs(Trie.empty());
  }

  @Test
  void keysListsByTheRlpOfThePosition() {
    List<Bytes> values = List.of(Bytes.fromUtf8("first"), Bytes.fromUtf8("second"));

    Trie trie = Trie.indexed(values);

    assertThat(Trie.indexKey(0)).isEqualTo(Bytes.fromHex("0x80"));
    assertThat(Trie.indexKey(1)).isEqualTo(Bytes.fromHex("0x01"));
    assertThat(Trie.indexKey(128)).isEqualTo(Bytes.fromHex("0x8180"));
    assertThat(trie.get(Bytes.fromHex("0x80"))).contains(values.get(0));
    assertThat(trie.get(Bytes.fromHex("0x01"))).contains(values.get(1));
  }

  @Test
  void isEmptyToBeginWith() {
    assertThat(Trie.empty().root()).isEqualTo(Trie.EMPTY_ROOT);
    assertThat(Trie.EMPTY_ROOT).isEqualTo(Keccak256.hash(Bytes.fromHex("0x80")));
    assertThat(Trie.empty().isEmpty()).isTrue();
    assertThat(Trie.empty().get(Bytes.EMPTY)).isEmpty();
    assertThat(Trie.empty().proof(Bytes.EMPTY)).isEmpty();
    assertThat(Trie.empty().put(Bytes.EMPTY, value()).isEmpty()).isFalse();
    assertThat(Trie.empty()).hasToString("Trie[" + Trie.EMPTY_ROOT + "]");
  }

  @Test
  void refusesEmptyValuesAndLongKeys() {
    Bytes longest = Bytes.of(new byte[Trie.MAX_KEY_BYTES]);
    Bytes tooLong = Bytes.of(new byte[Trie.MAX_KEY_BYTES + 1]);

    assertThat(Trie.empty().put(longest, value()).get(longest)).isPresent();
    assertThatThrownBy(() -> Trie.empty().put(tooLong, value()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 64 bytes, got 65");
    assertThatThrownBy(() -> Trie.empty().put(longest, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
  }

  private static Trie trie(Map<Bytes, Bytes> entries) {
    Trie trie = Trie.empty();
    for (Map.Entry<Bytes, Bytes> entry : entries.entrySet()) {
      trie = trie.put(entry.getKey(), entry.getValue());
    }
    return trie;
  }

  private Map<Bytes, Bytes> entries(int count) {
    Map<Bytes, Bytes> entries = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      entries.put(key(), value());
    }
    return entries;
  }

  /** Few different bytes and many lengths, so that keys share paths and are prefixes of others. */
  private Bytes key() {
    byte[] key = new byte[random.nextInt(5)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (random.nextBoolean() ? random.nextInt(2) : random.nextInt(256));
    }
    return Bytes.of(key);
  }

  /** Short ones make nodes that stand within the one above. */
  private Bytes value() {
    byte[] value = new byte[1 + random.nextInt(random.nextBoolean() ? 3 : 70)];
    random.nextBytes(value);
    return Bytes.of(value);
  }
}
