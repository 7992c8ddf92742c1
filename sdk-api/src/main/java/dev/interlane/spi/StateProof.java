package dev.interlane.spi;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.List;

/**
 * Merkle-Patricia proofs of an account and of slots of its storage (EIP-1186). Nothing in it is
 * checked yet.
 *
 * @param block the block whose state root it leads to
 * @param account the account
 * @param accountProof RLP nodes from the state root down
 * @param slots one proof per slot asked for
 */
public record StateProof(
    BlockRef block, EvmAddress account, List<Bytes> accountProof, List<SlotProof> slots) {
  public StateProof {
    accountProof = List.copyOf(accountProof);
    slots = List.copyOf(slots);
  }

  /**
   * The proof of one slot.
   *
   * @param slot the storage slot
   * @param value what the node says it holds
   * @param proof RLP nodes from the storage root down
   */
  public record SlotProof(Bytes32 slot, Bytes32 value, List<Bytes> proof) {
    public SlotProof {
      proof = List.copyOf(proof);
    }
  }
}
