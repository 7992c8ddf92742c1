package dev.interlane.chain;

import dev.interlane.primitive.Bytes32;
import java.util.Objects;

/**
 * One block of one chain. The height alone does not name a block, the hash does: a reorganisation
 * puts another block at the same height.
 *
 * @param chain the chain
 * @param height the block number, from zero
 * @param hash the block hash
 */
public record BlockRef(ChainId chain, long height, Bytes32 hash) {
  public BlockRef {
    Objects.requireNonNull(chain, "chain");
    Objects.requireNonNull(hash, "hash");
    if (height < 0) {
      throw new IllegalArgumentException("Block height must not be negative, got " + height);
    }
  }

  @Override
  public String toString() {
    return chain + "#" + height + " " + hash;
  }
}
