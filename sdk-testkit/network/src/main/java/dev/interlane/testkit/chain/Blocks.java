package dev.interlane.testkit.chain;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Finality;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.TransactionReceipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The canonical blocks from genesis to the newest one. */
final class Blocks {
  /** How far below the final block state is still known: reorganisations can go that deep. */
  private static final int KEPT_BELOW_FINAL = 16;

  private final ChainOptions options;
  private final List<Block> canonical = new ArrayList<>();
  private final Map<Bytes32, Block> byHash = new HashMap<>();
  private final Map<Bytes32, TransactionReceipt> receipts = new HashMap<>();
  private final Map<Bytes32, Bytes> calldata = new HashMap<>();

  Blocks(ChainOptions options, Block genesis) {
    this.options = options;
    append(genesis);
  }

  void append(Block block) {
    canonical.add(block);
    byHash.put(block.ref().hash(), block);
    block.receipts().forEach(one -> receipts.put(one.inclusion().transaction().hash(), one));
    block.transactions().forEach(one -> calldata.put(one.hash(), one.invocation().data()));
    long settled = oldestKnownState();
    if (settled > 0) {
      canonical.get(Math.toIntExact(settled)).settle();
      canonical.get(Math.toIntExact(settled - 1)).forgetState();
    }
  }

  /** Takes the newest block away, with everything it did. */
  Block removeNewest() {
    Block removed = canonical.removeLast();
    byHash.remove(removed.ref().hash());
    for (TransactionReceipt receipt : removed.receipts()) {
      Bytes32 transaction = receipt.inclusion().transaction().hash();
      receipts.remove(transaction);
      calldata.remove(transaction);
    }
    removed.undo();
    return removed;
  }

  Block newest() {
    return canonical.getLast();
  }

  Optional<Block> at(long height) {
    return height < 0 || height >= canonical.size()
        ? Optional.empty()
        : Optional.of(canonical.get((int) height));
  }

  Optional<Block> withHash(Bytes32 hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** The canonical block, or an error when another one took its place. */
  Block require(BlockRef ref) {
    return withHash(ref.hash())
        .orElseThrow(
            () ->
                new ChainUnavailableException(
                    "Block " + ref + " is not in the canonical chain",
                    "It was reorganised away, or it is of another chain"));
  }

  Optional<TransactionReceipt> receipt(Bytes32 transactionHash) {
    return Optional.ofNullable(receipts.get(transactionHash));
  }

  Optional<Bytes> calldata(Bytes32 transactionHash) {
    return Optional.ofNullable(calldata.get(transactionHash));
  }

  ChainHeads heads() {
    return new ChainHeads(
        head(Finality.SEEN),
        head(Finality.SAFE),
        head(Finality.FINAL),
        "safe at depth " + options.safeDepth() + ", final at depth " + options.finalDepth());
  }

  BlockRef head(Finality finality) {
    int depth =
        switch (finality) {
          case SEEN -> 0;
          case SAFE -> options.safeDepth();
          case FINAL -> options.finalDepth();
        };
    return canonical.get(Math.max(0, canonical.size() - 1 - depth)).ref();
  }

  /** The lowest height whose state can still be asked for or reorganised back to. */
  long oldestKnownState() {
    return Math.max(0, newest().height() - options.finalDepth() - KEPT_BELOW_FINAL);
  }
}
