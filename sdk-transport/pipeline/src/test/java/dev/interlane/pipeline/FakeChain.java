package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.FeeSuggestion;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.KeyRoles;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.StateProof;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmissionState;
import dev.interlane.spi.SubmitRefusal;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A small chain with one mailbox, without signatures and gas: raw bytes are {@code account(20)
 * nonce(8) data}. Data {@code 1 | body} dispatches the body, {@code 3 | body} dispatches it twice,
 * {@code 2 | id} executes a message once.
 */
final class FakeChain implements ChainPort, Submitter, Chain {
  static final Bytes32 DISPATCHED = Fixtures.hash("Dispatched(bytes32,bytes)");
  static final Bytes32 EXECUTED = Fixtures.hash("Executed(bytes32)");
  static final int SAFE_DEPTH = 2;
  static final int FINAL_DEPTH = 4;

  private record Tx(Bytes raw) {
    Bytes32 hash() {
      return Keccak256.hash(raw);
    }

    EvmAddress account() {
      return EvmAddress.of(raw.slice(0, 20));
    }

    long nonce() {
      return raw.slice(20, 8).longAt(0);
    }

    Bytes data() {
      return raw.slice(28);
    }
  }

  private record Block(
      BlockHeader header, List<Tx> transactions, List<TransactionReceipt> receipts) {}

  private final ChainId id;
  private final List<AccountId> accounts;
  KeyRoles roles = KeyRoles.learnt();
  private final InstantSource clock;
  private final List<Block> blocks = new ArrayList<>();
  private final TreeMap<String, Tx> pool = new TreeMap<>();
  private final List<Runnable> hints = new ArrayList<>();
  private long forks;

  /** What it has no answer about when it is to be signed. */
  Predicate<TransactionIntent> unanswered = intent -> false;

  /** While true, executions revert. */
  boolean revertsExecutions;

  /** What is found out about transactions that failed. */
  Optional<String> whyFailed = Optional.empty();

  /** While present, the node takes no transactions and says this. */
  Optional<SubmitRefusal> refuses = Optional.empty();

  /** While true, no question is answered. */
  boolean down;

  /** While true, the node leaves out the logs of its blocks. */
  boolean hidesLogs;

  /** After how many more questions for a block's receipts the node answers none. */
  int receiptsFailAfter = Integer.MAX_VALUE;

  /** For how many questions the node leaves out the first receipts of a block. */
  int unfinishedAnswers;

  /** How many receipts it then leaves out. */
  int receiptsLeftOut = Integer.MAX_VALUE;

  /** For how many questions the node does not have the receipt of a transaction. */
  int receiptAnswersMissing;

  /** How many raw transactions get lost before they arrive. */
  int lostOnTheWay;

  /** By how many blocks the heads are behind that the node tells. */
  int behindBlocks;

  /** By how many blocks the node is behind that tells account nonces. */
  int noncesBehindBlocks;

  /** What was asked to read blocks, oldest first. */
  final List<String> questions = Collections.synchronizedList(new ArrayList<>());

  /** The largest range of heights for which the node gives logs. */
  long largestRange = Long.MAX_VALUE;

  /** While true, no block comes by itself. */
  boolean stands;

  /** What new blocks say of their logs; none by default. */
  Bytes bloom = Bytes.EMPTY;

  /** How many transactions a block has room for. */
  int transactionsPerBlock = Integer.MAX_VALUE;

  /** How often raw transactions were handed over. */
  int broadcasts;

  /** How often it was asked for the receipt of one transaction. */
  int receiptQuestions;

  /** For how long each attempt had waited whenever a better offer was asked for, in blocks. */
  final List<Long> repricedAfterBlocks = Collections.synchronizedList(new ArrayList<>());

  /** Whether a better offer is made whenever one is asked for; it has the same bytes. */
  boolean raisesOffers;

  /** Whether a reorganisation forgets transactions instead of pooling them again. */
  boolean forgetsReorganised;

  FakeChain(ChainId id, InstantSource clock, AccountId... accounts) {
    this.id = id;
    this.clock = clock;
    this.accounts = List.of(accounts);
    append(List.of());
  }

  // The world.

  void mine() {
    List<Tx> taken = new ArrayList<>();
    boolean any = true;
    Set<Tx> left = new HashSet<>(pool.values());
    while (any) {
      any = false;
      for (Tx tx : List.copyOf(pool.values())) {
        long next = nonceAt(tx.account(), blocks.size() - 1) + count(taken, tx.account());
        if (tx.nonce() < next) {
          pool.values().remove(tx);
        } else if (left.contains(tx) && tx.nonce() == next && taken.size() < transactionsPerBlock) {
          left.remove(tx);
          taken.add(tx);
          any = true;
        }
      }
    }
    pool.values().removeAll(taken);
    append(taken);
    hints.forEach(Runnable::run);
  }

