package dev.interlane.zk;

import dev.interlane.chain.BlockRef;
import dev.interlane.codec.execution.ExecutionAccount;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.codec.execution.ProvenAccount;
import dev.interlane.error.CodecException;
import dev.interlane.mailbox.IsmNode;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.StateProof;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A proof that a message is in the storage of a hook, as a node gave it and as it was checked here.
 * Nothing of the node's answer is taken but the trie nodes: which account and which slot they have
 * to lead to, and from which root, is known here. Immutable.
 */
sealed interface DispatchProof {
  /** What the hook's slot holds once the message is dispatched. */
  Bytes32 ONE = Bytes32.ofUnsigned(BigInteger.ONE);

  /**
   * The message is there.
   *
   * @param accountProof trie nodes from the state root to the hook's account
   * @param storageProof trie nodes from its storage root to the message's slot
   */
  record Holds(List<Bytes> accountProof, List<Bytes> storageProof) implements DispatchProof {
    public Holds {
      accountProof = List.copyOf(accountProof);
      storageProof = List.copyOf(storageProof);
    }
  }

  /** It is not, or the node proved something else. */
  record Fails(String reason) implements DispatchProof {}

  /**
   * Has the node show the block's header and prove the message's slot, and checks that the header
   * hashes to the block's hash and has this root, and the proof under it.
   *
   * @throws dev.interlane.error.ChainUnavailableException if the node does not have that state
   */
  static DispatchProof of(
      ChainPort origin, BlockRef block, Bytes32 root, IsmNode.StateProof module, Bytes32 id) {
    Optional<Fails> otherBlock = otherBlock(origin, block, root);
    if (otherBlock.isPresent()) {
      return otherBlock.get();
    }
    Bytes32 slot = Keccak256.hash(id.toBytes(), module.slot().toBytes());
    StateProof answer =
        origin.proof(module.hook(), List.of(slot), new BlockSelector.AtBlock(block));
    if (answer.slots().size() != 1) {
      return new Fails("our node proved " + answer.slots().size() + " slots instead of one");
    }
    List<Bytes> storageProof = answer.slots().get(0).proof();
    try {
      Optional<ExecutionAccount> hook =
          ProvenAccount.account(root, module.hook(), answer.accountProof());
      if (hook.isEmpty()) {
        return new Fails("there is no contract " + module.hook());
      }
      Bytes32 word = ProvenAccount.word(hook.get().storageRoot(), slot, storageProof);
      return word.equals(ONE)
          ? new Holds(answer.accountProof(), storageProof)
          : new Fails(
              "message "
                  + id
                  + " is not in the storage of "
                  + module.hook()
                  + ": its slot holds "
                  + word);
    } catch (CodecException refused) {
      return new Fails("our node's proof does not hold: " + refused.getMessage());
    }
  }

  /** Whether the block's header, hashed here, commits to another state. */
  private static Optional<Fails> otherBlock(ChainPort origin, BlockRef block, Bytes32 root) {
    try {
      ExecutionHeader header = ExecutionHeader.decode(origin.encodedHeader(block));
      if (!header.hash().equals(block.hash()) || header.height() != block.height()) {
        return Optional.of(
            new Fails("our node's header of block " + block + " hashes to " + header.hash()));
      }
      return header.stateRoot().equals(root)
          ? Optional.empty()
          : Optional.of(
              new Fails(
                  "block " + block + " of our node has the state root " + header.stateRoot()));
    } catch (CodecException refused) {
      return Optional.of(new Fails("our node's header is none: " + refused.getMessage()));
    }
  }
}
