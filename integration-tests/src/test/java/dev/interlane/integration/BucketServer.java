package dev.interlane.integration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Buckets on this machine in which validators publish, one each, in the agents' layout. */
final class BucketServer implements AutoCloseable {
  private static final Pattern CHECKPOINT =
      Pattern.compile("/([^/]+)/checkpoint_([0-9]+)_with_id.json");
  private static final Pattern LATEST = Pattern.compile("/([^/]+)/checkpoint_latest_index.json");
  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private final HttpServer server;
  private volatile Clerk clerk = (path, content) -> content;
  private final Map<String, CheckpointReader> buckets = new ConcurrentHashMap<>();

  private BucketServer(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.start();
  }

  static BucketServer start() throws IOException {
    return new BucketServer(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  URI url() {
    return URI.create(
        "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort());
  }

  /** The location to announce. */
  String publish(EvmAddress validator, CheckpointReader reader) {
    String bucket =
        "bucket-"
            + BUCKETS.incrementAndGet()
            + "-of-"
            + validator.toString().substring(2).toLowerCase(Locale.ROOT);
    buckets.put(bucket, reader);
    return "s3://" + bucket + "/eu-central-1";
  }

  /** What is handed out instead of what is there. */
  interface Clerk {
    Optional<Bytes> handsOut(String path, Optional<Bytes> content);

    /** Where whoever asks is sent instead. */
    default Optional<URI> sendsTo(String path) {
      return Optional.empty();
    }
  }

  /** From now on this is handed out. */
  void employ(Clerk other) {
    clerk = other;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Optional<URI> elsewhere = clerk.sendsTo(path);
    if (elsewhere.isPresent()) {
      exchange.getResponseHeaders().add("Location", elsewhere.get().toString());
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
      return;
    }
    Optional<Bytes> content = clerk.handsOut(path, content(path));
    byte[] body = content.orElse(Bytes.EMPTY).toArray();
    exchange.sendResponseHeaders(
        content.isPresent() ? 200 : 404, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Optional<Bytes> content(String path) {
    Matcher latest = LATEST.matcher(path);
    if (latest.matches()) {
      return reader(latest)
          .flatMap(
              reader ->
                  reader.latestIndex().stream()
                      .mapToObj(index -> Bytes.fromUtf8(Long.toString(index)))
                      .findFirst());
    }
    Matcher checkpoint = CHECKPOINT.matcher(path);
    return checkpoint.matches()
        ? reader(checkpoint)
            .flatMap(reader -> reader.checkpoint(Long.parseLong(checkpoint.group(2))))
            .map(signed -> signed.toJson())
        : Optional.empty();
  }

  private Optional<CheckpointReader> reader(Matcher path) {
    return Optional.ofNullable(buckets.get(path.group(1)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
