package dev.interlane.mailbox;

import dev.interlane.chain.BlockRef;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.ChainPort;
import java.time.Duration;
import java.util.Optional;

/** Time as a chain's own blocks tell it, which need not be that of our clock. */
public final class ChainTime {
  private ChainTime() {}

  /**
   * From a block to the newest one; zero when the node does not know them.
   *
   * @throws dev.interlane.error.ChainUnavailableException if the chain cannot be asked
   */
  public static Duration since(ChainPort port, BlockRef block) {
    Optional<BlockHeader> from = port.header(block.hash());
    Optional<BlockHeader> to = port.header(port.heads().seen().hash());
    return from.isPresent() && to.isPresent()
        ? Duration.between(from.get().timestamp(), to.get().timestamp())
        : Duration.ZERO;
  }
}
