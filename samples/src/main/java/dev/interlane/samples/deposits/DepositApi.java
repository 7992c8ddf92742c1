package dev.interlane.samples.deposits;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.error.IdempotencyConflictException;
import dev.interlane.error.MessagingException;
import dev.interlane.error.RefusedException;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.Moment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Deposits over HTTP, each request on a virtual thread.
 *
 * <pre>
 * POST /deposits                 with Idempotency-Key: the same key is the same deposit
 * GET  /deposits/{id}            where it is
 * GET  /deposits/{id}/timeline   the same as it happens, as server-sent events
 * </pre>
 */
final class DepositApi implements AutoCloseable {
  static final String KEY_HEADER = "Idempotency-Key";

  private static final Logger LOG = LoggerFactory.getLogger(DepositApi.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PATH = "/deposits";
  private static final String TIMELINE = "/timeline";
  private static final int MAX_BODY_BYTES = 16 * 1024;

  private final Ground ground;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final TimelineStream timelines;

  private DepositApi(Ground ground, HttpServer server) {
    this.ground = ground;
    this.server = server;
    this.timelines = TimelineStream.of(ground.client());
    server.setExecutor(threads);
    server.createContext(PATH, this::handle);
    server.start();
  }

  /**
   * Serves this machine until closed.
   *
   * @param port 1 to 65535, or 0 for any that is free
   * @throws IOException if the port cannot be had
   */
  static DepositApi start(Ground ground, int port) throws IOException {
    return new DepositApi(
        ground,
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
  }

  /** Where deposits are posted. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        route(exchange);
      } catch (IllegalArgumentException malformed) {
        refuse(exchange, 400, String.valueOf(malformed.getMessage()));
      } catch (IdempotencyConflictException taken) {
        refuse(exchange, 409, String.valueOf(taken.getMessage()));
      } catch (RefusedException refused) {
        refuse(exchange, 422, String.valueOf(refused.getMessage()));
      } catch (MessagingException unavailable) {
        LOG.warn("A request failed", unavailable);
        refuse(exchange, 503, unavailable.getMessage() + " " + unavailable.hint());
      }
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String below = exchange.getRequestURI().getPath().substring(PATH.length());
    if (below.isEmpty() && method.equals("POST")) {
      post(exchange);
    } else if (below.isEmpty() || !method.equals("GET")) {
      exchange.getResponseHeaders().set("Allow", below.isEmpty() ? "POST" : "GET");
      refuse(exchange, 405, method + " is not allowed here");
    } else {
      get(exchange, below.substring(1));
    }
  }

  private void post(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst(KEY_HEADER);
    if (key == null || key.isBlank()) {
      throw new IllegalArgumentException(
          KEY_HEADER + " is missing: one per deposit, and the same one when you ask again");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      refuse(exchange, 413, "The body is larger than " + MAX_BODY_BYTES + " bytes");
      return;
    }
    MessageHandle handle = send(Deposit.parse(body), key);
    exchange.getResponseHeaders().set("Location", PATH + "/" + handle.id());
    answer(exchange, 202, shown(handle.receipt()));
  }

  /** Returns once the deposit is journaled; a repeat under its key finds it again. */
  private MessageHandle send(Deposit deposit, String key) {
    MessagingClient client = ground.client();
    return client.send(
        MessageEnvelope.builder()
            .sender(ground.account())
            .recipient(ground.vault())
            .body(ContractCall.of("deposit(address,uint256)", deposit.user(), deposit.amount()))
            .build(),
        SendOptions.idempotencyKey(key));
  }

  private void get(HttpExchange exchange, String below) throws IOException {
    boolean streamed = below.endsWith(TIMELINE);
    String id = streamed ? below.substring(0, below.length() - TIMELINE.length()) : below;
    Optional<MessageHandle> handle = ground.client().find(MessageId.parse(id));
    if (handle.isEmpty()) {
      refuse(exchange, 404, "There is no deposit " + id);
    } else if (streamed) {
      timelines.stream(exchange, handle.get());
    } else {
      answer(exchange, 200, shown(handle.get().receipt()));
    }
  }

  private static Map<String, Object> shown(DeliveryReceipt receipt) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", receipt.id().toString());
    fields.put("status", receipt.status().getClass().getSimpleName());
    receipt.outcomeIfKnown().ifPresent(outcome -> fields.put("outcome", Moment.name(outcome)));
    fields.put("timeline", PATH + "/" + receipt.id() + TIMELINE);
    return fields;
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    answer(exchange, status, Map.of("error", why));
  }

  private static void answer(HttpExchange exchange, int status, Map<String, Object> fields)
      throws IOException {
    byte[] body = (JSON.writeValueAsString(fields) + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    timelines.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
