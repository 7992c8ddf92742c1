package dev.interlane.devnet.chaos;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call of a JSON-RPC request, alone or of a batch.
 *
 * @param id given back with the answer; missing for a notification, which gets none
 * @param params an array, or missing
 */
record RpcCall(Optional<JsonNode> id, String method, JsonNode params) {
  private static final JsonMapper JSON = JsonMapper.shared();

  static RpcCall of(JsonNode call) {
    return new RpcCall(
        Optional.of(call.path("id")).filter(id -> !id.isMissingNode()),
        call.path("method").asString(""),
        call.path("params"));
  }

  JsonNode parameter(int index) {
    return params.path(index);
  }

  /** The same call with another parameter at this place, which may be one after the last. */
  RpcCall with(int index, JsonNode parameter) {
    ArrayNode changed = params.isArray() ? (ArrayNode) params.deepCopy() : JSON.createArrayNode();
    if (index < changed.size()) {
      changed.set(index, parameter);
    } else {
      changed.add(parameter);
    }
    return new RpcCall(id, method, changed);
  }

  ObjectNode request() {
    ObjectNode request = JSON.createObjectNode().put("jsonrpc", "2.0");
    request.set("id", id.orElse(NullNode.getInstance()));
    request.put("method", method);
    request.set("params", params.isArray() ? params : JSON.createArrayNode());
    return request;
  }

  ObjectNode result(@Nullable String text) {
    ObjectNode answer = answer();
    return answer.put("result", text);
  }

  ObjectNode result(JsonNode value) {
    ObjectNode answer = answer();
    answer.set("result", value);
    return answer;
  }

  ObjectNode error(int code, String message) {
    ObjectNode answer = answer();
    answer.putObject("error").put("code", code).put("message", message);
    return answer;
  }

  private ObjectNode answer() {
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", id.orElse(NullNode.getInstance()));
    return answer;
  }
}
