package dev.interlane.spi;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Finality;

/** As of which block a question is asked. Immutable. */
public sealed interface BlockSelector {
  /** The newest block. */
  BlockSelector LATEST = new AtFinality(Finality.SEEN);

  /** The newest block plus what waits in the pool. */
  BlockSelector PENDING = new Pending();

  /** The newest block of this finality. */
  record AtFinality(Finality finality) implements BlockSelector {}

  /** Exactly this block; an error when it is no longer canonical. */
  record AtBlock(BlockRef block) implements BlockSelector {}

  /** The newest block plus what waits in the pool. */
  record Pending() implements BlockSelector {}
}
