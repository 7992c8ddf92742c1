package dev.interlane.explorer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An explorer on a port of its own, reachable from this machine only. Requests that name another
 * host are refused: a page of a stranger, whose name was made to point here, reads nothing.
 */
public final class ExplorerServer implements AutoCloseable {
  private static final Pattern OURSELVES =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

  private final HttpServer server;

  private ExplorerServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Serves until closed.
   *
   * @param port 1 to 65535, or 0 for any that is free
   * @throws IOException if the port cannot be had
   */
  public static ExplorerServer start(Explorer explorer, int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    HttpHandler handler = handler(explorer);
    server.createContext(
        "/",
        exchange -> {
          if (isForUs(exchange)) {
            handler.handle(exchange);
          } else {
            refuse(exchange, 421);
          }
        });
    server.start();
    return new ExplorerServer(server);
  }

  /**
   * An explorer as a handler for a server that the application already has; the context it is
   * created under is where it is mounted. Whoever may reach it, the application decides.
   */
  public static HttpHandler handler(Explorer explorer) {
    return exchange -> {
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        refuse(exchange, 405);
        return;
      }
      URI asked = exchange.getRequestURI();
      String mount = exchange.getHttpContext().getPath();
      String below = asked.getPath().substring(mount.length());
      send(exchange, explorer.answer(below, Optional.ofNullable(asked.getRawQuery()).orElse("")));
    };
  }

  /** Where a browser finds the page. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private static boolean isForUs(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host != null && OURSELVES.matcher(host).matches();
  }

  private static void send(HttpExchange exchange, ExplorerResponse answer) throws IOException {
    try (exchange) {
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().toArray();
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void refuse(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    }
  }

  /** Stops serving. */
  @Override
  public void close() {
    server.stop(0);
  }
}
