package dev.interlane.testkit.chain;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.codec.execution.ExecutionLog;
import dev.interlane.codec.execution.ExecutionReceipt;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.spi.TransactionReceipt.ExecutionStatus;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Fills one block: picks transactions by tip, runs them, and gathers what they did. */
final class BlockBuilder {
  /** EIP-1559, the only type that these chains take. */
  private static final int TRANSACTION_TYPE = 2;

  private final World world;
  private final long gasLimit;
  private final long height;
  private final long timestamp;
  private final BigInteger baseFee;
  private final List<Executed> executed = new ArrayList<>();
  private long gasUsed;

  BlockBuilder(
      World world, ChainOptions options, Block parent, BigInteger baseFee, long timestamp) {
    this.world = world;
    this.gasLimit = options.blockGasLimit();
    this.height = parent.height() + 1;
    this.timestamp = timestamp;
    this.baseFee = baseFee;
  }

  BigInteger baseFee() {
    return baseFee;
  }

  /**
   * Runs what fits, the highest tips first, each account in the order of its nonces; on equal tips
   * the account with the lower address first.
   */
  BlockBuilder fill(List<List<PooledTransaction>> runs) {
    world.at(Long.MAX_VALUE, height);
    PriorityQueue<Run> queue = new PriorityQueue<>();
    for (int i = 0; i < runs.size(); i++) {
      offer(queue, new Run(runs.get(i), i));
    }
    while (!queue.isEmpty()) {
      Run run = queue.remove();
      if (execute(run.next())) {
        offer(queue, run);
      }
    }
    return this;
  }

  Content finish() {
    return new Content(List.copyOf(executed), gasUsed, world.commit());
  }

  private void offer(PriorityQueue<Run> queue, Run run) {
    if (run.price(baseFee)) {
      queue.add(run);
    }
  }

  /** Runs one transaction; answers whether the next one of its account may follow. */
  private boolean execute(PooledTransaction transaction) {
    if (gasUsed + transaction.gasLimit() > gasLimit
        || world.nonce(transaction.sender()) != transaction.accountNonce()
        || world.balance(transaction.sender()).compareTo(transaction.costWei()) < 0) {
      return false;
    }
    BigInteger price = baseFee.add(transaction.offer().tip(baseFee));
    pay(transaction, price.multiply(BigInteger.valueOf(transaction.gasLimit())));
    world.setNonce(transaction.sender(), transaction.accountNonce() + 1);

    Bytes data = transaction.invocation().data();
    long intrinsic = GasCost.intrinsic(data);
    Execution execution = new Execution(world, height, timestamp);
    Execution.Outcome outcome =
        execution.start(transaction.invocation(), transaction.gasLimit() - intrinsic);
    long used = Math.max(intrinsic + outcome.gasUsed(), GasCost.floor(data));

    pay(transaction, price.multiply(BigInteger.valueOf(used - transaction.gasLimit())));
    gasUsed += used;
    executed.add(new Executed(transaction, outcome.result(), used, price, execution.logs()));
    return true;
  }

  private void pay(PooledTransaction transaction, BigInteger amount) {
    world.setBalance(transaction.sender(), world.balance(transaction.sender()).subtract(amount));
  }

  /** What an account has to offer, from its lowest nonce on. */
  private static final class Run implements Comparable<Run> {
    private final List<PooledTransaction> transactions;
    private final int order;
    private int at;
    private BigInteger tip = BigInteger.ZERO;

    Run(List<PooledTransaction> transactions, int order) {
      this.transactions = transactions;
      this.order = order;
    }

    /** Looks at what the next transaction bids; false when there is none that covers the fee. */
    boolean price(BigInteger baseFee) {
      if (at == transactions.size()) {
        return false;
      }
      tip = transactions.get(at).offer().tip(baseFee);
      return tip.signum() >= 0;
    }

    PooledTransaction next() {
      return transactions.get(at++);
    }

    @Override
    public int compareTo(Run other) {
      int byTip = other.tip.compareTo(tip);
      return byTip != 0 ? byTip : Integer.compare(order, other.order);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return order;
    }
  }

  /** A transaction and what it did. */
  private record Executed(
      PooledTransaction transaction,
      CallResult result,
      long gasUsed,
      BigInteger price,
      List<RawLog> logs) {
    ExecutionStatus status() {
      return result instanceof CallResult.Returned
          ? ExecutionStatus.SUCCEEDED
          : ExecutionStatus.REVERTED;
    }
  }

  /** What a filled block holds, before it has a hash. */
  static final class Content {
    static final Content EMPTY = new Content(List.of(), 0, List.of());

    private final List<Executed> executed;
    private final long gasUsed;
    private final List<Versioned<?>> touched;

    private Content(List<Executed> executed, long gasUsed, List<Versioned<?>> touched) {
      this.executed = executed;
      this.gasUsed = gasUsed;
      this.touched = touched;
    }

    long gasUsed() {
      return gasUsed;
    }

    List<Versioned<?>> touched() {
      return touched;
    }

    List<PooledTransaction> transactions() {
      return executed.stream().map(Executed::transaction).toList();
    }

    List<RawLog> logs() {
      return executed.stream().flatMap(one -> one.logs().stream()).toList();
    }

    /** A commitment to the transactions and their order. */
    Bytes32 transactionsRoot() {
      return Keccak256.hash(
          executed.stream().map(one -> one.transaction().hash().toBytes()).toArray(Bytes[]::new));
    }

    /** The revert data of the transactions that failed, by hash. */
    Map<Bytes32, Bytes> reverts() {
      Map<Bytes32, Bytes> reverts = new LinkedHashMap<>();
      for (Executed one : executed) {
        if (one.result() instanceof CallResult.Reverted reverted) {
          reverts.put(one.transaction().hash(), reverted.data());
        }
      }
      return reverts;
    }

    /** The receipts as their trie holds them. */
    List<ExecutionReceipt> executionReceipts() {
      List<ExecutionReceipt> receipts = new ArrayList<>(executed.size());
      long cumulativeGasUsed = 0;
      for (Executed one : executed) {
        cumulativeGasUsed += one.gasUsed();
        List<ExecutionLog> logs =
            one.logs().stream()
                .map(log -> new ExecutionLog(log.emitter(), log.topics(), log.data()))
                .toList();
        receipts.add(new ExecutionReceipt(TRANSACTION_TYPE, one.status(), cumulativeGasUsed, logs));
      }
      return receipts;
    }

    List<TransactionReceipt> receipts(BlockRef block) {
      List<TransactionReceipt> receipts = new ArrayList<>(executed.size());
      int logIndex = 0;
      for (Executed one : executed) {
        receipts.add(receipt(one, block, logIndex));
        logIndex += one.logs().size();
      }
      return List.copyOf(receipts);
    }

    private static TransactionReceipt receipt(Executed one, BlockRef block, int firstLogIndex) {
      PooledTransaction transaction = one.transaction();
      Inclusion inclusion =
          new Inclusion(new TransactionRef(block.chain(), transaction.hash()), block);
      TransactionReceipt.Builder receipt =
          TransactionReceipt.builder()
              .inclusion(inclusion)
              .transactionType(TRANSACTION_TYPE)
              .status(one.status())
              .sender(transaction.sender())
              .to(transaction.invocation().callee())
              .gasUsed(one.gasUsed())
              .effectiveGasPriceWei(one.price());
      int logIndex = firstLogIndex;
      for (RawLog log : one.logs()) {
        receipt.addLogs(
            new ChainLog(log.emitter(), log.topics(), log.data(), inclusion, logIndex++));
      }
      return receipt.build();
    }
  }
}
