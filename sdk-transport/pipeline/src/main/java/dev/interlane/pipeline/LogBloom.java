package dev.interlane.pipeline;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.LogFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * Says from a block's logs bloom whether a filter may match there. The bloom has 2048 bits; each
 * address and topic sets three of them, each given by the low 11 bits of one of the first three
 * 16-bit words of its Keccak-256 hash (Yellow Paper, section 4.3.1). No false negatives.
 */
final class LogBloom {
  static final int BLOOM_BYTES = 256;
  private static final int BITS_PER_ENTRY = 3;
  private static final int BIT_MASK = 2047;

  private final LogFilter filter;
  private final List<int[]> emitters = new ArrayList<>();
  private final List<int[]> topics = new ArrayList<>();

  LogBloom(LogFilter filter) {
    this.filter = filter;
    filter.emitters().forEach(emitter -> emitters.add(bits(emitter.toBytes())));
    filter.topic0s().forEach(topic -> topics.add(bits(topic.toBytes())));
  }

  LogFilter filter() {
    return filter;
  }

  /** Whether a block with this bloom may hold matching logs; a chain without blooms always may. */
  boolean mayMatch(Bytes bloom) {
    if (!isOne(bloom)) {
      return true;
    }
    return anyIn(bloom, emitters) && (topics.isEmpty() || anyIn(bloom, topics));
  }

  /** Whether a block with this bloom may hold this very log; a chain without blooms always may. */
  static boolean admits(Bytes bloom, ChainLog log) {
    return !isOne(bloom)
        || (isIn(bloom, bits(log.emitter().toBytes()))
            && log.topics().stream().allMatch(topic -> isIn(bloom, bits(topic.toBytes()))));
  }

  /** Whether these bytes are a bloom at all; some chains have none. */
  static boolean isOne(Bytes bloom) {
    return bloom.length() == BLOOM_BYTES;
  }

  private static boolean anyIn(Bytes bloom, List<int[]> entries) {
    for (int[] bits : entries) {
      if (isIn(bloom, bits)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(Bytes bloom, int[] bits) {
    for (int bit : bits) {
      // Bit 0 is the lowest bit of the last byte.
      int value = bloom.get(BLOOM_BYTES - 1 - bit / 8);
      if ((value >> (bit % 8) & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  static int[] bits(Bytes entry) {
    Bytes32 hash = Keccak256.hash(entry);
    Bytes bytes = hash.toBytes();
    int[] bits = new int[BITS_PER_ENTRY];
    for (int i = 0; i < BITS_PER_ENTRY; i++) {
      bits[i] = ((bytes.get(2 * i) & 0xff) << 8 | (bytes.get(2 * i + 1) & 0xff)) & BIT_MASK;
    }
    return bits;
  }
}
