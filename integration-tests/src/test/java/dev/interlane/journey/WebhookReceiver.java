package dev.interlane.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlane.primitive.Bytes;
import dev.interlane.publisher.WebhookOptions;
import dev.interlane.publisher.WebhookSecret;
import dev.interlane.publisher.WebhookSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Somebody else's server on this machine, that takes receipts or does not. */
final class WebhookReceiver implements AutoCloseable {
  private static final int OK = 200;
  private static final int FORGED = 401;
  private static final WebhookSecret SECRET = WebhookSecret.of(Bytes.of(new byte[32]));

  private final HttpServer server;
  private final ArrayDeque<Integer> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> taken = new ArrayList<>();

  /** Runs before each answer. */
  volatile Runnable beforeAnswer = () -> {};

  private WebhookReceiver(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.start();
  }

  static WebhookReceiver start() throws IOException {
    return new WebhookReceiver(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  WebhookSink sink() {
    return WebhookSink.to(
        WebhookOptions.builder()
            .url(URI.create("http://localhost:" + server.getAddress().getPort() + "/receipts"))
            .addSecrets(SECRET)
            .build());
  }

  /** What the next questions are answered; after those, everything is taken. */
  synchronized void answers(int... codes) {
    for (int code : codes) {
      answers.add(code);
    }
  }

  /** The ids of what came, in order. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** The ids of what was taken, in order. */
  synchronized List<String> taken() {
    return List.copyOf(taken);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Bytes body = Bytes.of(exchange.getRequestBody().readAllBytes());
      String id = header(exchange, "webhook-id");
      boolean genuine =
          SECRET.verifies(
              header(exchange, "webhook-signature"),
              id,
              Long.parseLong(header(exchange, "webhook-timestamp")),
              body);
      beforeAnswer.run();
      exchange.sendResponseHeaders(genuine ? note(id) : FORGED, -1);
    }
  }

  private synchronized int note(String id) {
    asked.add(id);
    Integer code = answers.poll();
    if (code == null || code == OK) {
      taken.add(id);
    }
    return code == null ? OK : code;
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNull(exchange.getRequestHeaders().getFirst(name), name);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
