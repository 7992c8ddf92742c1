package dev.interlane.chain;

import dev.interlane.primitive.Bytes32;
import java.util.Objects;

/**
 * One transaction of one chain, by hash. It says nothing about whether the transaction is in a
 * block.
 *
 * @param chain the chain
 * @param hash the transaction hash
 */
public record TransactionRef(ChainId chain, Bytes32 hash) {
  public TransactionRef {
    Objects.requireNonNull(chain, "chain");
    Objects.requireNonNull(hash, "hash");
  }

  @Override
  public String toString() {
    return chain + "/" + hash;
  }
}
