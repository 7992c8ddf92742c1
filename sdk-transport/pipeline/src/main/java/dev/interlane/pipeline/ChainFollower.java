package dev.interlane.pipeline;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.TransactionReceipt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one chain block by block. It keeps the blocks from the final one up and lets no block in
 * that does not link to the one before, so that a reorganisation is always noticed. Used by one
 * task at a time.
 */
final class ChainFollower {
  /** How many blocks one look reads at most. */
  static final int MAX_BLOCKS_PER_LOOK = 64;

  /**
   * How many blocks are kept when the chain does not become final; older ones are taken as final.
   */
  static final int MAX_WINDOW_BLOCKS = 8192;

  private static final Logger LOG = LoggerFactory.getLogger(ChainFollower.class);

  private final ChainPort port;
  private final Supplier<Optional<LogFilter>> interests;
  private final Wanted wanted;
  private final FinalRange range;
  private final ArrayList<BlockRef> window = new ArrayList<>();
  private Optional<LogBloom> bloom = Optional.empty();

  /**
   * A follower that has seen nothing yet.
   *
   * @param interests the logs wanted, asked anew for every look
   */
  ChainFollower(ChainPort port, Supplier<Optional<LogFilter>> interests, Wanted wanted) {
    this.port = port;
    this.interests = interests;
    this.wanted = wanted;
    this.range = new FinalRange(port);
  }

  /** What is wanted of blocks beside logs. From any thread. */
  interface Wanted {
    /**
     * Whether a transaction we wait for may be in a block; asked after the block was read, so that
     * no transaction that was sent before can slip through.
     */
    boolean receipts();

    /** Whether one of them is asked for by nobody else, so that no block may be left out. */
    boolean everyBlock();
  }

  /** A final block is gone: nothing that was built on finality holds. */
  static final class FinalBlockGone extends Exception {
    private static final long serialVersionUID = 1L;

    FinalBlockGone(ChainId chain, BlockRef lost) {
      super("Chain " + chain + " replaced its final block " + lost);
    }
  }

  /**
   * Begins at the newest final block, or at {@code processed} when that is older: then the blocks
   * in between are read by range.
   *
   * @return the logs of final blocks above {@code processed}
   */
  List<ChainLog> begin(Optional<Long> processed) {
    BlockRef base = port.heads().finalized();
    List<ChainLog> logs = new ArrayList<>();
    Optional<LogFilter> filter = interests.get();
    if (processed.isPresent() && filter.isPresent()) {
      for (long from = processed.get() + 1; from <= base.height(); ) {
        FinalRange.Read read = range.next(filter, from, base.height());
        logs.addAll(read.logs());
        from = read.to() + 1;
      }
    }
    window.clear();
    window.add(base);
    return logs;
  }

  /**
   * Looks once. What was read before a question failed is kept, and the rest is asked for at the
   * next look. Throws, and remembers nothing, when nothing was read or the chain's answers do not
   * fit together.
   */
  ChainNews look() throws FinalBlockGone {
    ChainHeads heads = port.heads();
    refreshInterests();
    boolean isFarBehind =
        heads.finalized().height() - window.getLast().height() > FinalRange.MIN_BLOCKS
            && !wanted.everyBlock();
    List<BlockHeader> next = next(heads, window.getLast(), isFarBehind ? 1 : MAX_BLOCKS_PER_LOOK);
    int kept = canonicalPart(heads, next);
    if (isFarBehind && kept == window.size()) {
      return skip(heads);
    }
    List<BlockRef> removed = new ArrayList<>(window.subList(kept, window.size()).reversed());
    List<ChainNews.Block> added =
        removed.isEmpty()
            ? read(next, false)
            : read(next(heads, window.get(kept - 1), MAX_BLOCKS_PER_LOOK), true);
    window.subList(kept, window.size()).clear();
    added.forEach(block -> window.add(block.ref()));
    ChainHeads reached = reached(heads);
    forgetBelow(reached.finalized().height());
    boolean more = window.getLast().height() < heads.seen().height() && !added.isEmpty();
    return new ChainNews(reached, removed, added, more ? ChainNews.More.YES : ChainNews.More.NO);
  }

  /**
   * Far behind: the logs of many final blocks by one query. Transactions of ours that are in them
   * are asked for one by one by who waits for them.
   */
  private ChainNews skip(ChainHeads heads) {
    FinalRange.Read read =
        range.next(
            bloom.map(LogBloom::filter), window.getLast().height() + 1, heads.finalized().height());
    BlockHeader end =
        port.header(read.to())
            .orElseThrow(() -> inconsistent("has no block " + read.to() + " below its head"));
    window.clear();
    window.add(end.block());
    return new ChainNews(
        reached(heads),
        List.of(),
        List.of(new ChainNews.Block(end, read.logs(), List.of())),
        ChainNews.More.YES);
  }

  private void refreshInterests() {
    Optional<LogFilter> filter = interests.get();
    if (!filter.equals(bloom.map(LogBloom::filter))) {
      bloom = filter.map(LogBloom::new);
    }
  }

