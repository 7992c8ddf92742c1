package dev.interlane.receipt;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.List;

/**
 * Data that shows, to anybody who trusts one block hash of the destination, that the destination
 * executed a message, or that it had not. It is data only: nothing in it is checked by holding it.
 * Those that a handle gives were checked; {@code dev.interlane.mailbox.ProvenDelivery} checks those
 * that come from elsewhere. Immutable.
 */
public sealed interface ExecutionProof {
  /** The block it leads to. */
  BlockRef block();

  /** Whom one has to trust for the block's hash. */
  BlockHashSource source();

  /** The block's header in RLP, which hashes to the block's hash. */
  Bytes header();

  /** What a proof is made of. */
  enum Kind {
    /** The log of the delivery, by the receipts of its block. */
    RECEIPT,
    /** The record of the delivery in the protocol contract's storage, or that there is none. */
    STORAGE
  }

  /**
   * The log of the delivery is in a receipt of the block, and its transaction succeeded. Which
   * transaction that is, is shown by its position; its hash is not.
   *
   * @param transactionIndex the transaction's position in the block, from zero
   * @param logIndex the log's position in the transaction's receipt, from zero
   * @param nodes RLP nodes from the receipts root down
   */
  record ByReceipt(
      BlockRef block,
      BlockHashSource source,
      Bytes header,
      int transactionIndex,
      int logIndex,
      List<Bytes> nodes)
      implements ExecutionProof {
    public ByReceipt {
      nodes = List.copyOf(nodes);
      if (transactionIndex < 0 || logIndex < 0) {
        throw new IllegalArgumentException(
            "Positions are not negative, got " + transactionIndex + " and " + logIndex);
      }
    }
  }

  /**
   * A slot of the protocol contract's storage holds this word after the block; zero when the slot
   * is absent, which shows that the message was not delivered by then.
   *
   * @param account the contract
   * @param accountProof RLP nodes from the state root down
   * @param slot the slot
   * @param word what it holds
   * @param storageProof RLP nodes from the account's storage root down
   */
  record ByStorage(
      BlockRef block,
      BlockHashSource source,
      Bytes header,
      EvmAddress account,
      List<Bytes> accountProof,
      Bytes32 slot,
      Bytes32 word,
      List<Bytes> storageProof)
      implements ExecutionProof {
    public ByStorage {
      accountProof = List.copyOf(accountProof);
      storageProof = List.copyOf(storageProof);
    }
  }
}
