package dev.interlane.testkit.chain;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.codec.execution.ExecutionReceipt;
import dev.interlane.codec.rlp.Rlp;
import dev.interlane.codec.trie.Trie;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.math.BigInteger;

/**
 * Gives blocks headers whose hashes commit to what the blocks did. It keeps the state trie of the
 * newest block and reads from the world what changed since. Not thread-safe.
 */
final class Sealer {
  private static final Bytes32 NO_OMMERS = Keccak256.hash(Rlp.list());
  private static final Bytes32 NO_REQUESTS =
      Bytes32.fromHex("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  private final World world;
  private final long gasLimit;
  private final StateChanges changes = new StateChanges();
  private CommittedState state = CommittedState.EMPTY;

  Sealer(World world, long gasLimit) {
    this.world = world;
    this.gasLimit = gasLimit;
    world.tell(changes);
  }

  /** Seals the block that the world is at. */
  Sealed seal(BlockDraft draft, Bytes logsBloom, BlockBuilder.Content content) {
    StateChanges since = changes.take();
    state = state.updated(world, since);
    ExecutionHeader header =
        ExecutionHeader.builder()
            .parentHash(draft.parentHash())
            .ommersHash(NO_OMMERS)
            .beneficiary(EvmAddress.ZERO)
            .stateRoot(state.root())
            .transactionsRoot(content.transactionsRoot())
            .receiptsRoot(
                Trie.indexed(
                        content.executionReceipts().stream().map(ExecutionReceipt::encode).toList())
                    .root())
            .logsBloom(logsBloom)
            .difficulty(BigInteger.ZERO)
            .height(draft.height())
            .gasLimit(gasLimit)
            .gasUsed(content.gasUsed())
            .timestampSeconds(draft.timestampSeconds())
            .extraData(Bytes.EMPTY)
            .mixHash(draft.drawn())
            .nonce(Bytes.of(new byte[8]))
            .baseFeePerGasWei(draft.baseFeeWei())
            .withdrawalsRoot(Trie.EMPTY_ROOT)
            .blobGasUsed(0)
            .excessBlobGas(0)
            .parentBeaconBlockRoot(Bytes32.ZERO)
            .requestsHash(NO_REQUESTS)
            .build();
    return new Sealed(header, state, since);
  }

  /** A block was taken away: what it changed is to be read again. */
  void unseal(Sealed removed) {
    changes.addAll(removed.changes());
  }
}
