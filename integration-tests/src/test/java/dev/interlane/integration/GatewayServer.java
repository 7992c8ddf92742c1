package dev.interlane.integration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A gateway on this machine: answers what CCIP-read modules send relayers to it for. */
final class GatewayServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Bytes, Bytes> answers;

  private GatewayServer(HttpServer server, Function<Bytes, Bytes> answers) {
    this.server = server;
    this.answers = answers;
    server.createContext("/", this::answer);
    server.start();
  }

  /** Answers each question by this function. */
  static GatewayServer start(Function<Bytes, Bytes> answers) throws IOException {
    return new GatewayServer(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), answers);
  }

  /** The template to name in a contract. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/{sender}/{data}.json";
  }

  /** From now on it answers by this one. */
  void answer(Function<Bytes, Bytes> others) {
    answers = others;
  }

  /** The paths it was asked for. */
  List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    String data = path.substring(path.lastIndexOf('/') + 1, path.length() - ".json".length());
    byte[] body =
        Bytes.fromUtf8("{\"data\":\"" + answers.apply(Bytes.fromHex(data)).toHex() + "\"}")
            .toArray();
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
