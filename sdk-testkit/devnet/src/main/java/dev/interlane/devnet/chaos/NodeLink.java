package dev.interlane.devnet.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The honest node behind a proxy. Thread-safe. */
final class NodeLink implements AutoCloseable {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI url;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  NodeLink(URI url) {
    this.url = url;
  }

  /** What the node answers, whole: with its result or its error. */
  ObjectNode ask(RpcCall call) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(LONGEST_CALL)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(call.request())))
            .build();
    try {
      byte[] answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
      return (ObjectNode) JSON.readTree(answer);
    } catch (IOException unreachable) {
      throw new UncheckedIOException("The node at " + url + " gave no answer", unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("Interrupted", interrupted));
    }
  }

  /** The result of a method; missing if the node refuses. */
  JsonNode result(String method, Object... parameters) {
    ArrayNode params = JSON.createArrayNode();
    for (Object parameter : parameters) {
      params.addPOJO(parameter);
    }
    JsonNode id = JSON.getNodeFactory().numberNode(1);
    return ask(new RpcCall(Optional.of(id), method, params)).path("result");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