  /** A block whose time has come. */
  void pulse() {
    if (!stands) {
      mine();
    }
  }

  /** Replaces the newest blocks by as many and one more; the removed transactions wait again. */
  void reorg(int depth) {
    forks++;
    List<Tx> removed = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      removed.addAll(blocks.removeLast().transactions());
    }
    for (int i = 0; i <= depth; i++) {
      append(List.of());
    }
    if (!forgetsReorganised) {
      removed.forEach(this::pool);
    }
    hints.forEach(Runnable::run);
  }

  /** A foreign transaction of this account. */
  TransactionRef submitAs(EvmAddress account, Bytes data) {
    Tx tx = tx(account, accountNonce(account, BlockSelector.PENDING), data);
    pool(tx);
    return new TransactionRef(id, tx.hash());
  }

  /** Puts a transaction at a nonce and drops whatever waited there. */
  void replace(EvmAddress account, long nonce, Bytes data) {
    pool(tx(account, nonce, data));
  }

  void forgetPool() {
    pool.clear();
  }

  static Bytes execution(Bytes32 messageId) {
    return Bytes.concat(Bytes.of((byte) 2), messageId.toBytes());
  }

  long executions(Bytes32 messageId) {
    return receipts().stream()
        .flatMap(receipt -> receipt.logs().stream())
        .filter(log -> log.isEvent(EXECUTED) && log.topics().get(1).equals(messageId))
        .count();
  }

  boolean hasExecuted(Bytes32 messageId, BlockRef asOf) {
    answer();
    if (!header(asOf.height()).map(BlockHeader::block).equals(Optional.of(asOf))) {
      throw new ChainUnavailableException("no block " + asOf, "");
    }
    return receipts().stream()
        .filter(receipt -> receipt.inclusion().block().height() <= asOf.height())
        .flatMap(receipt -> receipt.logs().stream())
        .anyMatch(log -> log.isEvent(EXECUTED) && log.topics().get(1).equals(messageId));
  }

  long dispatches() {
    return receipts().stream()
        .flatMap(receipt -> receipt.logs().stream())
        .filter(log -> log.isEvent(DISPATCHED))
        .count();
  }

  private List<TransactionReceipt> receipts() {
    return blocks.stream().flatMap(block -> block.receipts().stream()).toList();
  }

  private static Tx tx(EvmAddress account, long nonce, Bytes data) {
    byte[] number = java.nio.ByteBuffer.allocate(8).putLong(nonce).array();
    return new Tx(Bytes.concat(account.toBytes(), Bytes.of(number), data));
  }

  private void pool(Tx tx) {
    pool.put(tx.account() + "/" + String.format("%020d", tx.nonce()), tx);
  }

  private static long count(List<Tx> transactions, EvmAddress account) {
    return transactions.stream().filter(tx -> tx.account().equals(account)).count();
  }

  private void append(List<Tx> transactions) {
    long height = blocks.size();
    Bytes32 parent = blocks.isEmpty() ? Bytes32.ZERO : blocks.getLast().header().block().hash();
    BlockRef ref =
        new BlockRef(id, height, Fixtures.hash(id + "/" + height + "/" + forks + "/" + parent));
    BlockHeader header = new BlockHeader(ref, parent, clock.instant(), bloom);
    Block block = new Block(header, transactions, new ArrayList<>());
    blocks.add(block);
    int logIndex = 0;
    for (Tx tx : transactions) {
      TransactionReceipt receipt = run(tx, ref, logIndex);
      logIndex += receipt.logs().size();
      block.receipts().add(receipt);
    }
  }

  private TransactionReceipt run(Tx tx, BlockRef block, int logIndex) {
    Inclusion inclusion = new Inclusion(new TransactionRef(id, tx.hash()), block);
    List<ChainLog> logs = execute(tx, inclusion, logIndex);
    boolean reverted = logs.isEmpty() && tx.data().length() > 0;
    return TransactionReceipt.builder()
        .inclusion(inclusion)
        .status(
            reverted
                ? TransactionReceipt.ExecutionStatus.REVERTED
                : TransactionReceipt.ExecutionStatus.SUCCEEDED)
        .sender(tx.account())
        .to(Fixtures.MAILBOX)
        .gasUsed(21_000)
        .effectiveGasPriceWei(BigInteger.TWO)
        .addAllLogs(logs)
        .build();
  }

  private List<ChainLog> execute(Tx tx, Inclusion inclusion, int logIndex) {
    if (tx.data().isEmpty()) {
      return List.of();
    }
    Bytes argument = tx.data().slice(1);
    if (tx.data().get(0) != 2) {
      List<ChainLog> logs = new ArrayList<>();
      for (int i = 0; i < (tx.data().get(0) == 1 ? 1 : 2); i++) {
        Bytes32 messageId = Keccak256.hash(Bytes.fromUtf8("nonce " + (dispatches() + i)), argument);
        logs.add(
            new ChainLog(
                Fixtures.MAILBOX,
                List.of(DISPATCHED, messageId),
                argument,
                inclusion,
                logIndex + i));
      }
      return logs;
    }
    Bytes32 messageId = Bytes32.of(argument);
    if (revertsExecutions || executions(messageId) > 0) {
      return List.of();
    }
    return List.of(
        new ChainLog(
            Fixtures.MAILBOX, List.of(EXECUTED, messageId), Bytes.EMPTY, inclusion, logIndex));
  }

  // The port.

  @Override
  public ChainId chainId() {
    return id;
  }

  @Override
  public ChainHeads heads() {
    answer();
    questions.add("heads");
    long newest = Math.max(0, blocks.size() - 1L - behindBlocks);
    return new ChainHeads(
        ref(newest), ref(newest - SAFE_DEPTH), ref(newest - FINAL_DEPTH), "depth " + FINAL_DEPTH);
  }

  private BlockRef ref(long height) {
    return blocks.get((int) Math.max(0, height)).header().block();
  }

  private void answer() {
    if (down) {
      throw new ChainUnavailableException(id + " is down", "");
    }
  }

  @Override
  public Optional<BlockHeader> header(long height) {
    answer();
    questions.add("header " + height);
    return height < blocks.size()
        ? Optional.of(blocks.get((int) height).header())
        : Optional.empty();
  }

  @Override
  public Optional<BlockHeader> header(Bytes32 blockHash) {
    answer();
    return blocks.stream()
        .map(Block::header)
        .filter(header -> header.block().hash().equals(blockHash))
        .findFirst();
  }

  @Override
  public List<ChainLog> logs(LogFilter filter, BlockRef block) {
    questions.add("logs");
    return logsOf(filter, block);
  }

  private List<ChainLog> logsOf(LogFilter filter, BlockRef block) {
    if (hidesLogs) {
      return List.of();
    }
    return receipts(block).stream()
        .flatMap(receipt -> receipt.logs().stream())
        .filter(log -> filter.matches(log.emitter(), log.topics()))
        .toList();
  }

  @Override
  public List<ChainLog> logs(LogFilter filter, long fromHeight, long toHeight) {
    questions.add("logs " + fromHeight + " to " + toHeight);
    if (toHeight - fromHeight >= largestRange) {
      throw new ChainUnavailableException("query returned more than 10000 results", "");
    }
    List<ChainLog> logs = new ArrayList<>();
    for (long height = fromHeight; height <= toHeight && height < blocks.size(); height++) {
      logs.addAll(logsOf(filter, ref(height)));
    }
    return logs;
  }

  @Override
  public Optional<TransactionReceipt> receipt(Bytes32 transactionHash) {
    answer();
    receiptQuestions++;
    if (receiptAnswersMissing > 0) {
      receiptAnswersMissing--;
      return Optional.empty();
    }
    return receipts().stream()
        .filter(receipt -> receipt.inclusion().transaction().hash().equals(transactionHash))
        .findFirst();
  }

  @Override
  public List<TransactionReceipt> receipts(BlockRef block) {
    answer();
    if (receiptsFailAfter-- <= 0) {
      throw new ChainUnavailableException("no receipts now", "");
    }
    List<TransactionReceipt> receipts =
        blocks.stream()
            .filter(one -> one.header().block().equals(block))
            .findFirst()
            .orElseThrow(() -> new ChainUnavailableException("no block " + block, ""))
            .receipts();
    if (receipts.isEmpty() || unfinishedAnswers == 0) {
      return receipts;
    }
    unfinishedAnswers--;
    return receipts.stream().skip(receiptsLeftOut).toList();
  }

  @Override
  public CallResult call(CallRequest request, BlockSelector at) {
    throw new UnsupportedOperationException("This chain has no calls");
  }

  @Override
  public GasEstimate estimateGas(CallRequest request) {
    throw new UnsupportedOperationException("This chain has no gas");
  }

  @Override
  public FeeSuggestion feeSuggestion() {
    throw new UnsupportedOperationException("This chain has no fees");
  }

  @Override
  public long accountNonce(EvmAddress account, BlockSelector at) {
    answer();
    return switch (at) {
      case BlockSelector.AtFinality finality ->
          nonceAt(account, heads().at(finality.finality()).height());
      case BlockSelector.AtBlock block -> nonceAt(account, block.block().height());
      case BlockSelector.Pending pending -> {
        long next = nonceAt(account, Math.max(0, blocks.size() - 1L - noncesBehindBlocks));
        while (pool.containsKey(account + "/" + String.format("%020d", next))) {
          next++;
        }
        yield next;
      }
    };
  }

  private long nonceAt(EvmAddress account, long height) {
    return blocks.stream()
        .limit(height + 1)
        .flatMap(block -> block.transactions().stream())
        .filter(tx -> tx.account().equals(account))
        .count();
  }

  @Override
  public BigInteger balanceWei(EvmAddress account, BlockSelector at) {
    return BigInteger.TEN;
  }

  @Override
  public Bytes code(EvmAddress account, BlockSelector at) {
    return Bytes.EMPTY;
  }

  @Override
  public SubmitResult submit(Bytes rawTransaction) {
    answer();
    broadcasts++;
    if (lostOnTheWay > 0) {
      lostOnTheWay--;
      throw new ChainUnavailableException("no answer", "");
    }
    Tx tx = new Tx(rawTransaction);
    if (refuses.isPresent()) {
      return new SubmitResult.Refused(refuses.get(), "the node refuses");
    }
    if (tx.nonce() < accountNonce(tx.account(), new BlockSelector.AtFinality(Finality.SEEN))) {
      return new SubmitResult.Refused(SubmitRefusal.NONCE_TOO_LOW, "nonce too low");
    }
    pool(tx);
    return new SubmitResult.Accepted();
  }

  @Override
  public StateProof proof(EvmAddress account, List<Bytes32> slots, BlockSelector at) {
    throw new UnsupportedOperationException("This chain has no proofs");
  }

  @Override
  public Subscription onHead(Runnable hint) {
    hints.add(hint);
    return () -> hints.remove(hint);
  }

  // The submitter.

  @Override
  public List<AccountId> accounts() {
    return accounts;
  }

  @Override
  public KeyRoles roles() {
    return roles;
  }

  @Override
  public List<Prepared> prepare(
      AccountId account, long firstNonce, List<TransactionIntent> intents) {
    answer();
    List<Prepared> prepared = new ArrayList<>();
    long nonce = firstNonce;
    for (TransactionIntent intent : intents) {
      if (unanswered.test(intent)) {
        prepared.add(new Prepared.Unanswered(new ChainUnavailableException("no answer", "")));
        continue;
      }
      Tx tx = tx(account.evmAddress(), nonce++, intent.data());
      prepared.add(
          new Prepared.Signed(
              Submission.builder()
                  .account(account)
                  .accountNonce(tx.nonce())
                  .intent(intent)
                  .addAttempts(new Submission.Attempt(tx.raw(), tx.hash()))
                  .state(SubmissionState.PENDING)
                  .build()));
    }
    return prepared;
  }

  @Override
  public Optional<String> whyFailed(Submission submission, TransactionReceipt receipt) {
    answer();
    return whyFailed;
  }

  @Override
  public SubmitResult broadcast(Submission submission) {
    return submit(submission.lastAttempt().raw());
  }

  @Override
  public Optional<Submission.Attempt> reprice(Submission submission, long waitedBlocks) {
    repricedAfterBlocks.add(waitedBlocks);
    return raisesOffers ? Optional.of(submission.lastAttempt()) : Optional.empty();
  }

  @Override
  public Optional<Submission.Attempt> withdraw(Submission submission) {
    Tx nothing = tx(submission.account().evmAddress(), submission.accountNonce(), Bytes.EMPTY);
    return Optional.of(new Submission.Attempt(nothing.raw(), nothing.hash()));
  }

  // The chain.

  @Override
  public ChainId id() {
    return id;
  }

  @Override
  public ChainPort port() {
    return this;
  }

  @Override
  public Submitter submitter() {
    return this;
  }

  @Override
  public void close() {
    hints.clear();
  }
}