  /** How many blocks of the window are still canonical. */
  private int canonicalPart(ChainHeads heads, List<BlockHeader> next) throws FinalBlockGone {
    int kept = window.size();
    if (heads.seen().height() < window.getFirst().height()) {
      throw inconsistent(
          "is behind: its head " + heads.seen() + " is below the final block " + window.getFirst());
    }
    BlockRef newest = window.get(kept - 1);
    if (heads.seen().equals(newest) || !next.isEmpty()) {
      return kept;
    }
    while (kept > 0 && !isCanonical(window.get(kept - 1), heads)) {
      kept--;
    }
    if (kept == 0) {
      throw new FinalBlockGone(port.chainId(), window.getFirst());
    }
    return kept;
  }

  /**
   * The blocks after this one up to the head, as far as one look reads and each links to the one
   * before it; none if the block was left. Where they stop short the next look finds out why.
   */
  private List<BlockHeader> next(ChainHeads heads, BlockRef parent, int max) {
    long missing = Math.min(heads.seen().height() - parent.height(), max);
    if (missing <= 0) {
      return List.of();
    }
    List<BlockHeader> linked = new ArrayList<>();
    BlockRef last = parent;
    for (BlockHeader header : port.headers(parent.height() + 1, (int) missing)) {
      if (!header.parentHash().equals(last.hash())) {
        break;
      }
      linked.add(header);
      last = header.block();
    }
    return linked;
  }

  private boolean isCanonical(BlockRef block, ChainHeads heads) {
    if (block.height() > heads.seen().height()) {
      // The node is behind, or the chain got shorter: its own head tells which.
      return refAt(heads.seen().height()).equals(Optional.of(heads.seen()));
    }
    return port.header(block.height())
        .map(header -> header.block().equals(block))
        .orElseThrow(() -> inconsistent("has no block " + block.height() + " below its head"));
  }

  private Optional<BlockRef> refAt(long height) {
    long index = height - window.getFirst().height();
    return index >= 0 && index < window.size()
        ? Optional.of(window.get((int) index))
        : Optional.empty();
  }

  /** The blocks, as far as the node tells what is in them; asked again at once for the rest. */
  private List<ChainNews.Block> read(List<BlockHeader> headers, boolean reorganised) {
    boolean withReceipts = !headers.isEmpty() && (reorganised || wanted.receipts());
    List<List<TransactionReceipt>> receipts =
        withReceipts
            ? port.receiptsOfAll(headers.stream().map(BlockHeader::block).toList())
            : Collections.nCopies(headers.size(), List.of());
    List<ChainNews.Block> blocks = new ArrayList<>(headers.size());
    for (BlockHeader header : headers.subList(0, receipts.size())) {
      try {
        blocks.add(read(header, withReceipts, receipts.get(blocks.size())));
      } catch (ChainUnavailableException trouble) {
        if (blocks.isEmpty()) {
          throw trouble;
        }
        LOG.debug("{}: read up to before {}", port.chainId(), header.block(), trouble);
        break;
      }
    }
    return blocks;
  }

  private ChainNews.Block read(
      BlockHeader header, boolean withReceipts, List<TransactionReceipt> receipts) {
    List<ChainLog> logs = List.of();
    if (bloom.isPresent() && bloom.get().mayMatch(header.logsBloom())) {
      // The receipts of a block have all of its logs: one question instead of two.
      logs = withReceipts ? logs(bloom.get(), receipts) : logs(bloom.get(), header);
    }
    for (ChainLog log : logs) {
      if (!log.block().equals(header.block())) {
        throw inconsistent("gave a log of " + log.block() + " when asked for " + header.block());
      }
      if (!LogBloom.admits(header.logsBloom(), log)) {
        throw inconsistent(
            "gave a log that the bloom of its block " + header.block() + " rules out");
      }
    }
    return new ChainNews.Block(header, logs, receipts);
  }

  /**
   * Where the bloom speaks of logs and the node shows none, its receipts decide: mostly the bloom
   * was wrong, but a node that leaves logs out would hide what happened.
   */
  private List<ChainLog> logs(LogBloom wanted, BlockHeader header) {
    List<ChainLog> shown = port.logs(wanted.filter(), header.block());
    if (!shown.isEmpty() || !LogBloom.isOne(header.logsBloom())) {
      return shown;
    }
    return logs(wanted, port.receipts(header.block()));
  }

  private static List<ChainLog> logs(LogBloom wanted, List<TransactionReceipt> receipts) {
    return receipts.stream()
        .flatMap(receipt -> receipt.logs().stream())
        .filter(log -> wanted.filter().matches(log.emitter(), log.topics()))
        .toList();
  }

  /** The heads, but none above what we have read. */
  private ChainHeads reached(ChainHeads heads) {
    BlockRef newest = window.getLast();
    return new ChainHeads(
        newest, atMost(heads.safe(), newest), atMost(heads.finalized(), newest), heads.rule());
  }

  private static BlockRef atMost(BlockRef head, BlockRef newest) {
    return head.height() <= newest.height() ? head : newest;
  }

  private void forgetBelow(long finalHeight) {
    long surplus = Math.min(finalHeight - window.getFirst().height(), window.size() - 1L);
    surplus = Math.max(surplus, window.size() - (long) MAX_WINDOW_BLOCKS);
    if (surplus > 0) {
      window.subList(0, (int) surplus).clear();
    }
  }

  private ChainUnavailableException inconsistent(String what) {
    return new ChainUnavailableException(
        "The node of " + port.chainId() + " " + what, "It may be reorganising; asked again later");
  }
}
