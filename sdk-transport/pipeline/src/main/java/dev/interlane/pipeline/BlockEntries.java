package dev.interlane.pipeline;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Finality;
import java.util.ArrayList;
import java.util.List;

/** What of ours is in one block that is not final yet. The loop's own. */
final class BlockEntries {
  private final BlockRef block;
  private final List<Tracked> dispatches = new ArrayList<>(2);
  private final List<Tracked> deliveries = new ArrayList<>(2);
  private final List<Sent> submissions = new ArrayList<>(2);

  /** How sure the block is, as told to its entries. */
  Finality told = Finality.SEEN;

  BlockEntries(BlockRef block) {
    this.block = block;
  }

  BlockRef block() {
    return block;
  }

  /** Messages dispatched in the block. */
  List<Tracked> dispatches() {
    return dispatches;
  }

  /** Messages executed in the block. */
  List<Tracked> deliveries() {
    return deliveries;
  }

  /** Our transactions in the block. */
  List<Sent> submissions() {
    return submissions;
  }
}
