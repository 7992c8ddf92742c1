package dev.interlane.evm.rpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import okhttp3.Credentials;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Service;
import org.web3j.protocol.core.Request;
import tools.jackson.databind.JsonNode;

/**
 * web3j's service over our own HTTP exchange: its own reads answers of any size, and puts the body
 * of errors into exceptions.
 */
final class NodeHttp extends Service {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int TOO_MANY_REQUESTS = 429;

  private final OkHttpClient client;
  private final okhttp3.Request template;
  private final int maxAnswerBytes;
  private final int maxRequests;
  private final Duration longestWait;
  private final int questionsPerSecond;
  private final Semaphore requests;
  private final NodeGate gate;
  private final LongAdder sent = new LongAdder();

  NodeHttp(OkHttpClient client, URI url, JsonRpcOptions options) {
    super(false);
    this.client = client;
    this.maxAnswerBytes = options.maxAnswerBytes();
    this.maxRequests = options.maxConcurrentRequests();
    this.longestWait = options.callTimeout();
    this.requests = new Semaphore(maxRequests);
    this.questionsPerSecond = options.maxRequestsPerSecond().orElse(Integer.MAX_VALUE);
    this.gate = new NodeGate(options);
    this.template = requestTo(url);
  }

  /** A request to this URL, whose user info goes into a header. */
  static okhttp3.Request requestTo(URI url) {
    okhttp3.Request.Builder request = new okhttp3.Request.Builder().url(url.toString());
    String user = url.getUserInfo();
    if (user != null) {
      int colon = user.indexOf(':');
      request.header(
          "Authorization",
          Credentials.basic(
              colon < 0 ? user : user.substring(0, colon),
              colon < 0 ? "" : user.substring(colon + 1),
              StandardCharsets.UTF_8));
    }
    return request.build();
  }

  @Override
  protected InputStream performIO(String payload) throws IOException {
    return post(payload, 1);
  }

  /** What the node answers to several requests in one. */
  JsonNode sendAll(List<Request<Object, Node.RawResponse>> requests) throws IOException {
    try (InputStream answer = post(objectMapper.writeValueAsString(requests), requests.size())) {
      return objectMapper.readTree(answer);
    }
  }

  /** The answer to one of several requests, as that of a single one is read. */
  Node.RawResponse response(JsonNode answer) {
    return objectMapper.treeToValue(answer, Node.RawResponse.class);
  }

  private InputStream post(String payload, int questions) throws IOException {
    await();
    try {
      gate.enter(questions);
      return counted(payload);
    } finally {
      requests.release();
    }
  }

  private InputStream counted(String payload) throws IOException {
    try {
      InputStream answer = exchange(payload);
      gate.answered();
      return answer;
    } catch (HttpStatusException status) {
      gate.failed(status);
      gate.pause(status.pause());
      throw status;
    } catch (IOException | RuntimeException unreachable) {
      gate.failed(unreachable);
      throw unreachable;
    } catch (Throwable undeclared) {
      // Such as the InterruptedException of Node.answered: says nothing about the node.
      gate.left();
      throw undeclared;
    }
  }

  private void await() throws IOException {
    try {
      if (!requests.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new InterruptedIOException(
            maxRequests
                + " requests are under way, none ended in "
                + longestWait.toMillis()
                + " ms");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private InputStream exchange(String payload) throws IOException {
    sent.increment();
    okhttp3.Request request = template.newBuilder().post(RequestBody.create(payload, JSON)).build();
    try (Response response = client.newCall(request).execute()) {
      byte[] answer = readAll(response.body().source());
      if (!response.isSuccessful() && !isJsonRpcError(response.code(), answer)) {
        throw new HttpStatusException(response.code(), response.header("Retry-After"));
      }
      return new ByteArrayInputStream(answer);
    }
  }

  /** More in one request would have to wait for longer than a second, or for ever. */
  int questionsPerSecond() {
    return questionsPerSecond;
  }

  /** How many requests were sent so far. */
  long sent() {
    return sent.sum();
  }

  private byte[] readAll(BufferedSource source) throws IOException {
    if (source.request(maxAnswerBytes + 1L)) {
      throw new IOException("the answer is larger than " + maxAnswerBytes + " bytes");
    }
    return source.readByteArray();
  }

  /** Some nodes answer a refusal, which is an answer, with a status of 4xx. */
  private static boolean isJsonRpcError(int status, byte[] answer) {
    return status >= 400
        && status < 500
        && status != TOO_MANY_REQUESTS
        && answer.length > 0
        && answer[0] == '{'
        && new String(answer, StandardCharsets.UTF_8).contains("\"error\"");
  }

  @Override
  public void close() {
    // The client is shared by all nodes of a port, which closes it.
  }

  /** The node's web server answered, not the node. */
  static final class HttpStatusException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final String SECONDS = "[0-9]{1,6}";

    private final Duration pause;

    HttpStatusException(int status, @Nullable String retryAfter) {
      super(
          "HTTP status "
              + status
              + (status == TOO_MANY_REQUESTS ? " (too many requests)" : "")
              + (retryAfter == null ? "" : ", to be asked again after " + shown(retryAfter)));
      this.pause =
          retryAfter != null && retryAfter.matches(SECONDS)
              ? Duration.ofSeconds(Long.parseLong(retryAfter))
              : Duration.ZERO;
    }

    /** How long the server wants to be left alone; zero if it does not say so in seconds. */
    Duration pause() {
      return pause;
    }

    private static String shown(String retryAfter) {
      return retryAfter.matches(SECONDS) ? retryAfter + " s" : "a while";
    }
  }
}
