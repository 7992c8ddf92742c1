package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmissionState;
import dev.interlane.spi.TransactionReceipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Everything of ours on one chain: what is in which block, which transactions are out, and who
 * waits for which height. A block touches only what is in it or waits for it, however many messages
 * there are. The loop's own, but for {@link #wanted}.
 */
final class ChainDesk {
  /** After so many final blocks the position is journaled even if nothing else is. */
  static final int MAX_BLOCKS_WITHOUT_CURSOR = 64;

  private final Chain chain;
  private final Loop loop;
  private final ChainFacts facts;
  private final DeliverySteps steps;
  private final int maxPendingPerAccount;
  private final TreeMap<Long, BlockEntries> blocks = new TreeMap<>();
  private final TreeMap<Long, Bytes32> canonical = new TreeMap<>();
  private final Map<Finality, NavigableMap<Long, List<Runnable>>> waiters = new LinkedHashMap<>();
  private final TreeMap<Instant, Set<Tracked>> expiries = new TreeMap<>();
  private final Map<Bytes32, Sent> sentByHash = new HashMap<>();
  private final Map<String, Sent> sentByKey = new HashMap<>();
  private final Map<Bytes32, Set<Tracked>> foreignDispatches = new HashMap<>();
  private final Map<AccountId, Outbox> outboxes = new LinkedHashMap<>();
  private final TreeMap<Long, Instant> timestamps = new TreeMap<>();
  private final AtomicInteger awaited = new AtomicInteger();
  private final AtomicInteger foreignAwaited = new AtomicInteger();
  private final List<Runnable> whenOpen = new ArrayList<>();
  private @Nullable ChainHeads heads;
  private long keptCursor = -MAX_BLOCKS_WITHOUT_CURSOR;

  ChainDesk(
      Chain chain, Loop loop, ChainFacts facts, DeliverySteps steps, int maxPendingPerAccount) {
    this.chain = chain;
    this.loop = loop;
    this.facts = facts;
    this.steps = steps;
    this.maxPendingPerAccount = maxPendingPerAccount;
    for (Finality finality : Finality.values()) {
      waiters.put(finality, new TreeMap<>());
    }
  }

  ChainId id() {
    return chain.id();
  }

  Chain chain() {
    return chain;
  }

  /** Which transactions we wait for. From any thread. */
  ChainFollower.Wanted wanted() {
    return new ChainFollower.Wanted() {
      @Override
      public boolean receipts() {
        return awaited.get() > 0;
      }

      @Override
      public boolean everyBlock() {
        return foreignAwaited.get() > 0;
      }
    };
  }

  /** How far the chain is; empty before the first look. */
  Optional<ChainHeads> heads() {
    return Optional.ofNullable(heads);
  }

  long seenHeight() {
    return heads == null ? 0 : heads.seen().height();
  }

  /**
   * Runs at once, or when the chain was looked at for the first time; one that nothing is seen of
   * is not waited for.
   */
  void whenOpen(Runnable action) {
    if (heads != null || !chain.isSeen()) {
      action.run();
    } else {
      whenOpen.add(action);
    }
  }

  /** The account's transactions, in order. */
  Outbox outbox(AccountId account) {
    return outboxes.computeIfAbsent(
        account, added -> new Outbox(added, this, loop, steps, maxPendingPerAccount));
  }

  Iterable<Outbox> outboxes() {
    return outboxes.values();
  }

  /** Whether we may still take this block for canonical. */
  boolean isCanonical(BlockRef block) {
    Bytes32 hash = canonical.get(block.height());
    return hash == null
        ? heads == null || block.height() <= heads.finalized().height()
        : hash.equals(block.hash());
  }

  /** Runs {@code action} when the head of this finality is at {@code height} or above. */
  void await(Finality finality, long height, Runnable action) {
    tree(finality).computeIfAbsent(height, at -> new ArrayList<>(2)).add(action);
  }

  /** Whether the head of this finality is at {@code height} or above. */
  boolean hasReached(Finality finality, long height) {
    return heads != null && heads.at(finality).height() >= height;
  }

  /** Asks the message about its expiry once a final block is later than {@code notAfter}. */
  void awaitFinalTimeAfter(Instant notAfter, Tracked message) {
    expiries.computeIfAbsent(notAfter, at -> new LinkedHashSet<>(2)).add(message);
  }

