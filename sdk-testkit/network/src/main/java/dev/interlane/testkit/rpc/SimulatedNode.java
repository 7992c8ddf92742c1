package dev.interlane.testkit.rpc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.spi.ChainPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A chain behind Ethereum's JSON-RPC on loopback, so that other processes can use it: a client that
 * is killed while its chains live on. Speaks what the SDK asks of a node: heads and blocks, logs,
 * receipts, calls, estimates, fees, nonces, balances, code, raw transactions. One request at a
 * time.
 *
 * <pre>{@code
 * try (SimulatedNode node = SimulatedNode.serve(network.origin().chain())) {
 *   Chain chain = EvmChain.connect(network.origin().id(), node.url(), signer);
 * }
 * }</pre>
 */
public final class SimulatedNode implements AutoCloseable {
  private static final int MAX_REQUEST_BYTES = 1 << 20;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final NodeMethods methods;

  private SimulatedNode(HttpServer server, NodeMethods methods) {
    this.server = server;
    this.methods = methods;
  }

  /** Serves a chain on a free port of the loopback address. */
  public static SimulatedNode serve(ChainPort chain) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      SimulatedNode node = new SimulatedNode(server, new NodeMethods(chain));
      server.createContext("/", node::handle);
      server.start();
      return node;
    } catch (IOException noPort) {
      throw new UncheckedIOException("Cannot serve on loopback", noPort);
    }
  }

  /** Where it is served. */
  public URI url() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES);
      byte[] answer = answer(request).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String answer(byte[] request) {
    try {
      JsonNode calls = JSON.readTree(request);
      return JSON.writeValueAsString(
          calls.isArray() ? calls.valueStream().map(this::answer).toList() : answer(calls));
    } catch (JacksonException malformed) {
      return JSON.writeValueAsString(
          Map.of("jsonrpc", "2.0", "error", new NodeMethods.RpcError(-32700, "no JSON").fields()));
    }
  }

  private Map<String, Object> answer(JsonNode call) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("jsonrpc", "2.0");
    try {
      answer.put("id", call.path("id"));
      answer.put("result", methods.answer(call.path("method").asString(), call.path("params")));
    } catch (NodeMethods.RpcError refused) {
      answer.put("error", refused.fields());
    } catch (ChainUnavailableException unable) {
      answer.put(
          "error", new NodeMethods.RpcError(-32000, String.valueOf(unable.getMessage())).fields());
    } catch (JacksonException | IllegalArgumentException malformed) {
      answer.put(
          "error", new NodeMethods.RpcError(-32602, "invalid params: " + malformed).fields());
    }
    return answer;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
