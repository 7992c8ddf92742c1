package dev.interlane.testkit.rpc;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.FeeSuggestion;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.SubmitRefusal;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The methods of a node, over a chain port. */
final class NodeMethods {
  private static final int SERVER_ERROR = -32_000;
  private static final int UNKNOWN_METHOD = -32_601;
  private static final int REVERTED = 3;

  private final ChainPort chain;

  NodeMethods(ChainPort chain) {
    this.chain = chain;
  }

  /** An error of JSON-RPC. */
  static final class RpcError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final @Nullable String data;

    RpcError(int code, String message) {
      this(code, message, null);
    }

    private RpcError(int code, String message, @Nullable String data) {
      super(message, null, false, false);
      this.code = code;
      this.data = data;
    }

    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("code", code);
      fields.put("message", String.valueOf(getMessage()));
      if (data != null) {
        fields.put("data", data);
      }
      return fields;
    }
  }

  /** The result of a method; null where JSON-RPC says so. */
  @Nullable Object answer(String method, JsonNode params) {
    return switch (method) {
      case "eth_chainId" -> "0x" + new BigInteger(chain.chainId().reference()).toString(16);
      case "eth_getBlockByNumber" -> header(params.path(0)).map(this::block).orElse(null);
      case "eth_getBlockByHash" -> chain.header(hash(params, 0)).map(this::block).orElse(null);
      case "eth_getLogs" -> logs(params.path(0));
      case "eth_getTransactionReceipt" -> receipt(hash(params, 0));
      case "eth_getTransactionByHash" -> transaction(hash(params, 0));
      case "eth_getBlockReceipts" -> receipts(params.path(0));
      case "eth_call" -> call(params);
      case "eth_estimateGas" -> estimate(params);
      case "eth_feeHistory" -> fees();
      case "eth_getTransactionCount" ->
          BlockJson.hex(chain.accountNonce(address(params, 0), selector(params.path(1))));
      case "eth_getBalance" ->
          BlockJson.hex(chain.balanceWei(address(params, 0), selector(params.path(1))));
      case "eth_getCode" -> chain.code(address(params, 0), selector(params.path(1))).toHex();
      case "eth_getProof" -> proof(params);
      case "eth_sendRawTransaction" -> submit(Bytes.fromHex(text(params, 0)));
      default ->
          throw new RpcError(
              UNKNOWN_METHOD, "the method " + method + " does not exist/is not available");
    };
  }

  private Map<String, Object> block(BlockHeader header) {
    List<TransactionReceipt> receipts = chain.receipts(header.block());
    Map<String, Object> fields = BlockJson.block(header, receipts);
    try {
      BlockJson.addHeader(fields, ExecutionHeader.decode(chain.encodedHeader(header.block())));
    } catch (ChainUnavailableException drawn) {
      // A chain whose block hashes are drawn has no header that hashes to one.
    }
    return fields;
  }

  private Optional<BlockHeader> header(JsonNode selector) {
    return switch (selector.asString()) {
      case "latest" -> chain.header(chain.heads().seen().hash());
      case "safe" -> chain.header(chain.heads().safe().hash());
      case "finalized" -> chain.header(chain.heads().finalized().hash());
      default -> chain.header(height(selector));
    };
  }

  private List<Map<String, Object>> logs(JsonNode query) {
    List<EvmAddress> emitters = new ArrayList<>();
    query.path("address").forEach(address -> emitters.add(EvmAddress.parse(address.asString())));
    List<Bytes32> topics = new ArrayList<>();
    query.path("topics").path(0).forEach(topic -> topics.add(Bytes32.fromHex(topic.asString())));
    LogFilter filter = new LogFilter(emitters, topics);
    if (query.has("blockHash")) {
      BlockRef block = canonical(Bytes32.fromHex(query.path("blockHash").asString()));
      return chain.logs(filter, block).stream().map(BlockJson::log).toList();
    }
    return chain
        .logs(filter, height(query.path("fromBlock")), height(query.path("toBlock")))
        .stream()
        .map(BlockJson::log)
        .toList();
  }

  private @Nullable Map<String, Object> receipt(Bytes32 hash) {
    Optional<TransactionReceipt> receipt = chain.receipt(hash);
    if (receipt.isEmpty()) {
      return null;
    }
    List<TransactionReceipt> all = chain.receipts(receipt.get().inclusion().block());
    return BlockJson.receipt(receipt.get(), all.indexOf(receipt.get()));
  }

  /** Of a transaction that is in a block, where it is and what it calls; null of any other. */
  private @Nullable Map<String, Object> transaction(Bytes32 hash) {
    Optional<TransactionReceipt> receipt = chain.receipt(hash);
    Optional<Bytes> calldata = chain.calldata(hash);
    return receipt.isEmpty() || calldata.isEmpty()
        ? null
        : BlockJson.transaction(receipt.get(), calldata.get());
  }

  private @Nullable List<Map<String, Object>> receipts(JsonNode selector) {
    Optional<BlockHeader> header = header(selector);
    if (header.isEmpty()) {
      return null;
    }
    List<TransactionReceipt> receipts = chain.receipts(header.get().block());
    List<Map<String, Object>> all = new ArrayList<>();
    for (int i = 0; i < receipts.size(); i++) {
      all.add(BlockJson.receipt(receipts.get(i), i));
    }
    return all;
  }

  private Map<String, Object> proof(JsonNode params) {
    List<Bytes32> slots = new ArrayList<>();
    params.path(1).forEach(slot -> slots.add(Bytes32.fromHex(slot.asString())));
    return BlockJson.proof(chain.proof(address(params, 0), slots, selector(params.path(2))));
  }

  private String call(JsonNode params) {
    CallRequest request = request(params.path(0));
    requireEnough(params.path(0).path("gas"), request);
    return switch (chain.call(request, selector(params.path(1)))) {
      case CallResult.Returned returned -> returned.data().toHex();
      case CallResult.Reverted reverted -> throw reverted(reverted.data());
    };
  }

  private void requireEnough(JsonNode gas, CallRequest request) {
    if (gas.isString()
        && chain.estimateGas(request) instanceof GasEstimate.Enough needed
        && new BigInteger(gas.asString().substring(2), 16)
                .compareTo(BigInteger.valueOf(needed.gas()))
            < 0) {
      throw new RpcError(SERVER_ERROR, "out of gas");
    }
  }

  private String estimate(JsonNode params) {
    return switch (chain.estimateGas(request(params.path(0)))) {
      case GasEstimate.Enough enough -> BlockJson.hex(enough.gas());
      case GasEstimate.Reverts reverts -> throw reverted(reverts.data());
    };
  }

  private static RpcError reverted(Bytes data) {
    return new RpcError(REVERTED, "execution reverted", data.toHex());
  }

  private Map<String, Object> fees() {
    FeeSuggestion now = chain.feeSuggestion();
    Map<String, Object> history = new LinkedHashMap<>();
    history.put("oldestBlock", BlockJson.hex(chain.heads().seen().height()));
    String baseFee = BlockJson.hex(now.baseFeePerGasWei());
    history.put("baseFeePerGas", List.of(baseFee, baseFee));
    history.put("gasUsedRatio", List.of(0.5));
    history.put("reward", List.of(List.of(BlockJson.hex(now.priorityFeePerGasWei()))));
    return history;
  }

  private String submit(Bytes raw) {
    return switch (chain.submit(raw)) {
      case SubmitResult.Accepted accepted -> Keccak256.hash(raw).toHex();
      case SubmitResult.AlreadyKnown known -> throw new RpcError(SERVER_ERROR, "already known");
      case SubmitResult.Unanswered unanswered -> throw unanswered.cause();
      case SubmitResult.Refused refused ->
          throw new RpcError(SERVER_ERROR, wording(refused.refusal()) + ": " + refused.text());
    };
  }

  /** In the words of geth. */
  private static String wording(SubmitRefusal refusal) {
    return switch (refusal) {
      case NONCE_TOO_LOW -> "nonce too low";
      case NONCE_TOO_HIGH -> "nonce too high";
      case REPLACEMENT_UNDERPRICED -> "replacement transaction underpriced";
      case UNDERPRICED -> "transaction underpriced";
      case INSUFFICIENT_FUNDS -> "insufficient funds for gas * price + value";
      case POOL_FULL -> "txpool is full";
      case INVALID -> "intrinsic gas too low";
      case OTHER -> "refused";
    };
  }

  private static CallRequest request(JsonNode call) {
    return new CallRequest(
        EvmAddress.parse(call.path("from").asString()),
        EvmAddress.parse(call.path("to").asString()),
        Bytes.fromHex(call.path("data").asString()),
        new BigInteger(call.path("value").asString().substring(2), 16));
  }

  private BlockSelector selector(JsonNode parameter) {
    if (parameter.has("blockHash")) {
      Bytes32 hash = Bytes32.fromHex(parameter.path("blockHash").asString());
      return new BlockSelector.AtBlock(canonical(hash));
    }
    return switch (parameter.asString()) {
      case "latest" -> BlockSelector.LATEST;
      case "safe" -> new BlockSelector.AtFinality(Finality.SAFE);
      case "finalized" -> new BlockSelector.AtFinality(Finality.FINAL);
      case "pending" -> BlockSelector.PENDING;
      default ->
          new BlockSelector.AtBlock(
              header(parameter)
                  .orElseThrow(() -> new RpcError(SERVER_ERROR, "header not found"))
                  .block());
    };
  }

  private BlockRef canonical(Bytes32 hash) {
    return chain
        .header(hash)
        .orElseThrow(() -> new RpcError(SERVER_ERROR, "header not found"))
        .block();
  }

  private static long height(JsonNode quantity) {
    return Long.parseUnsignedLong(quantity.asString().substring(2), 16);
  }

  private static EvmAddress address(JsonNode params, int index) {
    return EvmAddress.parse(text(params, index));
  }

  private static Bytes32 hash(JsonNode params, int index) {
    return Bytes32.fromHex(text(params, index));
  }

  private static String text(JsonNode params, int index) {
    return params.path(index).asString();
  }
}
