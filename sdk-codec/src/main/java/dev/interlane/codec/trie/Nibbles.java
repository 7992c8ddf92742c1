package dev.interlane.codec.trie;

import dev.interlane.primitive.Bytes;

/**
 * A run of half bytes, the steps of a path through a trie. Immutable; slices share storage.
 *
 * <p>The compact form ("hex prefix") packs a path into bytes:
 *
 * <pre>
 * first nibble   0 extension, 1 extension of odd length, 2 leaf, 3 leaf of odd length
 * second nibble  0 when the length is even, else the first step
 * the rest       the other steps
 * </pre>
 */
final class Nibbles {
  static final Nibbles EMPTY = new Nibbles(new byte[0], 0, 0);

  static final int ODD = 1;
  static final int LEAF = 2;

  private final byte[] steps;
  private final int from;
  private final int length;

  private Nibbles(byte[] steps, int from, int length) {
    this.steps = steps;
    this.from = from;
    this.length = length;
  }

  /** The high and the low half of every byte. */
  static Nibbles of(Bytes bytes) {
    byte[] steps = new byte[2 * bytes.length()];
    for (int i = 0; i < bytes.length(); i++) {
      steps[2 * i] = (byte) ((bytes.get(i) >> 4) & 0xf);
      steps[2 * i + 1] = (byte) (bytes.get(i) & 0xf);
    }
    return new Nibbles(steps, 0, steps.length);
  }

  static Nibbles of(int step) {
    return new Nibbles(new byte[] {(byte) step}, 0, 1);
  }

  int length() {
    return length;
  }

  boolean isEmpty() {
    return length == 0;
  }

  int get(int index) {
    return steps[from + index];
  }

  Nibbles slice(int start) {
    return new Nibbles(steps, from + start, length - start);
  }

  /** The first steps, as many as asked for. */
  Nibbles first(int count) {
    return new Nibbles(steps, from, count);
  }

  Nibbles then(Nibbles more) {
    byte[] joined = new byte[length + more.length];
    System.arraycopy(steps, from, joined, 0, length);
    System.arraycopy(more.steps, more.from, joined, length, more.length);
    return new Nibbles(joined, 0, joined.length);
  }

  /** How many of the first steps both have in common. */
  int commonWith(Nibbles other) {
    int most = Math.min(length, other.length);
    int common = 0;
    while (common < most && get(common) == other.get(common)) {
      common++;
    }
    return common;
  }

  /** Whether these are the first steps of the other. */
  boolean isPrefixOf(Nibbles other) {
    return commonWith(other) == length;
  }

  /**
   * The compact form.
   *
   * @param kind {@link #LEAF}, or 0 for an extension
   */
  Bytes compact(int kind) {
    boolean odd = length % 2 == 1;
    return Bytes.generate(
        length / 2 + 1,
        target -> {
          target[0] = (byte) (odd ? (kind | ODD) << 4 | get(0) : kind << 4);
          int step = odd ? 1 : 0;
          for (int i = 1; i < target.length; i++) {
            target[i] = (byte) (get(step) << 4 | get(step + 1));
            step += 2;
          }
        });
  }

  /** Whether both have the same steps. */
  boolean isSame(Nibbles other) {
    return length == other.length && commonWith(other) == length;
  }
}
