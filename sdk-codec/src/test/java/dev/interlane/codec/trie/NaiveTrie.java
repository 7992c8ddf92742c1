package dev.interlane.codec.trie;

import dev.interlane.codec.rlp.Rlp;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The definition of the root in the yellow paper (appendix D), word for word over hex digits: slow,
 * and written without a look at the trie it checks.
 */
final class NaiveTrie {
  private NaiveTrie() {}

  static Bytes32 root(Map<Bytes, Bytes> entries) {
    SortedMap<String, Bytes> digits = new TreeMap<>();
    entries.forEach((key, value) -> digits.put(key.toHex().substring(2), value));
    return Keccak256.hash(structure(digits, 0));
  }

  /** c(J, i): the node of entries whose first i digits are the same. */
  private static Bytes structure(SortedMap<String, Bytes> entries, int i) {
    if (entries.isEmpty()) {
      return Rlp.bytes(Bytes.EMPTY);
    }
    String first = entries.firstKey();
    if (entries.size() == 1) {
      return Rlp.list(
          Rlp.bytes(hexPrefix(first.substring(i), "2", "3")),
          Rlp.bytes(entries.firstEntry().getValue()));
    }
    int j = i;
    while (sharesDigit(entries, j)) {
      j++;
    }
    if (j > i) {
      return Rlp.list(
          Rlp.bytes(hexPrefix(first.substring(i, j), "0", "1")), compose(structure(entries, j)));
    }
    Bytes[] items = new Bytes[17];
    for (int digit = 0; digit < 16; digit++) {
      items[digit] = compose(structure(among(entries, i, digit), i + 1));
    }
    Bytes value = Bytes.EMPTY;
    for (Map.Entry<String, Bytes> entry : entries.entrySet()) {
      value = entry.getKey().length() == i ? entry.getValue() : value;
    }
    items[16] = Rlp.bytes(value);
    return Rlp.list(items);
  }

  /** n(J, i): the node itself where it is short, else its hash. */
  private static Bytes compose(Bytes node) {
    return node.length() < 32 ? node : Rlp.bytes(Keccak256.hash(node).toBytes());
  }

  private static boolean sharesDigit(SortedMap<String, Bytes> entries, int at) {
    String first = entries.firstKey();
    return entries.keySet().stream()
        .allMatch(key -> key.length() > at && key.charAt(at) == first.charAt(at));
  }

  private static SortedMap<String, Bytes> among(
      SortedMap<String, Bytes> entries, int at, int digit) {
    SortedMap<String, Bytes> some = new TreeMap<>(entries);
    some.keySet()
        .removeIf(key -> key.length() <= at || Character.digit(key.charAt(at), 16) != digit);
    return some;
  }

  private static Bytes hexPrefix(String digits, String even, String odd) {
    return Bytes.fromHex(digits.length() % 2 == 0 ? even + "0" + digits : odd + digits);
  }
}
