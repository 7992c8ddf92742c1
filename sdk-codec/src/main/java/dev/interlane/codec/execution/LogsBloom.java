package dev.interlane.codec.execution;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.List;

/**
 * The bloom over the emitters and topics of logs, 2048 bits, three of them per item (yellow paper,
 * section 4.3.1). Thread-safe.
 */
public final class LogsBloom {
  /** The size of a bloom in bytes. */
  public static final int BYTES = 256;

  private static final int BITS_PER_ITEM = 3;

  private LogsBloom() {}

  /** The bloom of these logs. */
  public static Bytes of(List<ExecutionLog> logs) {
    return Bytes.generate(
        BYTES,
        bloom -> {
          for (ExecutionLog log : logs) {
            add(bloom, Keccak256.hash(log.emitter().toBytes()));
            for (Bytes32 topic : log.topics()) {
              add(bloom, Keccak256.hash(topic.toBytes()));
            }
          }
        });
  }

  /** Sets the bits of an item, given its hash, in a bloom under construction. */
  public static void add(byte[] bloom, Bytes32 itemHash) {
    Bytes hash = itemHash.toBytes();
    for (int i = 0; i < 2 * BITS_PER_ITEM; i += 2) {
      int bit = ((hash.get(i) & 7) << 8) | (hash.get(i + 1) & 0xff);
      bloom[BYTES - 1 - bit / 8] |= (byte) (1 << (bit % 8));
    }
  }
}
