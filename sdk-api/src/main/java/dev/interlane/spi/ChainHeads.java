package dev.interlane.spi;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Finality;

/**
 * How far a chain is, per finality.
 *
 * @param seen the newest block
 * @param safe the newest safe block
 * @param finalized the newest final block
 * @param rule how safe and final are judged, for receipts: {@code tag finalized}, {@code depth 64}
 */
public record ChainHeads(BlockRef seen, BlockRef safe, BlockRef finalized, String rule) {
  public ChainHeads {
    if (finalized.height() > safe.height() || safe.height() > seen.height()) {
      throw new IllegalArgumentException(
          "Heads must not rise with finality, got seen "
              + seen.height()
              + ", safe "
              + safe.height()
              + ", final "
              + finalized.height());
    }
  }

  /** The head of this finality. */
  public BlockRef at(Finality finality) {
    return switch (finality) {
      case SEEN -> seen;
      case SAFE -> safe;
      case FINAL -> finalized;
    };
  }

  /** How sure a canonical block of this height is. */
  public Finality finalityOf(long height) {
    if (height <= finalized.height()) {
      return Finality.FINAL;
    }
    return height <= safe.height() ? Finality.SAFE : Finality.SEEN;
  }
}
