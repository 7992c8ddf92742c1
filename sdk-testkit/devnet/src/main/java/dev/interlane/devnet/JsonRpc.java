package dev.interlane.devnet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON-RPC 2.0 to one local node, for what only a development node is asked: transactions of
 * unlocked accounts, mining, reorgs. Safe for concurrent use.
 */
final class JsonRpc implements AutoCloseable {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  private final URI url;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  JsonRpc(URI url) {
    this.url = url;
  }

  /** What the node answered. */
  sealed interface Answer {
    record Result(JsonNode value) implements Answer {}

    /** {@code data} is the revert data of a call, missing for other errors. */
    record Refusal(long code, String message, JsonNode data) implements Answer {}
  }

  /**
   * The result of a call.
   *
   * @throws IllegalStateException if the node answers with an error
   */
  JsonNode call(String method, Object... parameters) {
    return switch (ask(method, parameters)) {
      case Answer.Result result -> result.value();
      case Answer.Refusal refusal ->
          throw new IllegalStateException(method + " at " + url + " was refused: " + refusal);
    };
  }

  Answer ask(String method, Object... parameters) {
    ObjectNode request =
        JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
    ArrayNode list = request.putArray("params");
    for (Object parameter : parameters) {
      list.addPOJO(parameter);
    }
    JsonNode answer = post(JSON.writeValueAsBytes(request), method);
    JsonNode error = answer.path("error");
    return error.isMissingNode()
        ? new Answer.Result(answer.path("result"))
        : new Answer.Refusal(
            error.path("code").asLong(), error.path("message").asString(), error.path("data"));
  }

  private JsonNode post(byte[] body, String method) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(LONGEST_CALL)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "No answer to " + method + " from " + url + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          (IOException)
              new InterruptedIOException(method + " at " + url + " was interrupted").initCause(e));
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
