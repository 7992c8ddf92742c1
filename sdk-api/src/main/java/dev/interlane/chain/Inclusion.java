package dev.interlane.chain;

import java.util.Objects;

/**
 * A transaction in a block: what a reorganisation can undo.
 *
 * @param transaction the transaction
 * @param block the block that holds it, of the same chain
 */
public record Inclusion(TransactionRef transaction, BlockRef block) {
  public Inclusion {
    Objects.requireNonNull(transaction, "transaction");
    Objects.requireNonNull(block, "block");
    if (!transaction.chain().equals(block.chain())) {
      throw new IllegalArgumentException(
          "Transaction of " + transaction.chain() + " cannot be in a block of " + block.chain());
    }
  }

  /** The chain of both. */
  public ChainId chain() {
    return block.chain();
  }
}
