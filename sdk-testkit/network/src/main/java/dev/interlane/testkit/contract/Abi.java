package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.math.BigInteger;
import java.util.List;

/** The few ABI encodings that contracts answer with. */
final class Abi {
  private static final int WORD_BYTES = 32;

  private Abi() {}

  static Bytes selector(String signature) {
    return topic(signature).toBytes().slice(0, 4).compact();
  }

  /** The first topic of an event. */
  static Bytes32 topic(String signature) {
    return Keccak256.hash(Bytes.fromUtf8(signature));
  }

  static Bytes32 word(long value) {
    return Bytes32.ofUnsigned(BigInteger.valueOf(value));
  }

  static Bytes32 word(boolean value) {
    return word(value ? 1 : 0);
  }

  static Bytes words(Bytes32... words) {
    return Bytes.generate(
        WORD_BYTES * words.length,
        target -> {
          for (int i = 0; i < words.length; i++) {
            words[i].copyTo(target, WORD_BYTES * i);
          }
        });
  }

  /** {@code bytes} values, each behind its offset. */
  static Bytes dynamic(Bytes... values) {
    int total = 0;
    for (Bytes value : values) {
      total += 2 * WORD_BYTES + padded(value.length());
    }
    return Bytes.generate(
        total,
        target -> {
          int at = WORD_BYTES * values.length;
          for (int i = 0; i < values.length; i++) {
            word(at).copyTo(target, WORD_BYTES * i);
            word(values[i].length()).copyTo(target, at);
            values[i].copyTo(target, at + WORD_BYTES);
            at += WORD_BYTES + padded(values[i].length());
          }
        });
  }

  /** {@code (address[], uint8)}. */
  static Bytes setAndThreshold(List<EvmAddress> set, int threshold) {
    Bytes32[] words = new Bytes32[3 + set.size()];
    words[0] = word(2L * WORD_BYTES);
    words[1] = word(threshold);
    words[2] = word(set.size());
    for (int i = 0; i < set.size(); i++) {
      words[3 + i] = set.get(i).toWord();
    }
    return words(words);
  }

  /** {@code (address[])}. */
  static Bytes list(List<EvmAddress> addresses) {
    Bytes32[] words = new Bytes32[2 + addresses.size()];
    words[0] = word(WORD_BYTES);
    words[1] = word(addresses.size());
    for (int i = 0; i < addresses.size(); i++) {
      words[2 + i] = addresses.get(i).toWord();
    }
    return words(words);
  }

  private static int padded(int length) {
    return (length + WORD_BYTES - 1) / WORD_BYTES * WORD_BYTES;
  }
}
