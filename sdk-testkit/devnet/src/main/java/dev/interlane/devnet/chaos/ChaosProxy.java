package dev.interlane.devnet.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlane.chain.ChainId;
import dev.interlane.devnet.DevnetChain;
import dev.interlane.testkit.chain.PoolRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * A node that misbehaves when a test says so: an HTTP proxy on loopback before an honest one. It
 * also has geth's pool rules, which anvil lacks: 10 % more of both fees for a replacement, bounded
 * slots for each account, "already known" and the other wordings.
 *
 * {@snippet :
 * try (ChaosProxy node = ChaosProxy.before(devnet.chains().get(1));
 *     EvmChain chain = EvmChain.connect(node.chain(), node.url(), signer)) {
 *   node.inject(new NodeFault.ResetAfter(), Aim.at("eth_sendRawTransaction").times(1));
 * }
 * }
 *
 * <p>Speaks JSON-RPC over HTTP POST, batches included: a fault of the connection that strikes one
 * call of a batch strikes the batch. Listens on 127.0.0.1 at a port of its own. Thread-safe.
 */
public final class ChaosProxy implements AutoCloseable {
  private static final int MAX_REQUEST_BYTES = 8 << 20;
  private static final Logger LOG = LoggerFactory.getLogger(ChaosProxy.class);
  private static final int INVALID_REQUEST = -32_600;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ChainId chain;
  private final HttpServer server;
  private final ExecutorService threads;
  private final ChaosNode node;
  private final List<Injection> injections = new CopyOnWriteArrayList<>();

  private ChaosProxy(ChainId chain, HttpServer server, ExecutorService threads, ChaosNode node) {
    this.chain = chain;
    this.server = server;
    this.threads = threads;
    this.node = node;
  }

  /** Stands before a devnet's chain, with geth's pool rules. */
  public static ChaosProxy before(DevnetChain chain) {
    return before(chain.id(), chain.rpcUrl(), PoolRules.geth());
  }

  /**
   * Stands before any local node.
   *
   * @param rules of its pool; only EIP-1559 transactions are judged
   * @throws UncheckedIOException if no port can be had
   * @throws dev.interlane.error.ChainUnavailableException if the node cannot be reached
   * @throws dev.interlane.error.WrongChainException if it serves another chain
   */
  public static ChaosProxy before(ChainId chain, URI node, PoolRules rules) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException("Cannot listen on loopback", noPort);
    }
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    ChaosProxy proxy = new ChaosProxy(chain, server, threads, ChaosNode.before(chain, node, rules));
    server.setExecutor(threads);
    server.createContext("/", proxy::handle);
    server.start();
    return proxy;
  }

  /** The chain of the node. */
  public ChainId chain() {
    return chain;
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on this goes wrong with every request, until the injection is closed. */
  public Injection inject(NodeFault fault) {
    return inject(fault, Aim.everything());
  }

  /** From now on this goes wrong with the requests it is aimed at. Faults add up. */
  public Injection inject(NodeFault fault, Aim aim) {
    Injection injection = new Injection(fault, aim);
    injections.add(injection);
    return injection;
  }

  /** Ends all faults. */
  public void calm() {
    injections.forEach(Injection::close);
    injections.clear();
  }

  /** Takes no more requests; the node goes on. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    node.close();
  }

  @Override
  public String toString() {
    return chain + " through " + url();
  }

  /** A connection that is closed without an answer is broken for who waits at its other end. */
  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES));
      List<Struck> calls = new ArrayList<>();
      for (JsonNode call : request.isArray() ? request : List.of(request)) {
        calls.add(strike(RpcCall.of(call)));
      }
      delay(calls);
      if (isStopped(exchange, calls)) {
        return;
      }
      JsonNode answer = request.isArray() ? batch(calls) : calls.get(0).answer(node);
      if (isAny(calls, NodeFault.ResetAfter.class)) {
        breakOff(exchange, answer);
      } else {
        answer(exchange, answer);
      }
    } catch (JacksonException malformed) {
      LOG.warn("A request to {} is not JSON", this, malformed);
    }
  }

  /** A call, and the faults that strike it. */
  private record Struck(RpcCall call, List<NodeFault> faults) {
    <F extends NodeFault> Optional<F> by(Class<F> kind) {
      return faults.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    JsonNode answer(ChaosNode node) {
      return node.answer(call, faults);
    }
  }

  private Struck strike(RpcCall call) {
    List<NodeFault> faults = new ArrayList<>();
    for (Injection injection : injections) {
      if (injection.strike(call.method())) {
        faults.add(injection.fault());
      }
    }
    return new Struck(call, List.copyOf(faults));
  }

  private static void delay(List<Struck> calls) {
    long longest = 0;
    for (Struck call : calls) {
      longest =
          Math.max(
              longest,
              call.by(NodeFault.Latency.class).map(NodeFault.Latency::delayMillis).orElse(0L));
    }
    try {
      Thread.sleep(longest);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the request ends here, before the node sees it. */
  private static boolean isStopped(HttpExchange exchange, List<Struck> calls) throws IOException {
    if (isAny(calls, NodeFault.ResetBefore.class)) {
      return true;
    }
    if (isAny(calls, NodeFault.Down.class)) {
      answer(exchange, 502, "text/html", "<html><h1>502 Bad Gateway</h1></html>");
      return true;
    }
    for (Struck call : calls) {
      Optional<NodeFault.TooManyRequests> limit = call.by(NodeFault.TooManyRequests.class);
      if (limit.isPresent()) {
        exchange
            .getResponseHeaders()
            .set("Retry-After", Long.toString(limit.get().retryAfterSeconds()));
        answer(exchange, 429, "text/plain", "Too Many Requests");
        return true;
      }
    }
    return false;
  }

  private static boolean isAny(List<Struck> calls, Class<? extends NodeFault> kind) {
    return calls.stream().anyMatch(call -> call.by(kind).isPresent());
  }

  private JsonNode batch(List<Struck> calls) {
    if (calls.isEmpty()) {
      return RpcCall.of(JSON.createObjectNode()).error(INVALID_REQUEST, "empty batch");
    }
    ArrayNode answers = JSON.createArrayNode();
    for (Struck call : calls) {
      JsonNode answer = call.answer(node);
      if (call.call().id().isPresent()) {
        answers.add(answer);
      }
    }
    return answers;
  }

  private static void answer(HttpExchange exchange, JsonNode answer) throws IOException {
    answer(exchange, 200, "application/json", answer.toString());
  }

  /** Half of the answer, lest the client takes the connection for stale and asks again unheard. */
  private static void breakOff(HttpExchange exchange, JsonNode answer) throws IOException {
    byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body, 0, body.length / 2);
    exchange.getResponseBody().flush();
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