  /** The message is over: a long expiry shall not keep it in memory. */
  void forgetExpiry(Instant notAfter, Tracked message) {
    Set<Tracked> waiting = expiries.get(notAfter);
    if (waiting != null && waiting.remove(message) && waiting.isEmpty()) {
      expiries.remove(notAfter);
    }
  }

  // Transactions of ours.

  /** A submission is known from now on. */
  void add(Sent sent) {
    sent.submission().attempts().forEach(attempt -> sentByHash.put(attempt.hash(), sent));
    sentByKey.put(sent.submission().intent().key(), sent);
    Optional<Inclusion> inclusion = sent.submission().inclusion();
    if (inclusion.isPresent()) {
      entries(inclusion.get().block()).submissions().add(sent);
    } else {
      awaited.incrementAndGet();
    }
  }

  /** A further signed form of a known submission. */
  void addAttempt(Sent sent, Submission.Attempt attempt) {
    sent.becomes(sent.submission().withAttempt(attempt));
    sentByHash.put(attempt.hash(), sent);
    loop.batch().changed(sent.submission());
  }

  Optional<Sent> sent(Bytes32 transactionHash) {
    return Optional.ofNullable(sentByHash.get(transactionHash));
  }

  /** The newest submission for this intent that still may do, or has done, what it is for. */
  Optional<Sent> live(String intentKey) {
    return Optional.ofNullable(sentByKey.get(intentKey)).filter(Sent::isLive);
  }

  /** The newest submission for this intent, whatever became of it. */
  Optional<Sent> latest(String intentKey) {
    return Optional.ofNullable(sentByKey.get(intentKey));
  }

  /** A foreign transaction finally took the account nonce. */
  void superseded(Sent sent) {
    if (!sent.isPending()) {
      return;
    }
    sent.becomes(sent.submission().as(SubmissionState.SUPERSEDED));
    loop.batch().changed(sent.submission());
    awaited.decrementAndGet();
    forget(sent);
    facts.superseded(sent);
  }

  private void forget(Sent sent) {
    sent.submission().attempts().forEach(attempt -> sentByHash.remove(attempt.hash(), sent));
    sentByKey.remove(sent.submission().intent().key(), sent);
    outbox(sent.submission().account()).spent(sent);
  }

  /** Somebody else's dispatch that was in no block any more is waited for again. */
  void awaitForeign(Bytes32 transactionHash, Tracked message) {
    if (foreignDispatches
        .computeIfAbsent(transactionHash, first -> new LinkedHashSet<>(2))
        .add(message)) {
      awaited.incrementAndGet();
      foreignAwaited.incrementAndGet();
    }
  }

  /** Those whose dispatch by somebody else is waited for, and is in this transaction. */
  private Set<Tracked> foreignIn(Bytes32 transactionHash) {
    Set<Tracked> found = foreignDispatches.remove(transactionHash);
    if (found == null) {
      return Set.of();
    }
    awaited.addAndGet(-found.size());
    foreignAwaited.addAndGet(-found.size());
    return found;
  }

  // Legs of messages.

  /** The message's dispatch is in this block. */
  void addDispatch(Tracked message, BlockRef block) {
    if (isStillUnsure(block)) {
      entries(block).dispatches().add(message);
    }
    Finality finality = finalityOf(block);
    if (finality != Finality.SEEN) {
      facts.dispatchRose(message, block, finality);
    }
  }

  /** The message's execution is in this block. */
  void addDelivery(Tracked message, BlockRef block) {
    if (isStillUnsure(block)) {
      entries(block).deliveries().add(message);
    }
    Finality finality = finalityOf(block);
    if (finality != Finality.SEEN) {
      facts.deliveryRose(message, block, finality);
    }
  }

  private boolean isStillUnsure(BlockRef block) {
    return finalityOf(block) != Finality.FINAL;
  }

  private Finality finalityOf(BlockRef block) {
    return heads == null ? Finality.SEEN : heads.finalityOf(block.height());
  }

  private BlockEntries entries(BlockRef block) {
    BlockEntries known = blocks.get(block.height());
    if (known == null || !known.block().equals(block)) {
      known = new BlockEntries(block);
      known.told = finalityOf(block);
      blocks.put(block.height(), known);
    }
    return known;
  }

