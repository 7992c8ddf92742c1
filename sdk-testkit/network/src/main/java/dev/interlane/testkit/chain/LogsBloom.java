package dev.interlane.testkit.chain;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the 2048-bit bloom over log emitters and topics (yellow paper, section 4.3.1). */
final class LogsBloom {
  private static final int BYTES = 256;
  private static final Bytes NO_LOGS = Bytes.of(new byte[BYTES]);
  private static final int CACHED_ITEMS = 1_024;

  private final Map<Bytes, Bytes32> hashes = new HashMap<>();

  /** The bloom of a block's logs. */
  Bytes of(List<RawLog> logs) {
    if (logs.isEmpty()) {
      return NO_LOGS;
    }
    return Bytes.generate(
        BYTES,
        bloom -> {
          for (RawLog log : logs) {
            add(bloom, hashOfCommon(log.emitter().toBytes()));
            for (int i = 0; i < log.topics().size(); i++) {
              Bytes topic = log.topics().get(i).toBytes();
              add(bloom, i == 0 ? hashOfCommon(topic) : Keccak256.hash(topic));
            }
          }
        });
  }

  /** Emitters and event topics come again and again: they are hashed once. */
  private Bytes32 hashOfCommon(Bytes item) {
    if (hashes.size() >= CACHED_ITEMS) {
      hashes.clear();
    }
    return hashes.computeIfAbsent(item, Keccak256::hash);
  }

  private static void add(byte[] bloom, Bytes32 hash) {
    Bytes bits = hash.toBytes();
    for (int i = 0; i < 6; i += 2) {
      int bit = ((bits.get(i) & 7) << 8) | (bits.get(i + 1) & 0xff);
      bloom[BYTES - 1 - bit / 8] |= (byte) (1 << (bit % 8));
    }
  }
}
