package dev.interlane.evm.rpc;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.execution.ExecutionHeader;
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
import dev.interlane.spi.FeeSuggestion;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.StateProof;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The questions of a chain port, asked of one node. No answer mixes what different nodes said.
 * Thread-safe.
 */
final class NodePort {
  private static final String BLOCK = "eth_getBlockByNumber";
  private static final String CALL = "eth_call";
  private static final String ESTIMATE = "eth_estimateGas";
  private static final String SEND = "eth_sendRawTransaction";
  private static final String RECEIPTS = "eth_getBlockReceipts";

  /**
   * The block gas limit that some rollups write into their headers, and more than any block has.
   */
  private static final long MAX_GAS = 1L << 50;

  private static final Map<String, Object> CALL_TRACER = Map.of("tracer", "callTracer");
  private static final SubmitErrors SUBMIT_ERRORS = SubmitErrors.shipped();

  private final Node node;
  private final BlockReading reading;
  private final NodeHeads heads;
  private final NodeLogs logs;
  private final NodeFees fees;
  private final BlockOutlines outlines;

  /** Whether the node has said that it does not know the method for all receipts of a block. */
  private volatile boolean lacksBlockReceipts;

  /** Whether the node has said that it does not trace. */
  private volatile boolean lacksTraces;

  NodePort(Node node, BlockReading reading, JsonRpcOptions options) {
    this.node = node;
    this.reading = reading;
    this.heads = new NodeHeads(node, reading, options.headRule());
    this.logs = new NodeLogs(node, reading, options.maxLogRangeBlocks());
    this.fees = new NodeFees(node);
    this.outlines = new BlockOutlines(node);
  }

  void prove() {
    node.prove();
  }

  String name() {
    return node.name();
  }

  ChainHeads heads() {
    return heads.heads();
  }

  long requests() {
    return node.requests();
  }

  Optional<BlockHeader> header(long height) {
    return header(height, node.result(BLOCK, NodeHeads.hex(height), false));
  }

  /** From a height on, up to the first that the node does not have or tell. */
  List<BlockHeader> headers(long fromHeight, int max) {
    List<List<Object>> questions =
        LongStream.range(fromHeight, fromHeight + max)
            .<List<Object>>mapToObj(height -> List.of(NodeHeads.hex(height), false))
            .toList();
    return asFarAsGood(
        node.askEach(BLOCK, questions),
        (answer, index) -> header(fromHeight + index, node.result(BLOCK, answer)));
  }

  private Optional<BlockHeader> header(long height, JsonAnswer block) {
    if (block.isNull()) {
      return Optional.empty();
    }
    BlockHeader header = reading.header(block);
    if (header.block().height() != height) {
      throw block.nonsense("asked for block " + height + ", got " + header.block().height());
    }
    block
        .optionalField("transactions")
        .ifPresent(
            transactions ->
                outlines.remember(
                    header.block().hash(), transactions.elements().size(), header.logsBloom()));
    return Optional.of(header);
  }

  Optional<BlockHeader> header(Bytes32 hash) {
    JsonAnswer block = node.result("eth_getBlockByHash", hash.toHex(), false);
    if (block.isNull()) {
      return Optional.empty();
    }
    BlockHeader header = reading.header(block);
    if (!header.block().hash().equals(hash)) {
      throw block.nonsense("asked for block " + hash + ", got " + header.block().hash());
    }
    // Nodes also know blocks that they have left: only the one at its height is canonical.
    return header(header.block().height()).filter(header::equals);
  }

  List<ChainLog> logs(LogFilter filter, BlockRef block) {
    return logs.of(filter, block);
  }

  List<ChainLog> logs(LogFilter filter, long fromHeight, long toHeight) {
    return logs.of(filter, fromHeight, toHeight);
  }

  Optional<TransactionReceipt> receipt(Bytes32 hash) {
    JsonAnswer answer = node.result("eth_getTransactionReceipt", hash.toHex());
    if (answer.isNull()) {
      return Optional.empty();
    }
    if (!answer.field("transactionHash").hash().equals(hash)) {
      throw answer.nonsense("the receipt is of another transaction");
    }
    // Some nodes answer a receipt without block while the transaction waits.
    return answer.optionalField("blockHash").map(block -> reading.receipt(answer));
  }