  // News.

  /** Blocks that hold something of ours; before the first look, to have them checked. */
  List<BlockRef> blocksOfOurs() {
    return blocks.values().stream().map(BlockEntries::block).toList();
  }

  /** Blocks that went while nobody looked. */
  void takeLost(List<BlockRef> lost) {
    lost.forEach(this::remove);
  }

  /** A transaction of ours that waits and, by its receipt, failed. */
  record Failure(Sent sent, TransactionReceipt receipt) {}

  /** Those of ours that failed in blocks that are not taken in yet. */
  List<Failure> failures(ChainNews news) {
    List<Failure> failures = new ArrayList<>();
    for (ChainNews.Block block : news.added()) {
      for (TransactionReceipt receipt : block.receipts()) {
        Sent sent = sentByHash.get(receipt.inclusion().transaction().hash());
        if (sent != null && !receipt.succeeded()) {
          failures.add(new Failure(sent, receipt));
        }
      }
    }
    return failures;
  }

  /** Takes in what a look at the chain found. */
  void take(ChainNews news) {
    news.removed().forEach(this::remove);
    for (ChainNews.Block block : news.added()) {
      canonical.put(block.ref().height(), block.ref().hash());
      timestamps.put(block.ref().height(), block.header().timestamp());
    }
    // Before the blocks, so that what is in them gets its finality at once.
    ChainHeads before = heads;
    heads = before == null ? news.heads() : risen(before, news.heads());
    news.added().forEach(this::add);
    rise();
    keepCursor();
    if (before == null) {
      whenOpen.forEach(Runnable::run);
      whenOpen.clear();
    }
    outboxes.values().forEach(Outbox::upkeep);
  }

  /** Up to this height final blocks were read before; a node that is behind takes nothing back. */
  void readBefore(long finalHeight) {
    keptCursor = Math.max(keptCursor, finalHeight);
  }

  /** Up to where a restart need not read again; beside other changes, or after many blocks. */
  private void keepCursor() {
    long finalHeight = Objects.requireNonNull(heads, "heads").finalized().height();
    boolean cheap = !loop.batch().isEmpty() && finalHeight > keptCursor;
    if (cheap || finalHeight >= keptCursor + MAX_BLOCKS_WITHOUT_CURSOR) {
      keptCursor = finalHeight;
      loop.batch().cursor(cursorName(chain.id()), finalHeight);
    }
  }

  /** Under which name the journal keeps how far a chain was read. */
  static String cursorName(ChainId chain) {
    return "final/" + chain;
  }

  /** Block numbers of safe and final never go back, even if another node answers now. */
  private static ChainHeads risen(ChainHeads old, ChainHeads next) {
    BlockRef seen = next.seen();
    BlockRef finalized = higher(old.finalized(), next.finalized(), seen);
    BlockRef safe = higher(next.safe(), finalized, seen);
    return new ChainHeads(seen, safe, finalized, next.rule());
  }

  private static BlockRef higher(BlockRef one, BlockRef other, BlockRef limit) {
    BlockRef higher = one.height() >= other.height() ? one : other;
    return higher.height() <= limit.height() ? higher : limit;
  }

  private void remove(BlockRef block) {
    canonical.remove(block.height(), block.hash());
    timestamps.remove(block.height());
    BlockEntries lost = blocks.get(block.height());
    if (lost == null || !lost.block().equals(block)) {
      return;
    }
    blocks.remove(block.height());
    lost.submissions().forEach(this::backToPending);
    lost.deliveries().forEach(message -> facts.deliveryReorged(message, block));
    lost.dispatches().forEach(message -> facts.dispatchReorged(message, block));
    lost.submissions().forEach(facts::removed);
  }

  private void backToPending(Sent sent) {
    sent.becomes(sent.submission().as(SubmissionState.PENDING));
    loop.batch().changed(sent.submission());
    awaited.incrementAndGet();
    outbox(sent.submission().account()).pendingAgain(sent);
  }

  private void add(ChainNews.Block block) {
    take(block.receipts(), block.logs());
  }

  /** A transaction that a look at it found in a block; nothing unless it is one we wait for. */
  void takeReceipt(TransactionReceipt receipt) {
    take(List.of(receipt), receipt.logs());
  }

