package dev.interlane.evm.rpc;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears over WebSocket that there may be a new head ({@code eth_subscribe newHeads}). Nothing it is
 * told is believed or even read: each message of the subscription is a hint to look, and a socket
 * that is dead, silent, talks nonsense or never ends ({@link MessageBound}) costs no more than the
 * time until the next look. Connects again after a pause that doubles up to a bound. Thread-safe.
 *
 * @see <a href="https://geth.ethereum.org/docs/interacting-with-geth/rpc/pubsub">Geth: real-time
 *     events</a>
 */
final class HeadSocket implements AutoCloseable {
  /** Hints that come faster than this are one. */
  static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

  /** The longest wait before it connects again. */
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** After so many new heads of which the socket told none, it is given up for a new one. */
  static final int MAX_UNTOLD_HEADS = 8;

  private static final Duration PING = Duration.ofSeconds(20);
  private static final int MAX_DOUBLINGS = 16;
  private static final int NORMAL_CLOSURE = 1000;
  private static final String SUBSCRIBE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";
  private static final String HEAD = "\"eth_subscription\"";
  private static final Logger LOG = LoggerFactory.getLogger(HeadSocket.class);

  private final OkHttpClient client;
  private final Request request;
  private final String name;
  private final Runnable hint;
  private final Duration firstPause;
  private final AtomicLong toldAtNanos =
      new AtomicLong(System.nanoTime() - SHORTEST_PAUSE.toNanos());

  // Guarded by this.
  private @Nullable WebSocket socket;
  private int failures;
  private int untoldHeads;
  private boolean closed;

  /**
   * Connects in the background.
   *
   * @param hint run in a thread of the socket's for every hint; must not block
   * @param firstPause how long to wait before it connects again for the first time
   */
  HeadSocket(OkHttpClient http, URI url, Runnable hint, Duration firstPause) {
    this.client =
        http.newBuilder()
            .pingInterval(PING)
            // A socket that another request left behind would count for another one, or for none.
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();
    this.request = NodeHttp.requestTo(httpOf(url));
    this.name = "the socket of " + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    this.hint = hint;
    this.firstPause = firstPause;
    connect();
  }

  /** OkHttp takes ws and wss for the same as http and https. */
  private static URI httpOf(URI url) {
    return URI.create("http" + url.toString().substring("ws".length()));
  }

  /** There was a new head, by other means: a socket that keeps missing them is of no use. */
  synchronized void sawHead() {
    untoldHeads++;
    if (untoldHeads >= MAX_UNTOLD_HEADS && socket != null) {
      LOG.debug("{} told nothing of {} new heads, connecting anew", name, untoldHeads);
      socket.cancel();
      lost(socket);
    }
  }

  private synchronized void connect() {
    if (!closed) {
      untoldHeads = 0;
      MessageBound bound = new MessageBound();
      socket = bound.bound(client.newBuilder()).newWebSocket(request, new Listener(bound));
    }
  }

  /** Connects again later, once for each socket. */
  private synchronized void lost(WebSocket which) {
    if (closed || !which.equals(socket)) {
      return;
    }
    socket = null;
    Duration pause = pause(failures);
    failures = Math.min(failures + 1, MAX_DOUBLINGS);
    CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
        .execute(this::connect);
  }

  /** Doubled for each failure, bounded, less up to a quarter at random. */
  private Duration pause(int doublings) {
    Duration pause = firstPause.multipliedBy(1L << doublings);
    long millis = (pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).toMillis();
    return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 4 + 1));
  }

  private void told() {
    synchronized (this) {
      failures = 0;
      untoldHeads = 0;
      if (closed) {
        return;
      }
    }
    long before = toldAtNanos.get();
    long now = System.nanoTime();
    if (now - before >= SHORTEST_PAUSE.toNanos() && toldAtNanos.compareAndSet(before, now)) {
      hint.run();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (socket != null) {
      socket.cancel();
      socket = null;
    }
  }

  private final class Listener extends WebSocketListener {
    private final MessageBound bound;

    Listener(MessageBound bound) {
      this.bound = bound;
    }

    @Override
    public void onOpen(WebSocket opened, Response response) {
      opened.send(SUBSCRIBE);
    }

    @Override
    public void onMessage(WebSocket from, String text) {
      bound.messageEnded();
      // Of the answer to the subscription nothing is needed: without one, nothing is told.
      if (text.contains(HEAD)) {
        told();
      }
    }

    @Override
    public void onMessage(WebSocket from, ByteString bytes) {
      // Not closed politely: whoever speaks another protocol may never answer.
      from.cancel();
    }

    @Override
    public void onClosing(WebSocket ending, int code, String reason) {
      ending.close(NORMAL_CLOSURE, null);
      lost(ending);
    }

    @Override
    public void onFailure(WebSocket failed, Throwable cause, @Nullable Response response) {
      LOG.debug("{} is lost, polling goes on: {}", name, cause.getClass().getSimpleName());
      lost(failed);
    }
  }
}