  Optional<Bytes> calldata(Bytes32 hash) {
    JsonAnswer answer = node.result("eth_getTransactionByHash", hash.toHex());
    if (answer.isNull()) {
      return Optional.empty();
    }
    if (!answer.field("hash").hash().equals(hash)) {
      throw answer.nonsense("it is another transaction");
    }
    // A waiting transaction has no block yet.
    return answer.optionalField("blockHash").map(block -> answer.field("input").data());
  }

  List<TransactionReceipt> receipts(BlockRef block) {
    if (!lacksBlockReceipts) {
      switch (node.ask(RECEIPTS, NodeHeads.hex(block.height()))) {
        case NodeAnswer.Result result -> {
          return receipts(block, result.json());
        }
        case NodeAnswer.Failure failure -> {
          if (!failure.isUnknownMethod()) {
            throw node.origin(RECEIPTS).refused(failure);
          }
          lacksBlockReceipts = true;
        }
      }
    }
    return receiptsOneByOne(block);
  }

  /** Of several blocks; once the node is known to lack the method, one by one. */
  List<List<TransactionReceipt>> receiptsOfAll(List<BlockRef> blocks) {
    if (lacksBlockReceipts || blocks.size() < 2) {
      return blocks.stream().limit(1).map(this::receipts).toList();
    }
    List<NodeAnswer> answers =
        node.askEach(
            RECEIPTS,
            blocks.stream().<List<Object>>map(at -> List.of(NodeHeads.hex(at.height()))).toList());
    return asFarAsGood(
        answers,
        (answer, index) ->
            Optional.of(
                answer instanceof NodeAnswer.Result result
                    ? receipts(blocks.get(index), result.json())
                    : receipts(blocks.get(index))));
  }

  /** What the answers say up to the first that says nothing, or is no good; the first must be. */
  private static <T> List<T> asFarAsGood(
      List<NodeAnswer> answers, BiFunction<NodeAnswer, Integer, Optional<T>> reading) {
    List<T> read = new ArrayList<>();
    try {
      for (NodeAnswer answer : answers) {
        Optional<T> next = reading.apply(answer, read.size());
        if (next.isEmpty()) {
          break;
        }
        read.add(next.get());
      }
    } catch (ChainUnavailableException trouble) {
      if (read.isEmpty()) {
        throw trouble;
      }
    }
    return read;
  }

  private List<TransactionReceipt> receipts(BlockRef block, JsonAnswer answer) {
    if (answer.isNull()) {
      throw logs.missing(block);
    }
    List<TransactionReceipt> receipts = new ArrayList<>();
    for (JsonAnswer element : answer.elements()) {
      TransactionReceipt receipt = reading.receipt(element);
      if (!receipt.inclusion().block().equals(block)) {
        // The node is on another branch at this height.
        throw logs.missing(block);
      }
      int index = element.field("transactionIndex").intQuantity();
      if (index != receipts.size()) {
        throw element.nonsense("expected transaction " + receipts.size() + ", found " + index);
      }
      receipts.add(receipt);
    }
    outlines.requireWhole(block, receipts);
    if (receipts.isEmpty() && outlines.transactions(block.hash()).isEmpty()) {
      requireEmpty(block, answer);
    }
    return receipts;
  }

  private void requireEmpty(BlockRef block, JsonAnswer answer) {
    if (!transactionsOf(block).isEmpty()) {
      throw answer.nonsense("no receipts, though block " + block + " has transactions");
    }
  }

  private List<TransactionReceipt> receiptsOneByOne(BlockRef block) {
    List<TransactionReceipt> receipts = new ArrayList<>();
    for (Bytes32 hash : transactionsOf(block)) {
      receipts.add(
          receipt(hash)
              .filter(receipt -> receipt.inclusion().block().equals(block))
              .orElseThrow(() -> logs.missing(block)));
    }
    outlines.requireWhole(block, receipts);
    return receipts;
  }

  private List<Bytes32> transactionsOf(BlockRef block) {
    JsonAnswer answer = node.result("eth_getBlockByHash", block.hash().toHex(), false);
    if (answer.isNull()) {
      throw logs.missing(block);
    }
    List<Bytes32> hashes = new ArrayList<>();
    for (JsonAnswer transaction : answer.field("transactions").elements()) {
      hashes.add(transaction.hash());
    }
    return hashes;
  }

