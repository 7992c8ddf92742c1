package dev.interlane.mailbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrangersWebTest {
  private static final int MAX_BYTES = 16;

  private final StrangersWeb local = StrangersWeb.of(Reach.PUBLIC_AND_LOOPBACK);
  private final StrangersWeb strict = StrangersWeb.of(Reach.PUBLIC);
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/sixteen", 200, "0123456789abcdef");
    answer("/seventeen", 200, "0123456789abcdefg");
    answer("/forbidden", 403, "no");
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    local.close();
    strict.close();
  }

  private void answer(String path, int status, String text) {
    byte[] body = Bytes.fromUtf8(text).toArray();
    server.createContext(
        path,
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private void redirect(String path, String target) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", target);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Test
  void readsUpToTheSize() throws IOException {
    assertThat(local.get(url("/sixteen"), MAX_BYTES)).contains(Bytes.fromUtf8("0123456789abcdef"));
    assertThatThrownBy(() -> local.get(url("/seventeen"), MAX_BYTES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than 16 bytes");
  }

  @Test
  void tellsWhatIsNotThereFromWhatIsRefused() throws IOException {
    assertThat(local.get(url("/nothing"), MAX_BYTES)).isEmpty();
    assertThatThrownBy(() -> local.get(url("/forbidden"), MAX_BYTES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("403");
  }

  @Test
  void doesNotConnectToTheOwnMachineUnlessAllowed() {
    int port = server.getAddress().getPort();

    for (String host : new String[] {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"}) {
      assertThatThrownBy(
              () -> strict.get(URI.create("https://" + host + ":" + port + "/sixteen"), MAX_BYTES))
          .as(host)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not an address of the public internet");
    }
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://192.168.0.1:8080/",
        "http://[fd00::1]/",
        "http://0.0.0.0/"
      })
  void followsNoRedirectToAPrivateAddress(String target) {
    redirect("/moved", target);

    assertThatThrownBy(() -> local.get(url("/moved"), MAX_BYTES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not an address of the public internet");
  }

  @Test
  void followsARedirectWithinReach() throws IOException {
    redirect("/moved", "/sixteen");

    assertThat(local.get(url("/moved"), MAX_BYTES)).isPresent();
  }

  @Test
  void endsACircleOfRedirects() {
    redirect("/circle", "/circle");

    assertThatThrownBy(() -> local.get(url("/circle"), MAX_BYTES)).isInstanceOf(IOException.class);
  }

  @Test
  void asksOthersOverHttpsOnly() {
    assertThatThrownBy(() -> strict.get(URI.create("http://example.org/"), MAX_BYTES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("only https");
    assertThatThrownBy(() -> local.get(URI.create("http://example.org/"), MAX_BYTES))
        .hasMessageContaining("only https");
    assertThatThrownBy(() -> strict.get(URI.create("ftp://example.org/"), MAX_BYTES))
        .hasMessageContaining("not an http(s) URL");
    assertThatThrownBy(() -> strict.get(URI.create("https://me:secret@example.org/"), MAX_BYTES))
        .hasMessageContaining("user")
        .hasMessageNotContaining("secret");
  }

  @Test
  void givesUpOnWhoeverIsSilent() {
    server.createContext(
        "/silent",
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });

    try (StrangersWeb hasty = StrangersWeb.of(Reach.PUBLIC_AND_LOOPBACK, Duration.ofMillis(200))) {
      assertThatThrownBy(() -> hasty.get(url("/silent"), MAX_BYTES))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("timeout");
    }
  }
}
