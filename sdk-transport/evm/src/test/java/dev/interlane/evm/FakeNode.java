package dev.interlane.evm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON-RPC node over real HTTP that says what a test wants. It serves chain 31337 unless told
 * otherwise, and does not know a method it has no answer for.
 */
public final class FakeNode implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final MockWebServer server = new MockWebServer();
  private final Map<String, Function<JsonNode, MockResponse>> answers = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Function<JsonNode, MockResponse> batches = this::answerAll;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile @Nullable String authorization;
  private volatile Consumer<String> onCall = method -> {};

  /** Starts a node. */
  public FakeNode() {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    try {
      server.start();
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    result("eth_chainId", "\"0x7a69\"");
  }

  private MockResponse answer(RecordedRequest request) {
    authorization = request.getHeaders().get("Authorization");
    ByteString body = request.getBody();
    JsonNode call = JSON.readTree(body == null ? "{}" : body.utf8());
    requests.incrementAndGet();
    return call.isArray() ? batches.apply(call) : answer(call);
  }

  /** The answers to several calls of one request, the last first: their order says nothing. */
  private MockResponse answerAll(JsonNode calls) {
    List<String> all = new ArrayList<>();
    for (JsonNode call : calls) {
      all.addFirst(text(answer(call)));
    }
    return new MockResponse.Builder().body("[" + String.join(",", all) + "]").build();
  }

  private static String text(MockResponse response) {
    Buffer text = new Buffer();
    try {
      Objects.requireNonNull(response.getBody(), "body").writeTo(text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.readUtf8();
  }

  private MockResponse answer(JsonNode call) {
    String method = call.get("method").stringValue();
    calls.add(method + call.get("params"));
    onCall.accept(method);
    Function<JsonNode, MockResponse> answer = answers.get(method);
    return answer == null
        ? rpc(
            call,
            "\"error\":{\"code\":-32601,\"message\":\"the method "
                + method
                + " does not exist/is not available\"}")
        : answer.apply(call);
  }

  private static MockResponse rpc(JsonNode call, String member) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body("{\"jsonrpc\":\"2.0\",\"id\":" + call.get("id") + "," + member + "}")
        .build();
  }

  /** Where it listens; the path looks like a provider's key. */
  public URI url() {
    return server.url("/v3/secret-key").uri();
  }

  /** Answers a method with this JSON. */
  public FakeNode result(String method, String json) {
    return result(method, params -> json);
  }

  /** Answers a method with JSON that depends on the parameters. */
  public FakeNode result(String method, Function<JsonNode, String> json) {
    answers.put(method, call -> rpc(call, "\"result\":" + json.apply(call.get("params"))));
    return this;
  }

  /** Refuses a method. */
  public FakeNode error(String method, int code, String message) {
    answers.put(
        method,
        call -> rpc(call, "\"error\":{\"code\":" + code + ",\"message\":" + quoted(message) + "}"));
    return this;
  }

  /** Refuses a method, with data, which is JSON. */
  public FakeNode error(String method, int code, String message, String data) {
    answers.put(
        method,
        call ->
            rpc(
                call,
                "\"error\":{\"code\":"
                    + code
                    + ",\"message\":"
                    + quoted(message)
                    + ",\"data\":"
                    + data
                    + "}"));
    return this;
  }

  /** Answers a method with whatever HTTP. */
  public FakeNode http(String method, MockResponse response) {
    answers.put(method, call -> response);
    return this;
  }

  /** Answers a method with a body of any kind; {@code %ID%} stands for the request's id. */
  public FakeNode body(String method, String body) {
    answers.put(
        method,
        call ->
            new MockResponse.Builder()
                .body(body.replace("%ID%", call.get("id").toString()))
                .build());
    return this;
  }

  /** Answers requests of several calls with this; {@code %ID%} stands for the first one's id. */
  public FakeNode batches(String body) {
    batches =
        calls ->
            new MockResponse.Builder()
                .body(body.replace("%ID%", calls.get(0).get("id").toString()))
                .build();
    return this;
  }

  /** Answers requests of several calls with whatever HTTP. */
  public FakeNode batches(MockResponse response) {
    batches = calls -> response;
    return this;
  }

  /** How many requests it got so far, whatever was in them. */
  public int requests() {
    return requests.get();
  }

  /** Everything it was asked so far, as method and parameters. */
  public List<String> calls() {
    return new ArrayList<>(calls);
  }

  /** Tells the method of every request before it is answered. */
  public void onCall(Consumer<String> told) {
    onCall = told;
  }

  /** The authorization header of the last request. */
  public @Nullable String authorization() {
    return authorization;
  }

  /** What it was asked with this method so far. */
  public List<String> calls(String method) {
    return calls.stream().filter(call -> call.startsWith(method + "[")).toList();
  }

  private static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }

  @Override
  public void close() {
    server.close();
  }
}