  CallResult call(CallRequest request, BlockSelector at) {
    return returned(node.ask(CALL, call(request), parameter(at)));
  }

  private CallResult returned(NodeAnswer answer) {
    return switch (answer) {
      case NodeAnswer.Result result -> new CallResult.Returned(result.json().data());
      case NodeAnswer.Failure failure ->
          new CallResult.Reverted(
              RevertData.of(failure).orElseThrow(() -> node.origin(CALL).refused(failure)));
    };
  }

  GasEstimate estimateGas(CallRequest request) {
    return estimate(node.ask(ESTIMATE, call(request), "latest"));
  }

  List<GasEstimate> estimateAll(List<CallRequest> requests) {
    return node
        .askEach(
            ESTIMATE,
            requests.stream().<List<Object>>map(each -> List.of(call(each), "latest")).toList())
        .stream()
        .map(this::estimate)
        .toList();
  }

  /** Tries an amount first where it is not 0: whatever is wrong with it, an estimate tells. */
  List<GasEstimate> estimateAll(List<CallRequest> requests, List<Long> likelyGas) {
    List<Integer> tried = new ArrayList<>();
    List<List<Object>> trials = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      if (likelyGas.get(i) > 0) {
        tried.add(i);
        trials.add(List.of(call(requests.get(i), likelyGas.get(i)), "latest"));
      }
    }
    TreeMap<Integer, GasEstimate> estimates = new TreeMap<>();
    List<NodeAnswer> answers = node.askEach(CALL, trials);
    for (int i = 0; i < tried.size(); i++) {
      if (answers.get(i) instanceof NodeAnswer.Result result
          && returned(result) instanceof CallResult.Returned) {
        estimates.put(tried.get(i), new GasEstimate.Enough(likelyGas.get(tried.get(i))));
      }
    }
    List<Integer> others =
        IntStream.range(0, requests.size()).filter(i -> !estimates.containsKey(i)).boxed().toList();
    Iterator<GasEstimate> estimated =
        estimateAll(others.stream().map(requests::get).toList()).iterator();
    others.forEach(i -> estimates.put(i, estimated.next()));
    return List.copyOf(estimates.values());
  }

  private GasEstimate estimate(NodeAnswer answer) {
    return switch (answer) {
      case NodeAnswer.Result result -> {
        long gas = result.json().longQuantity();
        if (gas > MAX_GAS) {
          throw result.json().nonsense("no transaction uses " + gas + " gas");
        }
        yield new GasEstimate.Enough(gas);
      }
      case NodeAnswer.Failure failure ->
          new GasEstimate.Reverts(
              RevertData.of(failure).orElseThrow(() -> node.origin(ESTIMATE).refused(failure)));
    };
  }

  /** By the node's trace, where it makes one: of an inner call nothing else tells. */
  Optional<String> haltOf(CallRequest request) {
    if (lacksTraces) {
      return Optional.empty();
    }
    return switch (node.ask("debug_traceCall", call(request), "latest", CALL_TRACER)) {
      case NodeAnswer.Result result -> CallTrace.haltOf(result.json());
      case NodeAnswer.Failure failure -> {
        lacksTraces = failure.isUnknownMethod();
        yield Optional.empty();
      }
    };
  }

  private static Map<String, Object> call(CallRequest request, long gas) {
    Map<String, Object> call = call(request);
    call.put("gas", NodeHeads.hex(gas));
    return call;
  }

  private static Map<String, Object> call(CallRequest request) {
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("from", request.from().toString());
    call.put("to", request.to().toString());
    call.put("data", request.data().toHex());
    call.put("value", "0x" + request.valueWei().toString(16));
    return call;
  }

  FeeSuggestion feeSuggestion() {
    return fees.suggestion();
  }

  long accountNonce(EvmAddress account, BlockSelector at) {
    return node.result("eth_getTransactionCount", account.toString(), parameter(at))
        .countQuantity();
  }

  BigInteger balanceWei(EvmAddress account, BlockSelector at) {
    return node.result("eth_getBalance", account.toString(), parameter(at)).quantity();
  }

  Bytes code(EvmAddress account, BlockSelector at) {
    return node.result("eth_getCode", account.toString(), parameter(at)).data();
  }

  SubmitResult submit(Bytes raw) {
    return submitted(raw, node.ask(SEND, raw.toHex()));
  }

  /** In their order. What the node says to one of them is no matter of the others. */
  List<SubmitResult> submitAll(List<Bytes> raws) {
    List<SubmitResult> results = new ArrayList<>();
    List<List<Object>> questions =
        raws.stream().<List<Object>>map(raw -> List.of(raw.toHex())).toList();
    for (NodeAnswer answer : node.askEach(SEND, questions)) {
      results.add(SubmitResult.answered(() -> submitted(raws.get(results.size()), answer)));
    }
    return results;
  }

  private SubmitResult submitted(Bytes raw, NodeAnswer answered) {
    return switch (answered) {
      case NodeAnswer.Result result -> {
        JsonAnswer answer = result.json();
        Bytes32 expected = Keccak256.hash(raw);
        if (!answer.hash().equals(expected)) {
          throw answer.nonsense("the transaction's hash is " + expected);
        }
        yield new SubmitResult.Accepted();
      }
      case NodeAnswer.Failure failure ->
          SUBMIT_ERRORS.classify(failure).orElseThrow(() -> node.origin(SEND).refused(failure));
    };
  }

  Bytes encodedHeader(BlockRef block) {
    JsonAnswer answer = node.result("eth_getBlockByHash", block.hash().toHex(), false);
    if (answer.isNull()
        || header(block.height()).filter(at -> at.block().equals(block)).isEmpty()) {
      throw logs.missing(block);
    }
    ExecutionHeader header = reading.executionHeader(answer);
    if (!header.hash().equals(block.hash()) || header.height() != block.height()) {
      throw answer.nonsense(
          "the header hashes to "
              + header.hash()
              + ", not to "
              + block.hash()
              + "; it has fields that are not known here, or is another block's");
    }
    return header.encode();
  }

  StateProof proof(EvmAddress account, List<Bytes32> slots, BlockSelector at) {
    BlockRef block = block(at);
    JsonAnswer answer =
        node.result(
            "eth_getProof",
            account.toString(),
            slots.stream().map(Bytes32::toHex).toList(),
            parameter(block));
    List<JsonAnswer> proofs = answer.field("storageProof").elements();
    if (proofs.size() != slots.size()) {
      throw answer.nonsense("expected " + slots.size() + " slot proofs, found " + proofs.size());
    }
    List<StateProof.SlotProof> slotProofs = new ArrayList<>();
    for (int i = 0; i < proofs.size(); i++) {
      JsonAnswer proof = proofs.get(i);
      if (!proof.field("key").quantity().equals(slots.get(i).toUnsigned())) {
        throw proof.nonsense("expected the proof of slot " + slots.get(i));
      }
      slotProofs.add(
          new StateProof.SlotProof(
              slots.get(i),
              Bytes32.ofUnsigned(proof.field("value").quantity()),
              nodes(proof.field("proof"))));
    }
    return new StateProof(block, account, nodes(answer.field("accountProof")), slotProofs);
  }

  private static List<Bytes> nodes(JsonAnswer proof) {
    return proof.elements().stream().map(JsonAnswer::data).toList();
  }

  private BlockRef block(BlockSelector at) {
    return switch (at) {
      case BlockSelector.AtBlock exact -> exact.block();
      case BlockSelector.AtFinality finality -> heads.heads().at(finality.finality());
      case BlockSelector.Pending pending ->
          throw new IllegalArgumentException("Blocks that do not exist yet have no proofs");
    };
  }

  private Object parameter(BlockSelector at) {
    return switch (at) {
      case BlockSelector.AtBlock exact -> parameter(exact.block());
      case BlockSelector.AtFinality finality -> heads.parameter(finality.finality());
      case BlockSelector.Pending pending -> "pending";
    };
  }

  /** EIP-1898: exactly this block, or an error once it is no longer canonical. */
  private static Map<String, Object> parameter(BlockRef block) {
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("blockHash", block.hash().toHex());
    parameter.put("requireCanonical", true);
    return parameter;
  }
}
