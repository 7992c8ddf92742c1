package dev.interlane.testkit.chain;

import dev.interlane.chain.BlockRef;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockHeader;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the blocks of one chain, each with a hash of its own. */
final class BlockMaker {
  private final ChainOptions options;
  private final World world;
  private final LogsBloom bloom = new LogsBloom();
  private final @Nullable Sealer sealer;
  private long made;
  private int feeFactor = 1;

  BlockMaker(ChainOptions options, World world) {
    this.options = options;
    this.world = world;
    this.sealer =
        options.blockHashes() == BlockHashes.OF_HEADERS
            ? new Sealer(world, options.blockGasLimit())
            : null;
  }

  Block genesis(long timestamp) {
    Bytes32 drawn =
        Keccak256.hash(
            Bytes.fromUtf8("genesis"),
            Words.of(options.id().evmChainId()),
            Words.of(options.seed()));
    return block(
        new BlockDraft(Bytes32.ZERO, 0, timestamp, options.initialBaseFeeWei(), drawn),
        BlockBuilder.Content.EMPTY);
  }

  /** Multiplies the base fee of the next block, once. */
  void multiplyBaseFee(int factor) {
    feeFactor = factor;
  }

  /** The base fee of the block after {@code parent}. */
  BigInteger baseFeeAfter(Block parent) {
    return BaseFee.after(parent.baseFee(), parent.gasUsed(), options.blockGasLimit())
        .multiply(BigInteger.valueOf(feeFactor));
  }

  /** Runs what fits into the block after {@code parent}. */
  Made next(Block parent, long timestamp, List<List<PooledTransaction>> runs) {
    BigInteger baseFee = baseFeeAfter(parent);
    feeFactor = 1;
    BlockBuilder builder = new BlockBuilder(world, options, parent, baseFee, timestamp).fill(runs);
    BlockBuilder.Content content = builder.finish();
    BlockDraft draft =
        new BlockDraft(
            parent.ref().hash(),
            parent.height() + 1,
            timestamp,
            builder.baseFee(),
            draw(parent.ref(), timestamp, content.transactionsRoot()));
    return new Made(block(draft, content), content.reverts());
  }

  /** A block was taken away: the next one takes its place. */
  void takenAway(Block block) {
    if (sealer != null) {
      block.sealed().ifPresent(sealer::unseal);
    }
  }

  private Block block(BlockDraft draft, BlockBuilder.Content content) {
    Bytes logsBloom = bloom.of(content.logs());
    Sealed sealed = sealer == null ? null : sealer.seal(draft, logsBloom, content);
    Bytes32 hash = sealed == null ? draft.drawn() : sealed.hash();
    BlockHeader header =
        new BlockHeader(
            new BlockRef(options.id(), draft.height(), hash),
            draft.parentHash(),
            Instant.ofEpochSecond(draft.timestampSeconds()),
            logsBloom);
    return new Block(header, draft.baseFeeWei(), content, sealed);
  }

  /** The count makes a block that replaces another one differ from it, whatever it holds. */
  private Bytes32 draw(BlockRef parent, long timestamp, Bytes32 transactionsRoot) {
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
