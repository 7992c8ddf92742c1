package dev.interlane.devnet.chaos;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** How a node answers that is some blocks behind: nothing above its own head exists. */
final class StaleView {
  private static final int SERVER_ERROR = -32_000;

  /** Which parameter names the block. */
  private static final Map<String, Integer> BLOCK_PARAMETER =
      Map.ofEntries(
          Map.entry("eth_getBlockByNumber", 0),
          Map.entry("eth_getBlockReceipts", 0),
          Map.entry("eth_call", 1),
          Map.entry("eth_estimateGas", 1),
          Map.entry("eth_feeHistory", 1),
          Map.entry("eth_getBalance", 1),
          Map.entry("eth_getCode", 1),
          Map.entry("eth_getTransactionCount", 1),
          Map.entry("eth_getStorageAt", 2),
          Map.entry("eth_getProof", 2));

  private final NodeLink node;
  private final int behindBlocks;

  StaleView(NodeLink node, int behindBlocks) {
    this.node = node;
    this.behindBlocks = behindBlocks;
  }

  ObjectNode answer(RpcCall call) {
    long head = height("latest");
    return switch (call.method()) {
      case "eth_blockNumber" -> call.result(hex(head));
      case "eth_getLogs" -> logs(call, head);
      case "eth_getBlockByHash" -> unlessAbove(head, "number", call);
      case "eth_getTransactionReceipt", "eth_getTransactionByHash" ->
          unlessAbove(head, "blockNumber", call);
      default -> {
        Integer place = BLOCK_PARAMETER.get(call.method());
        yield place == null ? node.ask(call) : at(call, place, head);
      }
    };
  }

  /** The block of a tag, as far behind as everything else. */
  private long height(String tag) {
    return Math.max(0, number(node.result("eth_getBlockByNumber", tag, false)) - behindBlocks);
  }

  private ObjectNode unlessAbove(long head, String field, RpcCall call) {
    ObjectNode answer = node.ask(call);
    JsonNode height = answer.path("result").path(field);
    return height.isString() && quantity(height) > head ? call.result((String) null) : answer;
  }

  private ObjectNode at(RpcCall call, int place, long head) {
    JsonNode block = call.parameter(place);
    boolean isBlock = place == 0;
    if (block.isObject() || block.asString("").length() == 66) {
      String hash = block.isObject() ? block.path("blockHash").asString("") : block.asString();
      JsonNode found = node.result("eth_getBlockByHash", hash, false);
      return found.isObject() && number(found) <= head ? node.ask(call) : unknown(call, isBlock);
    }
    String text = block.asString("latest");
    return switch (text) {
      case "latest", "pending" -> node.ask(call.with(place, text(head)));
      case "safe", "finalized" -> node.ask(call.with(place, text(height(text))));
      case "earliest" -> node.ask(call);
      default -> quantity(block) <= head ? node.ask(call) : unknown(call, isBlock);
    };
  }

  private static ObjectNode unknown(RpcCall call, boolean isBlock) {
    return isBlock ? call.result((String) null) : call.error(SERVER_ERROR, "header not found");
  }

  private ObjectNode logs(RpcCall call, long head) {
    JsonNode query = call.parameter(0);
    if (query.has("blockHash")) {
      JsonNode block = node.result("eth_getBlockByHash", query.path("blockHash").asString(), false);
      return block.isObject() && number(block) <= head
          ? node.ask(call)
          : call.error(SERVER_ERROR, "unknown block");
    }
    if (height(query.path("fromBlock"), head) > head) {
      return call.result(JsonNodeFactory.instance.arrayNode());
    }
    ObjectNode shortened = (ObjectNode) query.deepCopy();
    shortened.put("toBlock", hex(Math.min(head, height(query.path("toBlock"), head))));
    return node.ask(call.with(0, shortened));
  }

  private static long height(JsonNode parameter, long head) {
    return parameter.asString("").startsWith("0x") ? quantity(parameter) : head;
  }

  private static long number(JsonNode block) {
    return quantity(block.path("number"));
  }

  private static long quantity(JsonNode hex) {
    return Long.parseUnsignedLong(hex.asString().substring(2), 16);
  }

  private static StringNode text(long height) {
    return JsonNodeFactory.instance.stringNode(hex(height));
  }

  private static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
