package dev.interlane.testkit.fault;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.FeeSuggestion;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.StateProof;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.testkit.chain.SimulatedChain;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A simulated chain as a client sees it through its node and its network: well, unless the {@link
 * Conditions} say otherwise. Thread-safe.
 */
public final class FaultyPort implements ChainPort {
  private final SimulatedChain chain;
  private final Side side;
  private final Conditions conditions;
  private @Nullable ChainHeads stoppedAt;
  private @Nullable BlockHeader invented;
  private @Nullable Bytes held;

  private FaultyPort(SimulatedChain chain, Side side, Conditions conditions) {
    this.chain = chain;
    this.side = side;
    this.conditions = conditions;
  }

  /** The chain's port, under these conditions. */
  public static FaultyPort of(SimulatedChain chain, Side side, Conditions conditions) {
    return new FaultyPort(chain, side, conditions);
  }

  @Override
  public ChainId chainId() {
    return chain.chainId();
  }

  @Override
  public String name() {
    return chain.name();
  }

  @Override
  public ChainHeads heads() {
    if (conditions.isQuiet()) {
      return chain.heads();
    }
    return asked(
        () -> {
          ChainHeads stale = stale();
          ChainHeads heads = stale == null ? chain.heads() : stale;
          BlockHeader lie = lie(heads.seen());
          return lie == null
              ? heads
              : new ChainHeads(lie.block(), heads.safe(), heads.finalized(), heads.rule());
        });
  }

  @Override
  public Optional<BlockHeader> header(long height) {
    if (conditions.isQuiet()) {
      return chain.header(height);
    }
    return asked(
        () -> {
          BlockHeader lie = standingLie();
          if (lie != null && lie.block().height() == height) {
            return Optional.of(lie);
          }
          return isKnown(height) ? chain.header(height) : Optional.empty();
        });
  }

  @Override
  public Optional<BlockHeader> header(Bytes32 blockHash) {
    if (conditions.isQuiet()) {
      return chain.header(blockHash);
    }
    return asked(
        () -> {
          BlockHeader lie = standingLie();
          if (lie != null && lie.block().hash().equals(blockHash)) {
            return Optional.of(lie);
          }
          return chain.header(blockHash).filter(header -> isKnown(header.block().height()));
        });
  }

  @Override
  public List<ChainLog> logs(LogFilter filter, BlockRef block) {
    if (conditions.isQuiet()) {
      return chain.logs(filter, block);
    }
    return asked(
        () -> isInvented(block) ? List.of() : spoilt(chain.logs(filter, requireKnown(block))));
  }

  @Override
  public List<ChainLog> logs(LogFilter filter, long fromHeight, long toHeight) {
    if (conditions.isQuiet()) {
      return chain.logs(filter, fromHeight, toHeight);
    }
    return asked(
        () -> {
          ChainHeads stale = stale();
          long last = stale == null ? toHeight : Math.min(toHeight, stale.seen().height());
          return last < fromHeight ? List.of() : spoilt(chain.logs(filter, fromHeight, last));
        });
  }

  @Override
  public Optional<TransactionReceipt> receipt(Bytes32 transactionHash) {
    if (conditions.isQuiet()) {
      return chain.receipt(transactionHash);
    }
    return asked(
        () ->
            chain
                .receipt(transactionHash)
                .filter(receipt -> isKnown(receipt.inclusion().block().height())));
  }

  @Override
  public Optional<Bytes> calldata(Bytes32 transactionHash) {
    if (conditions.isQuiet()) {
      return chain.calldata(transactionHash);
    }
    return asked(
        () ->
            chain
                .receipt(transactionHash)
                .filter(receipt -> isKnown(receipt.inclusion().block().height()))
                .flatMap(unused -> chain.calldata(transactionHash)));
  }

  @Override
  public List<TransactionReceipt> receipts(BlockRef block) {
    if (conditions.isQuiet()) {
      return chain.receipts(block);
    }
    return asked(() -> isInvented(block) ? List.of() : chain.receipts(requireKnown(block)));
  }

  @Override
  public CallResult call(CallRequest request, BlockSelector at) {
    return conditions.isQuiet()
        ? chain.call(request, at)
        : asked(() -> chain.call(request, seenFrom(at)));
  }

  @Override
  public GasEstimate estimateGas(CallRequest request) {
    return conditions.isQuiet()
        ? chain.estimateGas(request)
        : asked(() -> chain.estimateGas(request));
  }

  @Override
  public Optional<String> haltOf(CallRequest request) {
    return conditions.isQuiet() ? chain.haltOf(request) : asked(() -> chain.haltOf(request));
  }

  @Override
  public boolean doubt(String reason) {
    return chain.doubt(reason);
  }

  @Override
  public FeeSuggestion feeSuggestion() {
    return conditions.isQuiet() ? chain.feeSuggestion() : asked(chain::feeSuggestion);
  }

