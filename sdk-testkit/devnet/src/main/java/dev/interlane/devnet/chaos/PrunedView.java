package dev.interlane.devnet.chaos;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a node answers that has forgotten the state of old blocks: it still has the blocks. */
final class PrunedView {
  private static final int SERVER_ERROR = -32_000;

  /** Which parameter names the block. */
  private static final Map<String, Integer> BLOCK_PARAMETER =
      Map.of(
          "eth_call", 1,
          "eth_estimateGas", 1,
          "eth_getBalance", 1,
          "eth_getCode", 1,
          "eth_getTransactionCount", 1,
          "eth_getStorageAt", 2,
          "eth_getProof", 2);

  private final NodeLink node;
  private final long oldestHeight;

  PrunedView(NodeLink node, long oldestHeight) {
    this.node = node;
    this.oldestHeight = oldestHeight;
  }

  ObjectNode answer(RpcCall call) {
    Integer place = BLOCK_PARAMETER.get(call.method());
    if (place == null) {
      return node.ask(call);
    }
    JsonNode block = block(call.parameter(place));
    String root = block.path("stateRoot").asString("");
    return block.isObject() && height(block) < oldestHeight
        ? call.error(SERVER_ERROR, "missing trie node " + root + " (path ) state is not available")
        : node.ask(call);
  }

  /** The block that a parameter names; none for the newest ones, whose state is always there. */
  private JsonNode block(JsonNode parameter) {
    String text =
        parameter.isObject() ? parameter.path("blockHash").asString("") : parameter.asString("");
    return switch (text) {
      case "", "latest", "pending" -> parameter.path("none");
      default ->
          node.result(
              text.length() == 66 ? "eth_getBlockByHash" : "eth_getBlockByNumber", text, false);
    };
  }

  private static long height(JsonNode block) {
    return Long.parseUnsignedLong(block.path("number").asString().substring(2), 16);
  }
}
