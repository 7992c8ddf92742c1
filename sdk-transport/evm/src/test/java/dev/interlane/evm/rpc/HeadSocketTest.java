package dev.interlane.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.evm.FakeBlocks;
import dev.interlane.evm.FakeNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A socket that hints, and whatever it may do instead. */
class HeadSocketTest {
  private static final String HEAD =
      "{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\",\"params\":{\"result\":{\"number\":\"0x1\"}}}";
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final long PATIENCE_SECONDS = 30;

  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient client = new OkHttpClient();
  private final BlockingQueue<WebSocket> subscribed = new LinkedBlockingQueue<>();
  private final List<HeadSocket> opened = new ArrayList<>();
  private final BlockingQueue<String> hints = new LinkedBlockingQueue<>();

  /** Takes every socket, and hands those that subscribe to the test. */
  private final WebSocketListener node =
      new WebSocketListener() {
        @Override
        public void onMessage(WebSocket from, String text) {
          if (text.contains("\"eth_subscribe\"") && text.contains("\"newHeads\"")) {
            subscribed.add(from);
          }
        }

        @Override
        public void onClosing(WebSocket ending, int code, String reason) {
          ending.close(code, reason);
        }
      };

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void close() {
    opened.forEach(HeadSocket::close);
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
    server.close();
  }

  private void acceptSockets(int count) {
    for (int i = 0; i < count; i++) {
      server.enqueue(new MockResponse.Builder().webSocketUpgrade(node).build());
    }
  }

  private URI url() {
    return URI.create(server.url("/v3/secret-key").toString().replace("http:", "ws:"));
  }

  private HeadSocket open() {
    HeadSocket socket = new HeadSocket(client, url(), () -> hints.add("head"), AT_ONCE);
    opened.add(socket);
    return socket;
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @Test
  void hintsAtANewHead() throws Exception {
    acceptSockets(1);
    open();
    next(subscribed).send(HEAD);

    assertThat(next(hints)).isEqualTo("head");
  }

  @Test
  void connectsAgainWhenTheSocketIsClosedOrBreaks() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    acceptSockets(3);
    open();
    next(subscribed).close(1001, "going away");
    next(subscribed).close(1011, "internal error");
    next(subscribed).send(HEAD);

    assertThat(next(hints)).isEqualTo("head");
  }

  @Test
  void connectsAgainWhenTheSocketMissesHeads() throws Exception {
    acceptSockets(2);
    HeadSocket socket = open();
    next(subscribed);
    for (int i = 0; i < HeadSocket.MAX_UNTOLD_HEADS; i++) {
      socket.sawHead();
    }

    next(subscribed).send(HEAD);
    assertThat(next(hints)).isEqualTo("head");
  }

  @Test
  void takesNonsenseForNothingAndAFloodForFewHints() throws Exception {
    acceptSockets(2);
    open();
    WebSocket lying = next(subscribed);
    lying.send("{\"id\":1,\"error\":{\"code\":-32601,\"message\":\"no subscriptions\"}}");
    lying.send("nonsense");
    for (int i = 0; i < 10_000; i++) {
      lying.send(HEAD);
    }
    lying.send(ByteString.of((byte) 1, (byte) 2));

    // Bytes end the socket: all that was sent before has been taken by now.
    next(subscribed);
    assertThat(hints).hasSizeBetween(1, 1_000);
  }

  @Test
  void connectsNoMoreOnceClosed() throws Exception {
    acceptSockets(2);
    HeadSocket socket = open();
    next(subscribed);

    socket.close();
    socket.sawHead();

    assertThat(subscribed.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void aPortHintsByItsSocketAndGoesOnWithoutOne() throws Exception {
    acceptSockets(1);
    AtomicInteger told = new AtomicInteger();
    try (FakeNode http = new FakeNode()) {
      FakeBlocks.serve(http, 100, 90, 80);
      try (JsonRpcChainPort port = connect(http, url())) {
        port.onHead(() -> hints.add("head"));
        next(subscribed).send(HEAD);
        assertThat(next(hints)).isEqualTo("head");
      }
      server.close();
      try (JsonRpcChainPort port = connect(http, url())) {
        port.onHead(told::incrementAndGet);

        assertThat(port.heads().seen()).isEqualTo(FakeBlocks.ref(100));
        assertThat(told).hasValue(1);
      }
    }
  }

  private static JsonRpcChainPort connect(FakeNode http, URI socket) {
    return JsonRpcChainPort.connect(
        FakeBlocks.CHAIN,
        List.of(http.url()),
        JsonRpcOptions.builder().headSocketUrl(socket).build());
  }

  @Test
  void sendsTheUserInfoOfItsUrlAsAHeader() throws Exception {
    acceptSockets(1);
    URI url = URI.create(url().toString().replace("ws://", "ws://user:word@"));
    opened.add(new HeadSocket(client, url, () -> hints.add("head"), AT_ONCE));
    next(subscribed);

    assertThat(server.takeRequest().getHeaders().get("Authorization"))
        .isEqualTo(Credentials.basic("user", "word"));
  }

  @Test
  void refusesAUrlThatIsNoSocketsWithoutShowingIt() {
    assertThatThrownBy(
            () ->
                JsonRpcOptions.builder()
                    .headSocketUrl(URI.create("https://node.example/secret-key"))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ws:// or wss://")
        .hasMessageContaining("https")
        .hasMessageNotContaining("secret-key");
  }
}