  @Override
  public long accountNonce(EvmAddress account, BlockSelector at) {
    return conditions.isQuiet()
        ? chain.accountNonce(account, at)
        : asked(() -> chain.accountNonce(account, seenFrom(at)));
  }

  @Override
  public BigInteger balanceWei(EvmAddress account, BlockSelector at) {
    return conditions.isQuiet()
        ? chain.balanceWei(account, at)
        : asked(() -> chain.balanceWei(account, seenFrom(at)));
  }

  @Override
  public Bytes code(EvmAddress account, BlockSelector at) {
    return conditions.isQuiet()
        ? chain.code(account, at)
        : asked(() -> chain.code(account, seenFrom(at)));
  }

  @Override
  public Bytes encodedHeader(BlockRef block) {
    return conditions.isQuiet()
        ? chain.encodedHeader(block)
        : asked(() -> chain.encodedHeader(requireKnown(block)));
  }

  @Override
  public StateProof proof(EvmAddress account, List<Bytes32> slots, BlockSelector at) {
    return conditions.isQuiet()
        ? chain.proof(account, slots, at)
        : asked(() -> chain.proof(account, slots, seenFrom(at)));
  }

  @Override
  public SubmitResult submit(Bytes rawTransaction) {
    if (conditions.isQuiet() && held == null) {
      return chain.submit(rawTransaction);
    }
    return asked(() -> travelled(rawTransaction));
  }

  @Override
  public Subscription onHead(Runnable hint) {
    return chain.onHead(
        () -> {
          if (conditions.isQuiet()) {
            hint.run();
          } else {
            hint(hint);
          }
        });
  }

  @Override
  public String toString() {
    return "FaultyPort[" + chain.chainId() + "]";
  }

  // Whether there is an answer at all.

  private <T> T asked(Supplier<T> question) {
    unanswered(conditions.partition(side), "cannot be reached");
    unanswered(conditions.node(side, NodeMode.TIMEOUT_BEFORE_EFFECT), "timed out");
    unanswered(conditions.node(side, NodeMode.RATE_LIMITED), "answers 429 Too Many Requests");
    T answer = question.get();
    unanswered(conditions.node(side, NodeMode.TIMEOUT_AFTER_EFFECT), "timed out");
    return answer;
  }

  private void unanswered(Optional<? extends Fault> fault, String what) {
    if (fault.isPresent()) {
      conditions.struck(fault.get());
      throw new ChainUnavailableException(
          "The node of " + chain.chainId() + " " + what, "Asked again later");
    }
  }

  // What the node knows.

  private synchronized @Nullable ChainHeads stale() {
    Optional<Fault.Node> fault = conditions.node(side, NodeMode.STALE);
    if (fault.isEmpty()) {
      stoppedAt = null;
      return null;
    }
    ChainHeads stopped = stoppedAt;
    if (stopped == null) {
      stopped = chain.heads();
      stoppedAt = stopped;
    }
    if (chain.header(stopped.seen().hash()).isEmpty()) {
      // The fork it stands on was left; what it would answer is of no chain any more.
      throw new ChainUnavailableException(
          "The node of " + chain.chainId() + " is synchronising", "Asked again later");
    }
    if (!stopped.seen().equals(chain.heads().seen())) {
      conditions.struck(fault.get());
    }
    return stopped;
  }

  private boolean isKnown(long height) {
    ChainHeads stale = stale();
    return stale == null || height <= stale.seen().height();
  }

  private BlockRef requireKnown(BlockRef block) {
    if (!isKnown(block.height())) {
      throw new ChainUnavailableException(
          "The node of " + chain.chainId() + " does not have block " + block, "It is behind");
    }
    return block;
  }

  private BlockSelector seenFrom(BlockSelector at) {
    ChainHeads stale = stale();
    if (stale == null) {
      return at;
    }
    return switch (at) {
      case BlockSelector.Pending pending -> new BlockSelector.AtBlock(stale.seen());
      case BlockSelector.AtFinality named -> new BlockSelector.AtBlock(stale.at(named.finality()));
      case BlockSelector.AtBlock exact -> {
        requireKnown(exact.block());
        yield exact;
      }
    };
  }

  /** The invented block on top of this head, while the node lies. */
  private synchronized @Nullable BlockHeader lie(BlockRef head) {
    Optional<Fault.Node> fault = conditions.node(side, NodeMode.LYING);
    Optional<BlockHeader> parent = chain.header(head.hash());
    if (fault.isEmpty() || parent.isEmpty()) {
      invented = null;
      return null;
    }
    BlockHeader lie = invented;
    if (lie == null || !lie.parentHash().equals(head.hash())) {
      Bytes32 hash = Keccak256.hash(Bytes.fromUtf8("invented"), head.hash().toBytes());
      lie =
          new BlockHeader(
              new BlockRef(chain.chainId(), head.height() + 1, hash),
              head.hash(),
              parent.get().timestamp().plus(chain.options().blockTime()),
              parent.get().logsBloom());
      invented = lie;
    }
    conditions.struck(fault.get());
    return lie;
  }

