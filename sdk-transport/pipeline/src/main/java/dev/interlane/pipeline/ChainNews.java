package dev.interlane.pipeline;

import dev.interlane.chain.BlockRef;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.TransactionReceipt;
import java.util.List;

/**
 * What one look at a chain found.
 *
 * @param heads how far the chain is, and we with it: never above the last added block
 * @param removed blocks that are no longer canonical, newest first
 * @param added blocks that are new, oldest first
 * @param more whether the chain has blocks beyond these
 */
record ChainNews(ChainHeads heads, List<BlockRef> removed, List<Block> added, More more) {
  /**
   * A new block.
   *
   * @param logs the logs the transports are interested in
   * @param receipts its transactions, when any of ours may be among them
   */
  record Block(BlockHeader header, List<ChainLog> logs, List<TransactionReceipt> receipts) {
    BlockRef ref() {
      return header.block();
    }
  }

  /** Whether to look again at once. */
  enum More {
    /** There are further blocks to read. */
    YES,
    /** This is all for now. */
    NO
  }

  boolean isNothing() {
    return removed.isEmpty() && added.isEmpty();
  }
}
