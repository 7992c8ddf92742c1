package dev.interlane.mailbox;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Finality;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.CodecException;
import dev.interlane.error.LogsMissingException;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.LogFilter;
import dev.interlane.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tree of one {@code MerkleTreeHook}, rebuilt from its {@code InsertedIntoTree} logs: our own
 * view, against which every checkpoint is held. Each log is read once; blocks that a reorganisation
 * removed are taken back; and after every reading the root is compared with the hook's own.
 *
 * <p>{@link #catchUp} does bounded I/O and never waits for the chain or for another thread; the
 * other methods answer from memory. Thread-safe.
 */
public final class MerkleTreeIndex {
  /** How many ranges of blocks one {@link #catchUp} reads at most. */
  public static final int RANGES_PER_CALL = 16;

  /**
   * The first range asked for, in blocks; halved when the node refuses, doubled when it answers.
   */
  public static final long FIRST_RANGE_BLOCKS = 1_000;

  /** The largest range asked for, in blocks. */
  public static final long MAX_RANGE_BLOCKS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(MerkleTreeIndex.class);

  private final ChainPort port;
  private final MailboxDeployment deployment;
  private final LogFilter filter;

  /** Held by the one thread that reads the chain; others do not wait for it. */
  private final ReentrantLock reading = new ReentrantLock();

  private long rangeBlocks = FIRST_RANGE_BLOCKS;

  // Guarded by this, and changed by the reading thread only.
  private final MerkleTree tree = new MerkleTree();
  private final List<Mark> marks = new ArrayList<>();
  private Optional<BlockRef> position = Optional.empty();

  // Where the root was the hook's when last compared, and how many leaves there were.
  private Optional<BlockRef> verifiedAt = Optional.empty();
  private long verifiedCount;

  /** Whether the last comparison failed. */
  private boolean doubted;

  private MerkleTreeIndex(ChainPort port, MailboxDeployment deployment) {
    this.port = port;
    this.deployment = deployment;
    this.filter =
        new LogFilter(
            List.of(deployment.merkleTreeHook()), List.of(MailboxAbi.INSERTED_INTO_TREE.topic0()));
  }

  /**
   * An index that has read nothing yet.
   *
   * @throws IllegalArgumentException if the port is of another chain
   */
  public static MerkleTreeIndex of(ChainPort port, MailboxDeployment deployment) {
    if (!port.chainId().equals(deployment.chain())) {
      throw new IllegalArgumentException(
          "The deployment is on " + deployment.chain() + ", the port on " + port.chainId());
    }
    return new MerkleTreeIndex(port, deployment);
  }

  /** The hook it follows. */
  public MailboxDeployment deployment() {
    return deployment;
  }

  /**
   * Reads what the chain has up to its head of this finality, at most {@link #RANGES_PER_CALL}
   * ranges.
   *
   * <p>Logs that have a hole, or are fewer than the hook counts, are read again at once where the
   * port can ask another node.
   *
   * @throws ChainUnavailableException if the chain cannot be asked
   * @throws LogsMissingException if logs are left out, and stay so
   */
  public Progress catchUp(Finality finality) {
    if (!reading.tryLock()) {
      return new Progress.Behind("the tree is being read at this moment");
    }
    try {
      return readAgainIfDoubted(finality);
    } finally {
      reading.unlock();
    }
  }

  /** The number of leaves read. */
  public synchronized long count() {
    return tree.count();
  }

  /** The leaf at this index, if it was read. */
  public synchronized Optional<Bytes32> leaf(long index) {
    return index >= 0 && index < tree.count() ? Optional.of(tree.leaf(index)) : Optional.empty();
  }

  /** The root right after the leaf at this index, if that was read. */
  public synchronized Optional<Bytes32> rootAfter(long index) {
    return index >= 0 && index < tree.count()
        ? Optional.of(tree.rootOf(index + 1))
        : Optional.empty();
  }

  /**
   * That the leaf at {@code index} is in the tree whose last leaf is {@code lastIndex}.
   *
   * @throws IllegalArgumentException if one of them was not read, or the first is the later one
   */
  public synchronized MerkleProof proof(long index, long lastIndex) {
    return tree.proof(index, lastIndex + 1);
  }

  /**
   * Whether the leaf at this index is this message, inserted in this block. Where the block is
   * final and so old that its hash was forgotten, the leaf alone decides.
   */
  public synchronized boolean holds(long index, Bytes32 messageId, BlockRef block) {
    if (index < 0 || index >= tree.count() || !tree.leaf(index).equals(messageId)) {
      return false;
    }
    for (int i = marks.size() - 1; i >= 0; i--) {
      if (marks.get(i).firstIndex() <= index) {
        return marks.get(i).block().equals(block);
      }
    }
    return true;
  }

  private Progress readAgainIfDoubted(Finality finality) {
    Progress progress;
    try {
      progress = read(finality);
    } catch (LogsMissingException hole) {
      if (!port.doubt(String.valueOf(hole.getMessage()))) {
        throw hole;
      }
      doubted = true;
      return read(finality);
    }
    return progress instanceof Progress.Contradicted contradicted
            && port.doubt(contradicted.reason())
        ? read(finality)
        : progress;
  }

  private Progress read(Finality finality) {
    ChainHeads heads = port.heads();
    BlockRef target = heads.at(finality);
    takeBackRemovedBlocks();
    long from = position.map(at -> at.height() + 1).orElse(deployment.fromBlock());
    for (int ranges = 0; from <= target.height(); ranges++) {
      if (ranges == RANGES_PER_CALL) {
        return new Progress.Behind(
            "the tree is read up to block " + (from - 1) + " of " + target.height());
      }
      long to = Math.min(from + rangeBlocks - 1, target.height());
      BlockRef end = to == target.height() ? target : header(to);
      Optional<List<ChainLog>> logs = logs(from, to);
      if (logs.isEmpty()) {
        continue;
      }
      // The end was canonical before and is after: so were all blocks between.
      if (!isCanonical(end)) {
        return new Progress.Behind("the chain changed below block " + to + " while it was read");
      }
      append(insertions(logs.get()), end);
      from = to + 1;
    }
    Progress progress = compareWithHook();
    if (progress instanceof Progress.CaughtUp) {
      forgetFinal(heads.finalized().height());
    }
    return progress;
  }

  /** The logs of a range; empty when the node refused and a smaller range is to be tried. */
  private Optional<List<ChainLog>> logs(long from, long to) {
    try {
      List<ChainLog> logs = port.logs(filter, from, to);
      rangeBlocks = Math.min(rangeBlocks * 2, MAX_RANGE_BLOCKS);
      return Optional.of(logs);
    } catch (ChainUnavailableException refused) {
      if (from == to) {
        throw refused;
      }
      rangeBlocks = Math.max(1, Math.min(rangeBlocks, to - from + 1) / 2);
      LOG.debug("{}: reading fewer blocks at once, {}", deployment.chain(), rangeBlocks, refused);
      return Optional.empty();
    }
  }

  /** The insertions that the logs tell of; they must continue the tree without a gap. */
  private List<Insertion> insertions(List<ChainLog> logs) {
    List<Insertion> insertions = new ArrayList<>(logs.size());
    long expected = count();
    for (ChainLog log : logs) {
      Optional<Insertion> insertion = Insertion.in(log, deployment.merkleTreeHook());
      if (insertion.isEmpty()) {
        throw new ChainUnavailableException(
            "The node of " + deployment.chain() + " returned a log that was not asked for: " + log,
            "Use another node");
      }
      if (insertion.get().index() != expected) {
        throw new LogsMissingException(
            "The logs of the Merkle tree hook "
                + deployment.merkleTreeHook()
                + " on "
                + deployment.chain()
                + " have a gap: expected leaf "
                + expected
                + ", got "
                + insertion.get().index()
                + " in block "
                + log.block().height(),
            expected == 0
                ? "Set fromBlock of the deployment to the block in which the hook was deployed"
                : "The node leaves logs out: use another one");
      }
      insertions.add(insertion.get());
      expected++;
    }
    return insertions;
  }

  private synchronized void append(List<Insertion> insertions, BlockRef end) {
    for (Insertion insertion : insertions) {
      BlockRef block = insertion.log().block();
      if (marks.isEmpty() || !marks.get(marks.size() - 1).block().equals(block)) {
        marks.add(new Mark(block, insertion.index()));
      }
      tree.insert(insertion.messageId());
    }
    position = Optional.of(end);
  }

  /** Goes back to the newest block with an insertion that is still part of the chain. */
  private void takeBackRemovedBlocks() {
    if (position.isEmpty() || isCanonical(position.get())) {
      return;
    }
    long before = count();
    while (!marks.isEmpty() && !isCanonical(marks.get(marks.size() - 1).block())) {
      dropLastMark();
    }
    synchronized (this) {
      position = marks.isEmpty() ? Optional.empty() : Optional.of(lastMark().block());
      verifiedAt = verifiedCount >= tree.count() ? position : Optional.empty();
      verifiedCount = Math.min(verifiedCount, tree.count());
    }
    LOG.info(
        "{}: a reorganisation took back {} leaves, {} remain",
        deployment.chain(),
        before - count(),
        count());
  }

  /** Older marks than the newest final one are of no more use: nothing goes back that far. */
  private synchronized void forgetFinal(long finalHeight) {
    int forget = 0;
    while (forget + 1 < marks.size() && marks.get(forget + 1).block().height() <= finalHeight) {
      forget++;
    }
    marks.subList(0, forget).clear();
  }

  private Progress compareWithHook() {
    if (position.isEmpty()) {
      return new Progress.Behind(
          "the chain has not reached block " + deployment.fromBlock() + ", where the tree begins");
    }
    BlockRef at = position.get();
    if (verifiedAt.equals(position)) {
      return new Progress.CaughtUp(at);
    }
    Hook hook = hook(at);
    Bytes32 ours = tree.root();
    if (hook.count() == tree.count() && hook.root().equals(ours)) {
      verifiedAt = position;
      verifiedCount = tree.count();
      doubted = false;
      return new Progress.CaughtUp(at);
    }
    String reason =
        "The Merkle tree hook "
            + deployment.merkleTreeHook()
            + " has "
            + hook.count()
            + " leaves and the root "
            + hook.root()
            + " at "
            + at
            + ", its logs make "
            + tree.count()
            + " leaves and the root "
            + ours;
    LOG.warn("{}", reason);
    boolean stays = doubted;
    long fewer = hook.count() - tree.count();
    takeBackUnverified();
    if (stays && fewer > 0) {
      throw new LogsMissingException(
          reason, "The node leaves " + fewer + " logs out: use another one");
    }
    return new Progress.Contradicted(reason);
  }

  /** What was read since the last good comparison is read again; the second time, everything. */
  private void takeBackUnverified() {
    if (doubted) {
      verifiedAt = Optional.empty();
      verifiedCount = 0;
    }
    doubted = true;
    synchronized (this) {
      while (!marks.isEmpty() && lastMark().firstIndex() >= verifiedCount) {
        dropLastMark();
      }
      position = verifiedAt;
    }
  }

  private synchronized void dropLastMark() {
    Mark removed = marks.remove(marks.size() - 1);
    tree.truncate(removed.firstIndex());
    if (marks.isEmpty()) {
      // What lies below it cannot be told apart any more.
      tree.truncate(0);
    }
  }

  private Mark lastMark() {
    return marks.get(marks.size() - 1);
  }

  private Hook hook(BlockRef at) {
    BlockSelector block = new BlockSelector.AtBlock(at);
    CallRequest latest =
        CallRequest.view(deployment.merkleTreeHook(), MailboxAbi.LATEST_CHECKPOINT.encodeCall());
    // It underflows when there is no leaf, and answers nothing before the hook was deployed.
    if (!(port.call(latest, block) instanceof CallResult.Returned returned)
        || returned.data().isEmpty()) {
      return Hook.EMPTY;
    }
    try {
      List<Value> values = MailboxAbi.LATEST_CHECKPOINT.decodeReturn(returned.data());
      return new Hook(values.get(0).asBytes32(), values.get(1).asLong() + 1);
    } catch (CodecException malformed) {
      throw new ChainUnavailableException(
          "latestCheckpoint() of "
              + deployment.merkleTreeHook()
              + " on "
              + deployment.chain()
              + " answered nonsense",
          "Is this the address of a Merkle tree hook?",
          malformed);
    }
  }

  private BlockRef header(long height) {
    return port.header(height)
        .map(BlockHeader::block)
        .orElseThrow(
            () ->
                new ChainUnavailableException(
                    "Block " + height + " of " + deployment.chain() + " is missing below the head",
                    "The nodes behind this address may not agree; use one of them"));
  }

  private boolean isCanonical(BlockRef block) {
    return port.header(block.height())
        .map(header -> header.block().hash().equals(block.hash()))
        .orElse(false);
  }

  /** The first leaf of a block. */
  private record Mark(BlockRef block, long firstIndex) {}

  private record Hook(Bytes32 root, long count) {
    static final Hook EMPTY = new Hook(MerkleTree.emptyNode(MerkleTree.DEPTH), 0);
  }

  /**
   * The time of the block up to which it was read; the epoch when nothing was.
   *
   * @throws dev.interlane.error.ChainUnavailableException if the chain cannot be asked
   */
  public synchronized Instant readAt() {
    return position
        .flatMap(block -> port.header(block.height()))
        .map(BlockHeader::timestamp)
        .orElse(Instant.EPOCH);
  }

  /** How far a reading came. Immutable. */
  public sealed interface Progress {
    /** Everything up to this block was read and has the hook's root. */
    record CaughtUp(BlockRef at) implements Progress {}

    /** There is more to read; ask again. */
    record Behind(String reason) implements Progress {}

    /**
     * What the logs say and what the hook says differ, so one of them is wrong; what was read last
     * is forgotten and read again the next time.
     */
    record Contradicted(String reason) implements Progress {}
  }
}
