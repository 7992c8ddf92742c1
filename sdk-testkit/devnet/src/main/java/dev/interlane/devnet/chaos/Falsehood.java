package dev.interlane.devnet.chaos;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a lying node makes of an answer. */
final class Falsehood {
  private static final Set<String> BLOCKS = Set.of("eth_getBlockByNumber", "eth_getBlockByHash");
  private static final String RECEIPT = "eth_getTransactionReceipt";
  private static final Set<String> RECEIPTS = Set.of(RECEIPT, "eth_getBlockReceipts");
  private static final String GET_LOGS = "eth_getLogs";

  private Falsehood() {}

  /** The answer as this fault wants it; the same if the fault is about something else. */
  static ObjectNode tell(NodeFault fault, RpcCall call, ObjectNode answer) {
    JsonNode result = answer.path("result");
    String method = call.method();
    if (fault instanceof NodeFault.WrongChainId other && method.equals("eth_chainId")) {
      return call.result("0x" + Long.toHexString(other.chainId()));
    }
    if (fault instanceof NodeFault.FalseCallResult lie && method.equals("eth_call")) {
      return call.result(lie.returned().toHex());
    }
    if (fault instanceof NodeFault.UnfinishedBlock) {
      return method.equals(RECEIPT) ? call.result((String) null) : unfinished(method, answer);
    }
    if (fault instanceof NodeFault.MissingLogs && method.equals(GET_LOGS) && result.isArray()) {
      ((ArrayNode) result).removeAll();
    } else if (fault instanceof NodeFault.FalseReceipt && RECEIPTS.contains(method)) {
      eachOf(result).forEach(receipt -> flipStatus((ObjectNode) receipt));
    } else if (fault instanceof NodeFault.FalseLogs && RECEIPTS.contains(method)) {
      eachOf(result).forEach(receipt -> receipt.path("logs").forEach(Falsehood::changeLog));
    } else if (fault instanceof NodeFault.FalseLogs && method.equals(GET_LOGS)) {
      eachOf(result).forEach(Falsehood::changeLog);
    } else if (fault instanceof NodeFault.FalseBlockHash
        && BLOCKS.contains(method)
        && result.isObject()) {
      change((ObjectNode) result, "hash");
    }
    return answer;
  }

  private static ObjectNode unfinished(String method, ObjectNode answer) {
    if (answer.path("result") instanceof ArrayNode array && !array.isEmpty()) {
      if (method.equals(GET_LOGS)) {
        array.removeAll();
      } else if (RECEIPTS.contains(method)) {
        array.remove(array.size() - 1);
      }
    }
    return answer;
  }

  private static Iterable<JsonNode> eachOf(JsonNode result) {
    return result.isArray() ? result : result.isObject() ? Set.of(result) : Set.of();
  }

  private static void flipStatus(ObjectNode receipt) {
    receipt.put("status", receipt.path("status").asString().equals("0x1") ? "0x0" : "0x1");
  }

  private static void changeLog(JsonNode log) {
    JsonNode topics = log.path("topics");
    if (log.path("data").asString("").length() > 2) {
      change((ObjectNode) log, "data");
    } else if (!topics.isEmpty()) {
      int last = topics.size() - 1;
      ((ArrayNode) topics).set(last, another(topics.get(last).asString()));
    }
  }

  private static void change(ObjectNode object, String field) {
    object.put(field, another(object.path(field).asString()));
  }

  private static String another(String hex) {
    int last = Character.digit(hex.charAt(hex.length() - 1), 16);
    return hex.substring(0, hex.length() - 1) + Character.forDigit(last ^ 1, 16);
  }
}
