package dev.interlane.spi;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.List;

/**
 * One log entry of a transaction in a block.
 *
 * @param emitter the contract that wrote it
 * @param topics zero to four topics
 * @param data the unindexed part
 * @param inclusion the transaction and its block
 * @param logIndex the position in the block
 */
public record ChainLog(
    EvmAddress emitter, List<Bytes32> topics, Bytes data, Inclusion inclusion, int logIndex) {
  public ChainLog {
    topics = List.copyOf(topics);
  }

  /** The block. */
  public BlockRef block() {
    return inclusion.block();
  }

  /** The transaction. */
  public TransactionRef transaction() {
    return inclusion.transaction();
  }

  /** Whether the first topic is {@code topic0}. */
  public boolean isEvent(Bytes32 topic0) {
    return !topics.isEmpty() && topics.get(0).equals(topic0);
  }
}
