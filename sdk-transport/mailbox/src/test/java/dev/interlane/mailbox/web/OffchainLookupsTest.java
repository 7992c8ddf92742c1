package dev.interlane.mailbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffchainLookupsTest {
  private static final EvmAddress SENDER =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");
  private static final Bytes QUESTION = Bytes.fromHex("0xBEEF");

  private final OffchainLookups lookups =
      OffchainLookups.over(StrangersWeb.of(Reach.PUBLIC_AND_LOOPBACK, Duration.ofMillis(500)));
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    lookups.close();
  }

  private void answer(String path, String body) {
    server.createContext(path, exchange -> answer(exchange, body));
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    String posted = Bytes.of(exchange.getRequestBody().readAllBytes()).toUtf8();
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + posted);
    byte[] bytes = Bytes.fromUtf8(body).toArray();
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private OffchainLookups.Answer ask(String... urls) {
    return lookups.ask(new OffchainLookup(SENDER, Arrays.asList(urls), QUESTION));
  }

  @Test
  void putsSenderAndQuestionIntoTheUrl() {
    answer("/", "{\"data\":\"0xc0ffee\"}");

    assertThat(ask(url("/{sender}/{data}.json")))
        .isEqualTo(
            new OffchainLookups.Answer.Found(
                url("/{sender}/{data}.json"), Bytes.fromHex("0xc0ffee")));
    assertThat(asked)
        .containsExactly("GET /0x00000000000000000000000000000000000000aa/0xbeef.json ");
  }

  @Test
  void postsTheQuestionWhereTheUrlHasNoPlaceForIt() {
    answer("/", "{\"data\":\"0x\"}");

    assertThat(ask(url("/lookup")))
        .isEqualTo(new OffchainLookups.Answer.Found(url("/lookup"), Bytes.EMPTY));
    assertThat(asked)
        .containsExactly(
            "POST /lookup {\"sender\":\"0x00000000000000000000000000000000000000aa\",\"data\":\"0xbeef\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json | is not JSON",
        "[1] | no text \"data\"",
        "{\"data\":7} | no text \"data\"",
        "{\"data\":null} | no text \"data\"",
        "{\"data\":\"0xzz\"} | not hex",
        "{\"data\":\"0x123\"} | not hex"
      })
  void saysWhatIsWrongWithAnAnswer(String body, String reason) {
    answer("/", body);

    assertThat(ask(url("/{data}")))
        .isInstanceOfSatisfying(
            OffchainLookups.Answer.Nothing.class,
            nothing -> assertThat(nothing.reasons()).contains(url("/{data}"), reason));
  }

  @Test
  void takesNoAnswerThatNoTransactionCouldCarry() {
    answer("/fits", data(OffchainLookups.MAX_ANSWER_BYTES));
    answer("/long", data(OffchainLookups.MAX_ANSWER_BYTES + 1));
    answer("/endless", data(2 * OffchainLookups.MAX_ANSWER_BYTES));

    assertThat(ask(url("/fits/{data}"))).isInstanceOf(OffchainLookups.Answer.Found.class);
    assertThat(reasons(url("/long/{data}"))).contains("100001 bytes, at most 100000");
    assertThat(reasons(url("/endless/{data}"))).contains("larger than 201024 bytes");
  }

  /** Put in one after the other, they would be 30 gigabytes. */
  @Test
  void makesNoUrlThatIsLargerThanMayBeAsked() {
    String many = url("/" + "{data}".repeat(100_000));
    Bytes large = Bytes.of(new byte[150_000]);

    OffchainLookups.Answer answer =
        lookups.ask(new OffchainLookup(SENDER, List.of(many, url("/{data}")), large));

    assertThat(answer)
        .isInstanceOfSatisfying(
            OffchainLookups.Answer.Nothing.class,
            nothing -> assertThat(nothing.reasons()).contains("at most 8192 are asked"));
    assertThat(asked).isEmpty();
  }

  private static String data(int bytes) {
    return "{\"data\":\"0x" + "00".repeat(bytes) + "\"}";
  }

  @Test
  void asksTheNextOneWhenOneFails() {
    answer("/good", "{\"data\":\"0x01\"}");

    assertThat(ask(url("/bad/{data}"), url("/good/{data}")))
        .isEqualTo(new OffchainLookups.Answer.Found(url("/good/{data}"), Bytes.fromHex("0x01")));
    assertThat(reasons(url("/bad/{data}"))).contains("404");
  }

  @Test
  void showsTextsOfStrangersOnOneLine() {
    assertThat(OffchainLookups.shown("https://a/\n\u202e" + "x".repeat(200)))
        .isEqualTo("https://a/??" + "x".repeat(88) + "...");
    assertThat(reasons("https://a/\nlevel=ERROR/{data}")).startsWith("https://a/?level=ERROR");
  }

  @Test
  void asksNoMoreThanAFew() {
    String[] urls = new String[OffchainLookups.MAX_GATEWAYS + 2];
    Arrays.fill(urls, url("/none/{data}"));

    assertThat(reasons(urls)).endsWith("; 2 more were not asked");
    assertThat(reasons()).isEqualTo("the contract names no gateway");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://169.254.169.254/latest", "http://10.1.2.3/", "http://[fd00::1]/"})
  void followsNoRedirectToAPrivateAddress(String target) {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Location", target);
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });

    assertThat(reasons(url("/{data}"))).contains("not an address of the public internet");
    assertThat(reasons(url("/post"))).contains("not an address of the public internet");
  }

  @Test
  void goesNowhereButToPublicAddressesUnlessAllowed() {
    answer("/", "{\"data\":\"0x01\"}");

    try (OffchainLookups strict = OffchainLookups.open()) {
      String own = "https://127.0.0.1:" + server.getAddress().getPort() + "/{data}";
      assertThat(strict.ask(new OffchainLookup(SENDER, List.of(own), QUESTION)))
          .isInstanceOfSatisfying(
              OffchainLookups.Answer.Nothing.class,
              nothing ->
                  assertThat(nothing.reasons()).contains("not an address of the public internet"));
    }
    assertThat(asked).isEmpty();
    assertThat(reasons("file:///etc/passwd")).contains("not an http(s) URL");
    assertThat(reasons("https://a b/{data}")).contains("not a URL");
    assertThat(reasons("http://example.org/{data}")).contains("only https");
    assertThat(reasons("https://example.org/" + "x".repeat(9_000))).contains("at most 8192");
  }

  @Test
  void givesUpOnWhoeverIsSilent() {
    server.createContext(
        "/",
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });

    assertThat(reasons(url("/{data}"))).contains("timeout");
  }

  private String reasons(String... urls) {
    return switch (ask(urls)) {
      case OffchainLookups.Answer.Nothing nothing -> nothing.reasons();
      case OffchainLookups.Answer.Found found -> throw new AssertionError(found);
    };
  }
}