  /**
   * First what is in the block, then what it says about messages, and only then whether our steps
   * succeeded: a step of ours that failed because a stranger was faster is no failure.
   */
  private void take(List<TransactionReceipt> receipts, List<ChainLog> logs) {
    Map<Sent, TransactionReceipt> mined = new LinkedHashMap<>();
    Map<Bytes32, EvmAddress> senders = new HashMap<>();
    for (TransactionReceipt receipt : receipts) {
      Bytes32 hash = receipt.inclusion().transaction().hash();
      senders.put(hash, receipt.sender());
      Sent sent = sentByHash.get(hash);
      if (sent != null && sent.isPending()) {
        included(sent, receipt);
        mined.put(sent, receipt);
      }
      foreignIn(hash).forEach(foreign -> facts.foreignDispatchIncluded(foreign, receipt));
    }
    logs.forEach(log -> facts.sightings().recognise(this, log, senders));
    mined.forEach(
        (sent, receipt) -> {
          receipt.logs().forEach(log -> facts.sightings().recognise(this, log, senders));
          facts.stepsMined(sent, receipt);
          if (isStillUnsure(receipt.inclusion().block())) {
            entries(receipt.inclusion().block()).submissions().add(sent);
          } else {
            finish(sent);
          }
        });
  }

  private void included(Sent sent, TransactionReceipt receipt) {
    SubmissionState state =
        receipt.succeeded() ? SubmissionState.INCLUDED : SubmissionState.REVERTED;
    sent.becomes(sent.submission().includedIn(receipt.inclusion(), state));
    loop.batch().changed(sent.submission());
    awaited.decrementAndGet();
    outbox(sent.submission().account()).included(sent);
    facts.included(sent, receipt);
  }

  private void finish(Sent sent) {
    SubmissionState ended = sent.submission().state();
    Optional<Inclusion> inclusion = sent.submission().inclusion();
    if (inclusion.isEmpty()) {
      return;
    }
    sent.becomes(sent.submission().includedIn(inclusion.get(), SubmissionState.FINAL));
    loop.batch().changed(sent.submission());
    forget(sent);
    if (ended == SubmissionState.REVERTED) {
      facts.revertedFinally(sent);
    }
  }

  private void rise() {
    ChainHeads now = Objects.requireNonNull(heads, "heads");
    for (BlockEntries entries : List.copyOf(blocks.headMap(now.safe().height(), true).values())) {
      if (!isCanonical(entries.block())) {
        remove(entries.block());
        continue;
      }
      Finality finality = now.finalityOf(entries.block().height());
      if (finality != entries.told) {
        entries.told = finality;
        tell(entries, finality);
      }
    }
    wake(Finality.SEEN, now.seen().height());
    wake(Finality.SAFE, now.safe().height());
    wake(Finality.FINAL, now.finalized().height());
    expire(now.finalized().height());
    blocks.headMap(now.finalized().height(), true).clear();
    canonical.headMap(now.finalized().height()).clear();
    timestamps.headMap(now.finalized().height()).clear();
  }

  private void tell(BlockEntries entries, Finality finality) {
    BlockRef block = entries.block();
    entries.dispatches().forEach(message -> facts.dispatchRose(message, block, finality));
    entries.deliveries().forEach(message -> facts.deliveryRose(message, block, finality));
    if (finality == Finality.FINAL) {
      entries.submissions().forEach(this::finish);
    }
  }

  private void wake(Finality finality, long height) {
    NavigableMap<Long, List<Runnable>> waiting = tree(finality);
    while (!waiting.isEmpty() && waiting.firstKey() <= height) {
      waiting.pollFirstEntry().getValue().forEach(Runnable::run);
    }
  }

  private void expire(long finalHeight) {
    Instant finalTime = timestamps.get(finalHeight);
    while (finalTime != null && !expiries.isEmpty() && expiries.firstKey().isBefore(finalTime)) {
      expiries
          .pollFirstEntry()
          .getValue()
          .forEach(message -> facts.finallyPastExpiry(message, this));
    }
  }

  private NavigableMap<Long, List<Runnable>> tree(Finality finality) {
    return Objects.requireNonNull(waiters.get(finality), "waiters");
  }
}
