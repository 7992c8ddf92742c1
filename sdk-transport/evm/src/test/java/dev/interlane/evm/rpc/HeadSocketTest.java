package dev.interlane.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.evm.FakeBlocks;
import dev.interlane.evm.FakeNode;
import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
  void givesUpAMessageThatNeverEnds() throws Exception {
    // A text of 2^62 bytes.
    byte[] header = {(byte) 0x81, 127, 0x40, 0, 0, 0, 0, 0, 0, 0};

    assertGivenUp(header, new byte[16 * 1024]);
  }

  @Test
  void givesUpAMessageOfEndlessFragments() throws Exception {
    byte[] fragment = new byte[4 + 1_000];
    fragment[1] = 126;
    fragment[2] = 1_000 >> 8;
    fragment[3] = (byte) 1_000;

    assertGivenUp(new byte[] {0x01, 0}, fragment);
  }

  @Test
  void givesUpPongsThatNeverEnd() throws Exception {
    assertGivenUp(new byte[0], times(1_000, Bytes.fromHex("0x8a00").toArray()));
  }

  @Test
  void takesNothingCompressedThoughTheServerSaysSo() throws Exception {
    // Five bytes that inflate to "Hello", of RFC 7692; each message of them is short.
    assertGivenUp(new byte[0], times(1_000, Bytes.fromHex("0xc107f248cdc9c90700").toArray()));
  }

  private static byte[] times(int count, byte[] bytes) {
    return Bytes.concat(Collections.nCopies(count, Bytes.of(bytes)).toArray(Bytes[]::new))
        .toArray();
  }

  /** A socket breaks long before the server is done, and another one is opened. */
  private void assertGivenUp(byte[] first, byte[] again) throws Exception {
    try (EndlessSocket endless = new EndlessSocket(first, again)) {
      opened.add(new HeadSocket(client, endless.url(), () -> hints.add("head"), AT_ONCE));

      assertThat(next(endless.sent())).isLessThan(EndlessSocket.MOST);
      assertThat(next(endless.sent())).isLessThan(EndlessSocket.MOST);
      assertThat(hints).isEmpty();
    }
  }

  @Test
  void takesMoreThanTheBoundInManyMessages() throws Exception {
    acceptSockets(1);
    open();
    WebSocket node = next(subscribed);
    String half = "x".repeat(MessageBound.MAX_BYTES / 2);
    for (int i = 0; i < 8; i++) {
      node.send(half);
    }
    node.send(HEAD);

    assertThat(next(hints)).isEqualTo("head");
    assertThat(server.takeRequest().getHeaders().get("Sec-WebSocket-Extensions")).isNull();
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
