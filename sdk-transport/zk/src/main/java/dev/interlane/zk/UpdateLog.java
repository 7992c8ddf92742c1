package dev.interlane.zk;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The updates that a light client has logged, the newest first. It reads no further back than it is
 * asked for, and stops at a bound. For one look at one light client; not thread-safe.
 */
final class UpdateLog {
  private static final long FIRST_WINDOW_BLOCKS = 256;

  private final ChainPort port;
  private final AccountId lightClient;
  private final long searchBlocks;
  private final long newest;
  private final Deque<Update> read = new ArrayDeque<>();
  private long searched;

  UpdateLog(ChainPort port, AccountId lightClient, long searchBlocks) {
    this.port = port;
    this.lightClient = lightClient;
    this.searchBlocks = searchBlocks;
    this.newest = port.heads().seen().height();
  }

  /**
   * An update as its event tells.
   *
   * @param number the first topic: a block, or a slot
   * @param word the second one
   * @param transaction which logged it
   */
  record Update(BigInteger number, Bytes32 word, Bytes32 transaction) {}

  /** What a transaction said to the light client. */
  sealed interface Said {
    /** The calldata of its call. */
    record Calldata(Bytes data) implements Said {}

    /** It cannot be read; why. */
    record Nothing(String reason) implements Said {}
  }

  /** The update before the one that was answered last; empty when the search ends. */
  Optional<Update> next() {
    long window = FIRST_WINDOW_BLOCKS;
    while (read.isEmpty() && searched < searchBlocks && searched <= newest) {
      long to = newest - searched;
      long from = Math.max(0, to - Math.min(window, searchBlocks - searched) + 1);
      port.logs(filter(), from, to).forEach(log -> update(log).ifPresent(read::push));
      searched += to - from + 1;
      window *= 2;
    }
    return Optional.ofNullable(read.poll());
  }

  private LogFilter filter() {
    return new LogFilter(
        List.of(lightClient.evmAddress()), List.of(StateProofAbi.HEAD_UPDATE.topic0()));
  }

  private static Optional<Update> update(ChainLog log) {
    try {
      List<Value> values = StateProofAbi.HEAD_UPDATE.decode(log.topics(), log.data());
      return Optional.of(
          new Update(
              values.get(0).asNumber(),
              Bytes32.of(values.get(1).asBytes()),
              log.inclusion().transaction().hash()));
    } catch (CodecException another) {
      return Optional.empty();
    }
  }

  /** What the transaction of an update called the light client with. */
  Said said(Update update) {
    Optional<TransactionReceipt> receipt = port.receipt(update.transaction());
    if (receipt.isEmpty()) {
      return new Said.Nothing("our node has no receipt of its transaction " + update.transaction());
    }
    Optional<EvmAddress> called = receipt.get().to();
    if (!called.equals(Optional.of(lightClient.evmAddress()))) {
      return new Said.Nothing(
          "it came inside of the transaction "
              + update.transaction()
              + ", which "
              + called.map(other -> "calls " + other).orElse("creates a contract"));
    }
    return port.calldata(update.transaction())
        .<Said>map(Said.Calldata::new)
        .orElseGet(
            () ->
                new Said.Nothing(
                    "our node gives no calldata of its transaction " + update.transaction()));
  }

  /** That an update is not among those read, for people. */
  String without(String what) {
    return "the light client logged "
        + what
        + " in none of the newest "
        + Math.min(searched, searchBlocks)
        + " blocks of "
        + lightClient.chain();
  }
}
