package dev.interlane.testkit.chain;

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
import dev.interlane.testkit.chain.CallFrame.Invocation;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An EVM-shaped chain in memory: it takes signed EIP-1559 transactions, keeps a pool by geth's
 * rules, makes a block every block time of its {@link Scheduler}, runs contracts written in Java,
 * and can be reorganised. The same seed and the same inputs give the same blocks, hash for hash.
 *
 * <p>What the test itself puts in place ({@link #deploy}, {@link #fund}, {@link #perform}) is no
 * transaction: it holds in every block, as if it had always been there, and no reorganisation takes
 * it back.
 *
 * <p>With {@link BlockHashes#OF_HEADERS} a block's hash is that of a header whose roots are true:
 *
 * <ul>
 *   <li>The state trie holds every account that has a nonce, a balance or a contract, at
 *       keccak256(address), with the hash of {@link Contract#code()} as its code hash, and below it
 *       every word that is not zero, at keccak256(slot). The contracts of this testkit keep what
 *       their Solidity twins keep in the slots where those keep it, as their documentation says;
 *       the slots of other contracts are what their authors make of them.
 *   <li>The receipts trie holds the block's receipts, of type 2, as a node's does.
 *   <li>The transactions root is a hash over the transactions' hashes: no trie, nothing can be
 *       proven under it.
 *   <li>What the test puts in place enters the state of the blocks made after it. Questions about
 *       an earlier block see it nevertheless; proofs under an earlier block do not.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class SimulatedChain implements ChainPort {
  private static final long GAS_OF_A_REVERTING_TRANSACTION = 500_000;

  private final ChainOptions options;
  private final Scheduler scheduler;
  private final World world = new World();
  private final Admission admission;
  private final TransactionPool pool;
  private final BlockMaker maker;
  private final Blocks blocks;
  private final Questions questions;
  private final Map<Bytes32, Bytes> reverts = new HashMap<>();
  private final List<Runnable> hints = new CopyOnWriteArrayList<>();
  private final Set<Bytes32> impersonated = new HashSet<>();
  private long contracts;
  private Duration clockAhead = Duration.ZERO;

  private SimulatedChain(ChainOptions options, Scheduler scheduler) {
    this.options = options;
    this.scheduler = scheduler;
    this.admission = new Admission(options);
    this.pool = new TransactionPool(options.pool(), world);
    this.maker = new BlockMaker(options, world);
    this.blocks = new Blocks(options, maker.genesis(scheduler.now().getEpochSecond()));
    this.questions = new Questions(options, world, blocks);
  }

  /** Starts a chain whose genesis block is now; its blocks come with the scheduler's time. */
  public static SimulatedChain start(ChainOptions options, Scheduler scheduler) {
    SimulatedChain chain = new SimulatedChain(options, scheduler);
    chain.scheduleBlock();
    return chain;
  }

  /** Whose time makes its blocks. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /** What the chain is like. */
  public ChainOptions options() {
    return options;
  }

  /**
   * Puts a contract in place at an address of its own.
   *
   * @throws IllegalArgumentException if its constructor reverts
   */
  public synchronized EvmAddress deploy(Contract contract) {
    Bytes32 hash =
        Keccak256.hash(
            Bytes.fromUtf8("contract"), Words.of(options.id().evmChainId()), Words.of(contracts++));
    return deploy(EvmAddress.of(hash.toBytes().slice(12)), contract);
  }

  /**
   * Puts a contract in place at this address.
   *
   * @throws IllegalArgumentException if the address is taken or its constructor reverts
   */
  public synchronized EvmAddress deploy(EvmAddress address, Contract contract) {
    if (world.contract(address) != null) {
      throw new IllegalArgumentException("There is a contract at " + address + " already");
    }
    world.at(Long.MAX_VALUE, Versioned.ALWAYS);
    CallResult result =
        execution()
            .construct(
                new Invocation(EvmAddress.ZERO, address, BigInteger.ZERO, Bytes.EMPTY),
                contract,
                Questions.CALL_GAS);
    world.commit();
    if (result instanceof CallResult.Reverted reverted) {
      throw new IllegalArgumentException(
          "The constructor of "
              + contract.getClass().getSimpleName()
              + " reverts: "
              + reverted.data());
    }
    world.install(address, contract);
    return address;
  }

  /** Gives an account this balance. */
  public synchronized void fund(EvmAddress account, BigInteger balanceWei) {
    world.at(Long.MAX_VALUE, Versioned.ALWAYS);
    world.setBalance(account, balanceWei);
    world.commit();
  }

  /** The word in a slot of a contract's storage, as of the newest block. */
  public synchronized Bytes32 load(EvmAddress contract, Bytes32 slot) {
    return world.load(contract, slot);
  }

  /** Writes a word of a contract's storage. */
  public synchronized void store(EvmAddress contract, Bytes32 slot, Bytes32 word) {
    world.at(Long.MAX_VALUE, Versioned.ALWAYS);
    world.store(contract, slot, word);
    world.commit();
  }

  /**
   * Runs a call as if it had happened before the first block: its effects stay, its logs do not.
   */
  public synchronized CallResult perform(CallRequest request) {
    world.at(Long.MAX_VALUE, Versioned.ALWAYS);
    CallResult result = execution().start(Invocation.of(request), Questions.CALL_GAS).result();
    world.commit();
    return result;
  }

  /**
   * Puts a transaction that nobody signed into the pool: what the account would send next, at twice
   * the suggested tip. It is mined, reorganised and paid for like any other.
   *
   * @return the transaction hash
   * @throws IllegalStateException if the pool refuses it
   */
  public synchronized Bytes32 impersonate(CallRequest request) {
    return switch (estimateGas(request)) {
      case GasEstimate.Enough enough -> impersonate(request, enough.gas() + enough.gas() / 4);
      case GasEstimate.Reverts unused -> impersonate(request, GAS_OF_A_REVERTING_TRANSACTION);
    };
  }

  /** The same with a gas limit of the caller's, which may be too low. */
  public synchronized Bytes32 impersonate(CallRequest request, long gas) {
    FeeSuggestion fees = feeSuggestion();
    PooledTransaction.FeeOffer offer =
        new PooledTransaction.FeeOffer(
            fees.baseFeePerGasWei().add(fees.priorityFeePerGasWei()).shiftLeft(1),
            fees.priorityFeePerGasWei().shiftLeft(1));
    long nonce = pool.nextNonce(request.from());
    Bytes32 hash =
        Keccak256.hash(
            Bytes.fromUtf8("impersonated"),
            request.from().toBytes(),
            Words.of(nonce),
            request.to().toBytes(),
            Words.of(request.valueWei()),
            request.data());
    SubmitResult result =
        pool.add(new PooledTransaction(hash, Invocation.of(request), nonce, gas, offer));
    if (!(result instanceof SubmitResult.Accepted)) {
      throw new IllegalStateException(
          "The pool of " + options.id() + " does not take the transaction: " + result);
    }
    impersonated.add(hash);
    return hash;
  }

  /** Whether this transaction is one of {@link #impersonate}. */
  public synchronized boolean isImpersonated(Bytes32 transactionHash) {
    return impersonated.contains(transactionHash);
  }

  /** Makes the next block now instead of at its time. */
  public void mine() {
    synchronized (this) {
      long earliest = blocks.newest().header().timestamp().getEpochSecond() + 1;
      long clock = scheduler.now().plus(clockAhead).getEpochSecond();
      append(Math.max(earliest, clock), pool.executable());
    }
    hints.forEach(Runnable::run);
  }

  /**
   * Replaces the newest blocks by as many new ones of the same times: the heights stay, the hashes
   * do not.
   *
   * @param depth how many blocks; they may be final, which real chains promise not to do
   * @param displaced what becomes of their transactions
   * @throws IllegalArgumentException if the chain is not that long, or it is deeper than the state
   *     that is kept (16 blocks below the final one)
   */
  public void reorg(int depth, Displaced displaced) {
    synchronized (this) {
      long known = blocks.newest().height() - blocks.oldestKnownState();
      if (depth < 1 || depth > known) {
        throw new IllegalArgumentException(
            "A reorganisation of "
                + options.id()
                + " can be 1 to "
                + known
                + " deep, got "
                + depth);
      }
      List<Block> removed = new ArrayList<>();
      for (int i = 0; i < depth; i++) {
        Block newest = blocks.removeNewest();
        maker.takenAway(newest);
        removed.addFirst(newest);
      }
      if (displaced != Displaced.WITHDRAWN) {
        removed.forEach(block -> block.transactions().forEach(pool::add));
      }
      for (Block block : removed) {
        boolean takes = displaced == Displaced.REINCLUDED && block == removed.getLast();
        append(block.header().timestamp().getEpochSecond(), takes ? pool.executable() : List.of());
      }
    }
    hints.forEach(Runnable::run);
  }

  /** Lets the clock of the block makers run ahead of the true time; zero puts it right. */
  public synchronized void setClockAhead(Duration ahead) {
    clockAhead = ahead;
  }

  /** Multiplies the base fee of the next block; after it the fee follows demand again. */
  public synchronized void multiplyBaseFee(int factor) {
    maker.multiplyBaseFee(factor);
  }

  /** Forgets everything that waits in the pool; answers how many transactions that were. */
  public synchronized int evictPool() {
    return pool.clear();
  }

  /** Takes a waiting transaction out of the pool; false if it was not there. */
  public synchronized boolean withdraw(Bytes32 transactionHash) {
    return pool.remove(transactionHash);
  }

  /** Whether the transaction waits in the pool. */
  public synchronized boolean isWaiting(Bytes32 transactionHash) {
    return pool.contains(transactionHash);
  }

  /** The revert data of a transaction that failed in its block; empty if it did not. */
  public synchronized Optional<Bytes> revertData(Bytes32 transactionHash) {
    return blocks
        .receipt(transactionHash)
        .filter(receipt -> !receipt.succeeded())
        .map(unused -> reverts.getOrDefault(transactionHash, Bytes.EMPTY));
  }

  @Override
  public ChainId chainId() {
    return options.id();
  }

  @Override
  public synchronized ChainHeads heads() {
    return blocks.heads();
  }

  @Override
  public synchronized Optional<BlockHeader> header(long height) {
    return blocks.at(height).map(Block::header);
  }

  @Override
  public synchronized Optional<BlockHeader> header(Bytes32 blockHash) {
    return blocks.withHash(blockHash).map(Block::header);
  }

  @Override
  public synchronized List<ChainLog> logs(LogFilter filter, BlockRef block) {
    return blocks.require(block).logs(filter).toList();
  }

  @Override
  public synchronized List<ChainLog> logs(LogFilter filter, long fromHeight, long toHeight) {
    List<ChainLog> found = new ArrayList<>();
    long last = Math.min(toHeight, blocks.newest().height());
    for (long height = Math.max(0, fromHeight); height <= last; height++) {
      blocks.at(height).ifPresent(block -> block.logs(filter).forEach(found::add));
    }
    return found;
  }

  /** All logs of the canonical chain with this first topic, whoever wrote them, in order. */
  public synchronized List<ChainLog> logs(Bytes32 topic0) {
    List<ChainLog> found = new ArrayList<>();
    for (long height = 0; height <= blocks.newest().height(); height++) {
      blocks.at(height).ifPresent(block -> block.logs(topic0).forEach(found::add));
    }
    return found;
  }

  @Override
  public synchronized Optional<TransactionReceipt> receipt(Bytes32 transactionHash) {
    return blocks.receipt(transactionHash);
  }

  @Override
  public synchronized Optional<Bytes> calldata(Bytes32 transactionHash) {
    return blocks.calldata(transactionHash);
  }

  @Override
  public synchronized List<TransactionReceipt> receipts(BlockRef block) {
    return blocks.require(block).receipts();
  }

  /**
   * Executes a call without a transaction. The pool does not change the state that {@code PENDING}
   * sees here.
   */
  @Override
  public synchronized CallResult call(CallRequest request, BlockSelector at) {
    return questions.call(request, at);
  }

  @Override
  public synchronized GasEstimate estimateGas(CallRequest request) {
    return questions.estimateGas(request);
  }

  @Override
  public synchronized Optional<String> haltOf(CallRequest request) {
    return questions.haltOf(request);
  }

  /** There is no other node. */
  @Override
  public boolean doubt(String reason) {
    return false;
  }

  @Override
  public synchronized FeeSuggestion feeSuggestion() {
    return new FeeSuggestion(maker.baseFeeAfter(blocks.newest()), options.suggestedTipWei());
  }

  @Override
  public synchronized long accountNonce(EvmAddress account, BlockSelector at) {
    return at instanceof BlockSelector.Pending
        ? pool.nextNonce(account)
        : questions.asOf(at, () -> world.nonce(account));
  }

  @Override
  public synchronized BigInteger balanceWei(EvmAddress account, BlockSelector at) {
    return questions.asOf(at, () -> world.balance(account));
  }

  @Override
  public synchronized Bytes code(EvmAddress account, BlockSelector at) {
    Contract contract = questions.asOf(at, () -> world.contract(account));
    return contract == null ? Bytes.EMPTY : contract.code();
  }

  @Override
  public SubmitResult submit(Bytes rawTransaction) {
    // The signature is looked at outside the lock: it costs more than everything else.
    return switch (admission.examine(rawTransaction)) {
      case Admission.Verdict.Admitted admitted -> accept(admitted.transaction());
      case Admission.Verdict.Refused refused -> refused.result();
    };
  }

  /**
   * A proof under the state root in the block's header.
   *
   * @throws ChainUnavailableException if block hashes are drawn, or the block's state is pruned
   */
  @Override
  public synchronized StateProof proof(EvmAddress account, List<Bytes32> slots, BlockSelector at) {
    Block block = questions.select(at);
    return sealed(block).state().proof(block.ref(), account, slots);
  }

  /**
   * The header of a block, in the RLP that hashes to the block's hash.
   *
   * @throws ChainUnavailableException if block hashes are drawn, or the block is not canonical
   */
  @Override
  public synchronized Bytes encodedHeader(BlockRef block) {
    return sealed(blocks.require(block)).encodedHeader();
  }

  private Sealed sealed(Block block) {
    return block
        .sealed()
        .orElseThrow(
            () ->
                new ChainUnavailableException(
                    "The block hashes of simulated chain "
                        + options.id()
                        + " are drawn, so nothing can be proven under them",
                    "Build the chain with ChainOptions.blockHashes(BlockHashes.OF_HEADERS)"));
  }

  @Override
  public Subscription onHead(Runnable hint) {
    hints.add(hint);
    return () -> hints.remove(hint);
  }

  @Override
  public String name() {
    return "the simulated node of " + options.id();
  }

  @Override
  public String toString() {
    return "SimulatedChain[" + options.id() + "]";
  }

  private synchronized SubmitResult accept(PooledTransaction transaction) {
    return pool.add(transaction);
  }

  private void scheduleBlock() {
    scheduler.after(
        options.blockTime(),
        () -> {
          scheduleBlock();
          mine();
        });
  }

  private void append(long timestamp, List<List<PooledTransaction>> runs) {
    BlockMaker.Made made = maker.next(blocks.newest(), timestamp, runs);
    blocks.append(made.block());
    reverts.putAll(made.reverts());
    pool.dropUsedNonces();
  }

  private Execution execution() {
    Block newest = blocks.newest();
    return new Execution(world, newest.height(), newest.header().timestamp().getEpochSecond());
  }
}
