package dev.interlane.evm.rpc;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.LogFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Logs of one node. Every log is checked to be of the blocks and of the filter that were asked, in
 * order and without repetition. Thread-safe.
 */
final class NodeLogs {
  private static final String GET_LOGS = "eth_getLogs";

  /** Every provider words its limit differently, and changes it: halve until it answers. */
  private static final Pattern TOO_MUCH =
      Pattern.compile(
          "range|limit|too many|too large|too big|exceed|more than|response size|timeout|timed out",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TOO_OFTEN =
      Pattern.compile("rate|requests|throughput|capacity|compute", Pattern.CASE_INSENSITIVE);

  private final Node node;
  private final BlockReading reading;
  private final long maxRange;
  private final AtomicLong range;

  NodeLogs(Node node, BlockReading reading, long maxRange) {
    this.node = node;
    this.reading = reading;
    this.maxRange = maxRange;
    this.range = new AtomicLong(maxRange);
  }

  List<ChainLog> of(LogFilter filter, BlockRef block) {
    Map<String, Object> query = query(filter);
    query.put("blockHash", block.hash().toHex());
    List<ChainLog> logs = new ArrayList<>();
    for (JsonAnswer element : node.result(GET_LOGS, query).elements()) {
      ChainLog log = reading.log(element);
      if (!log.block().equals(block)) {
        throw element.nonsense("the log is of block " + log.block() + ", asked was " + block);
      }
      append(logs, log, filter, element);
    }
    if (logs.isEmpty()) {
      // Some nodes answer "no logs" for a block they have never seen.
      requireBlock(block);
    }
    return logs;
  }

  void requireBlock(BlockRef block) {
    JsonAnswer found = node.result("eth_getBlockByHash", block.hash().toHex(), false);
    if (found.isNull()) {
      throw missing(block);
    }
  }

  ChainUnavailableException missing(BlockRef block) {
    return new ChainUnavailableException(
        node.name() + " does not have block " + block,
        "The node may be behind, or have left the block in a reorganisation");
  }

  List<ChainLog> of(LogFilter filter, long fromHeight, long toHeight) {
    if (fromHeight < 0 || toHeight < fromHeight) {
      throw new IllegalArgumentException(
          "Heights must be 0 <= from <= to, got " + fromHeight + " to " + toHeight);
    }
    List<ChainLog> logs = new ArrayList<>();
    long from = fromHeight;
    while (from <= toHeight) {
      long blocks = Math.min(range.get(), toHeight - from + 1);
      Map<String, Object> query = query(filter);
      query.put("fromBlock", NodeHeads.hex(from));
      query.put("toBlock", NodeHeads.hex(from + blocks - 1));
      switch (node.ask(GET_LOGS, query)) {
        case NodeAnswer.Result result -> {
          appendAll(logs, result.json(), filter, from, from + blocks - 1);
          from += blocks;
          range.updateAndGet(now -> Math.min(maxRange, now + Math.max(1, now / 16)));
        }
        case NodeAnswer.Failure failure -> {
          if (blocks == 1 || !isTooMuch(failure)) {
            throw node.origin(GET_LOGS).refused(failure);
          }
          range.set(blocks / 2);
        }
      }
    }
    return logs;
  }

  private static boolean isTooMuch(NodeAnswer.Failure failure) {
    return TOO_MUCH.matcher(failure.text()).find() && !TOO_OFTEN.matcher(failure.text()).find();
  }

  private void appendAll(
      List<ChainLog> logs, JsonAnswer answer, LogFilter filter, long from, long to) {
    for (JsonAnswer element : answer.elements()) {
      ChainLog log = reading.log(element);
      long height = log.block().height();
      if (height < from || height > to) {
        throw element.nonsense(
            "the log is of block " + height + ", asked were " + from + " to " + to);
      }
      append(logs, log, filter, element);
    }
  }

  private static void append(
      List<ChainLog> logs, ChainLog log, LogFilter filter, JsonAnswer element) {
    if (!filter.matches(log.emitter(), log.topics())) {
      throw element.nonsense("the log does not match what was asked");
    }
    if (!logs.isEmpty() && !isAfter(log, logs.get(logs.size() - 1))) {
      throw element.nonsense("the log repeats or precedes the one before it");
    }
    logs.add(log);
  }

  private static boolean isAfter(ChainLog log, ChainLog before) {
    long rise = log.block().height() - before.block().height();
    return rise > 0
        || (rise == 0 && log.block().equals(before.block()) && log.logIndex() > before.logIndex());
  }

  private static Map<String, Object> query(LogFilter filter) {
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("address", filter.emitters().stream().map(EvmAddress::toString).toList());
    if (!filter.topic0s().isEmpty()) {
      query.put("topics", List.of(filter.topic0s().stream().map(Bytes32::toHex).toList()));
    }
    return query;
  }
}