  private synchronized @Nullable BlockHeader standingLie() {
    return conditions.node(side, NodeMode.LYING).isPresent() ? invented : null;
  }

  private boolean isInvented(BlockRef block) {
    BlockHeader lie = standingLie();
    return lie != null && lie.block().equals(block);
  }

  // Reading.

  private List<ChainLog> spoilt(List<ChainLog> logs) {
    if (logs.isEmpty()) {
      return logs;
    }
    Optional<Fault.Node> missing = conditions.node(side, NodeMode.MISSING_LOGS);
    if (missing.isPresent()) {
      conditions.struck(missing.get());
      return List.of();
    }
    List<ChainLog> answer = new ArrayList<>(logs);
    travel(Leg.READING, Trouble.DUPLICATE, () -> answer.addAll(logs));
    if (logs.size() > 1) {
      travel(
          Leg.READING,
          Trouble.REORDER,
          () -> {
            List<ChainLog> reversed = List.copyOf(answer.reversed());
            answer.clear();
            answer.addAll(reversed);
          });
    }
    travel(Leg.READING, Trouble.CORRUPT, () -> answer.set(0, corrupted(answer.getFirst())));
    return List.copyOf(answer);
  }

  /** The last topic of the log with its last bit changed. */
  private static ChainLog corrupted(ChainLog log) {
    List<Bytes32> topics = new ArrayList<>(log.topics());
    if (topics.isEmpty()) {
      return log;
    }
    int last = topics.size() - 1;
    topics.set(last, Bytes32.of(flipped(topics.get(last).toBytes(), 31)));
    return new ChainLog(log.emitter(), topics, log.data(), log.inclusion(), log.logIndex());
  }

  private void hint(Runnable hint) {
    if (conditions.partition(side).isPresent()
        || conditions.node(side, NodeMode.STALE).isPresent()) {
      return;
    }
    Optional<Fault.Travel> dropped = conditions.travel(side, Leg.READING, Trouble.DROP);
    if (dropped.isPresent()) {
      conditions.struck(dropped.get());
      return;
    }
    Optional<Fault.Travel> late = conditions.travel(side, Leg.READING, Trouble.DELAY);
    if (late.isPresent()) {
      conditions.struck(late.get());
      chain.scheduler().after(delay(late.get()), hint);
      return;
    }
    hint.run();
  }

  // Submitting.

  private SubmitResult travelled(Bytes raw) {
    Optional<Fault.Travel> dropped = conditions.travel(side, Leg.SUBMISSION, Trouble.DROP);
    if (dropped.isPresent()) {
      conditions.struck(dropped.get());
      return new SubmitResult.Accepted();
    }
    Optional<Fault.Travel> late = conditions.travel(side, Leg.SUBMISSION, Trouble.DELAY);
    if (late.isPresent()) {
      conditions.struck(late.get());
      chain.scheduler().after(delay(late.get()), () -> chain.submit(raw));
      return new SubmitResult.Accepted();
    }
    Optional<Fault.Travel> corrupt = conditions.travel(side, Leg.SUBMISSION, Trouble.CORRUPT);
    if (corrupt.isPresent()) {
      conditions.struck(corrupt.get());
      return chain.submit(flipped(raw, raw.length() / 2));
    }
    travel(Leg.SUBMISSION, Trouble.DUPLICATE, () -> chain.submit(raw));
    return reordered(raw);
  }

  private SubmitResult reordered(Bytes raw) {
    Optional<Fault.Travel> fault = conditions.travel(side, Leg.SUBMISSION, Trouble.REORDER);
    Bytes first;
    synchronized (this) {
      first = held;
      if (fault.isPresent() && first == null) {
        held = raw;
        return new SubmitResult.Accepted();
      }
      held = null;
    }
    SubmitResult result = chain.submit(raw);
    if (first != null) {
      fault.ifPresent(conditions::struck);
      chain.submit(first);
    }
    return result;
  }

  private void travel(Leg leg, Trouble trouble, Runnable effect) {
    conditions
        .travel(side, leg, trouble)
        .ifPresent(
            fault -> {
              conditions.struck(fault);
              effect.run();
            });
  }

  private static Duration delay(Fault.Travel fault) {
    return Duration.ofMillis(Math.max(1, fault.spanMillis() / 2));
  }

  static Bytes flipped(Bytes bytes, int at) {
    byte[] changed = bytes.toArray();
    changed[at] ^= 1;
    return Bytes.of(changed);
  }
}
