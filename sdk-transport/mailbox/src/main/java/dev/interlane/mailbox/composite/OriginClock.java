package dev.interlane.mailbox.composite;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.Inclusion;
import dev.interlane.mailbox.ChainTime;
import dev.interlane.spi.Chain;
import java.time.Duration;
import java.util.SortedMap;

/** Time as the blocks of a message's origin tell it. */
final class OriginClock {
  private final SortedMap<ChainId, Chain> chains;

  OriginClock(SortedMap<ChainId, Chain> chains) {
    this.chains = chains;
  }

  /** From the block with the dispatch to the newest; zero when the node knows neither. */
  Duration since(Inclusion dispatch) {
    Chain origin = chains.get(dispatch.chain());
    if (origin == null) {
      throw new IllegalArgumentException("No chain " + dispatch.chain() + " in " + chains.keySet());
    }
    return ChainTime.since(origin.port(), dispatch.block());
  }
}
