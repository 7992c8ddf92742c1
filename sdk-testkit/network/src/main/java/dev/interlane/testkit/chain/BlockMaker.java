package dev.interlane.testkit.chain;

import dev.interlane.chain.BlockRef;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockHeader;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes the blocks of one chain, each with a hash of its own. */
final class BlockMaker {
  private final ChainOptions options;
  private final World world;
  private final LogsBloom bloom = new LogsBloom();
  private long made;

  BlockMaker(ChainOptions options, World world) {
    this.options = options;
    this.world = world;
  }

  Block genesis(long timestamp) {
    Bytes32 hash =
        Keccak256.hash(
            Bytes.fromUtf8("genesis"),
            Words.of(options.id().evmChainId()),
            Words.of(options.seed()));
    BlockHeader header =
        new BlockHeader(
            new BlockRef(options.id(), 0, hash),
            Bytes32.ZERO,
            Instant.ofEpochSecond(timestamp),
            bloom.of(List.of()));
    return new Block(header, options.initialBaseFeeWei(), BlockBuilder.Content.EMPTY);
  }

  /** Runs what fits into the block after {@code parent}. */
  Made next(Block parent, long timestamp, List<List<PooledTransaction>> runs) {
    BlockBuilder builder = new BlockBuilder(world, options, parent, timestamp).fill(runs);
    BlockBuilder.Content content = builder.finish();
    Bytes32 hash = hash(parent.ref(), timestamp, content.transactionsRoot());
    BlockHeader header =
        new BlockHeader(
            new BlockRef(options.id(), parent.height() + 1, hash),
            parent.ref().hash(),
            Instant.ofEpochSecond(timestamp),
            bloom.of(content.logs()));
    return new Made(new Block(header, builder.baseFee(), content), content.reverts());
  }

  /** The count makes a block that replaces another one differ from it, whatever it holds. */
  private Bytes32 hash(BlockRef parent, long timestamp, Bytes32 transactionsRoot) {
    return Keccak256.hash(
        parent.hash().toBytes(),
        Words.of(parent.height() + 1),
        Words.of(timestamp),
        transactionsRoot.toBytes(),
        Words.of(options.seed()),
        Words.of(made++));
  }

  /**
   * A block and what failed in it.
   *
   * @param block the block
   * @param reverts the revert data of its failed transactions, by hash
   */
  record Made(Block block, Map<Bytes32, Bytes> reverts) {}
}
