package dev.interlane.samples.deposits;

import com.sun.net.httpserver.HttpExchange;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.Moment;
import dev.interlane.receipt.TimelineEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receipts' timelines as server-sent events: {@code id} counts, {@code event} is the event's name,
 * {@code data} says when and what in JSON. The event {@code outcome} is the last one. Whoever comes
 * back with {@code Last-Event-ID} gets what came after. Thread-safe.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
final class TimelineStream implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** So that proxies in between keep the connection. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

  private final MessagingClient.Registration listening;
  private final Object news = new Object();
  private long events;
  private boolean closed;

  private TimelineStream(MessagingClient client) {
    this.listening = client.listen((id, entry) -> wake());
  }

  static TimelineStream of(MessagingClient client) {
    return new TimelineStream(client);
  }

  private void wake() {
    synchronized (news) {
      events++;
      news.notifyAll();
    }
  }

  /** Writes what there is and what comes, until the outcome. */
  void stream(HttpExchange exchange, MessageHandle handle) throws IOException {
    int next = firstWanted(exchange);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    while (true) {
      long seen = events();
      DeliveryReceipt receipt = handle.receipt();
      List<TimelineEntry> timeline = receipt.timeline();
      for (; next < timeline.size(); next++) {
        write(out, next, timeline.get(next));
      }
      if (receipt.outcomeIfKnown().isPresent()) {
        write(out, "event: outcome\ndata: " + JSON.writeValueAsString(outcome(receipt)) + "\n\n");
        return;
      }
      if (!awaitNews(seen)) {
        return;
      }
      if (events() == seen) {
        write(out, ": still there\n\n");
      }
    }
  }

  private static int firstWanted(HttpExchange exchange) {
    String last =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID")).orElse("-1");
    if (!last.matches("-1|[0-9]{1,9}")) {
      throw new IllegalArgumentException("Last-Event-ID is a number, got '" + last + "'");
    }
    return Integer.parseInt(last) + 1;
  }

  private long events() {
    synchronized (news) {
      return events;
    }
  }

  /** Waits until anything happened since, or for long; false when the service ends. */
  private boolean awaitNews(long seen) {
    try {
      synchronized (news) {
        long end = System.nanoTime() + LONGEST_SILENCE.toNanos();
        long left = LONGEST_SILENCE.toMillis();
        while (!closed && events == seen && left > 0) {
          news.wait(left);
          left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return !closed;
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void write(OutputStream out, int number, TimelineEntry entry) throws IOException {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("at", entry.at().toString());
    data.put("text", Moment.of(entry.event()).text());
    write(
        out,
        "id: "
            + number
            + "\nevent: "
            + entry.event().getClass().getSimpleName()
            + "\ndata: "
            + JSON.writeValueAsString(data)
            + "\n\n");
  }

  private static Map<String, Object> outcome(DeliveryReceipt receipt) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("outcome", Moment.name(receipt.outcome()));
    data.put("text", Moment.outcome(receipt.outcome()));
    return data;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    listening.close();
    synchronized (news) {
      closed = true;
      news.notifyAll();
    }
  }
}
