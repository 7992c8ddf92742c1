package dev.interlane.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplorerServerTest {
  private final Explorer explorer = Explorer.of(new SampleJournal().source(), "shop");

  @ParameterizedTest
  @CsvSource({
    "GET,  /,                127.0.0.1,        200",
    "GET,  /changes,         localhost:8480,   200",
    "GET,  /changes,         [::1]:8480,       200",
    "GET,  /nothing,         localhost,        404",
    "POST, /,                localhost,        405",
    "GET,  /,                evil.example,     421",
    "GET,  /changes,         localhost.evil,   421",
    "GET,  /changes,         127.0.0.1.evil:80, 421",
  })
  void answersThisMachineOnly(String method, String path, String host, int status)
      throws IOException {
    try (ExplorerServer server = ExplorerServer.start(explorer, 0)) {
      assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
      assertThat(status(server.address(), method, path, host)).isEqualTo(status);
    }
  }

  @Test
  void isMountedBelowAnyPath() throws IOException {
    HttpServer backend =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext("/ops/explorer", ExplorerServer.handler(explorer));
    backend.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + backend.getAddress().getPort());

      assertThat(status(address, "GET", "/ops/explorer", "any.example")).isEqualTo(200);
      assertThat(status(address, "GET", "/ops/explorer/changes?after=x", "any.example"))
          .isEqualTo(200);
      assertThat(status(address, "GET", "/ops/explorer/nothing", "any.example")).isEqualTo(404);
    } finally {
      backend.stop(0);
    }
  }

  @Test
  void saysThatAPortIsTaken() throws IOException {
    try (ExplorerServer server = ExplorerServer.start(explorer, 0)) {
      int taken = server.address().getPort();

      assertThatThrownBy(() -> ExplorerServer.start(explorer, taken))
          .isInstanceOf(BindException.class);
    }
  }

  /** By hand: the JDK's client does not let a test choose the host it names. */
  private static int status(URI server, String method, String path, String host)
      throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      String request =
          method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Integer.parseInt(answer.readLine().split(" ", -1)[1]);
    }
  }
}
