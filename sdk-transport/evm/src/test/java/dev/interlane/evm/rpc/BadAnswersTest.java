package dev.interlane.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.evm.FakeBlocks;
import dev.interlane.evm.FakeNode;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.LogFilter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a node does, the port answers or throws one exception that names it and the method. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadAnswersTest {
  private static final EvmAddress ACCOUNT =
      EvmAddress.parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
  private static final LogFilter FILTER = new LogFilter(List.of(ACCOUNT), List.of());
  private static final Bytes32 HASH = FakeBlocks.hash("some");
  private static final int MAX_ANSWER_BYTES = 100_000;

  private final FakeNode node = new FakeNode();
  private JsonRpcChainPort port;

  @BeforeEach
  void connect() {
    port =
        JsonRpcChainPort.connect(
            FakeBlocks.CHAIN,
            List.of(node.url()),
            JsonRpcOptions.builder()
                .maxAnswerBytes(MAX_ANSWER_BYTES)
                .callTimeout(Duration.ofSeconds(20))
                .headRule(HeadRule.tags())
                .build());
  }

  @AfterEach
  void disconnect() {
    port.close();
  }

  @AfterAll
  void close() {
    node.close();
  }

  /** A question to the port, and the method that it first asks of the node. */
  record Question(String method, Nulls nulls, Consumer<ChainPort> asked) {
    @Override
    public String toString() {
      return method + " " + nulls;
    }
  }

  /** Whether JSON's null is an answer. */
  enum Nulls {
    MEAN_NOTHING_THERE,
    ARE_NO_ANSWER
  }

  private static List<Question> questions() {
    CallRequest call = CallRequest.view(ACCOUNT, Bytes.EMPTY);
    return List.of(
        new Question("eth_getBlockByNumber", Nulls.ARE_NO_ANSWER, ChainPort::heads),
        new Question("eth_getBlockByNumber", Nulls.MEAN_NOTHING_THERE, asked -> asked.header(1)),
        new Question("eth_getBlockByHash", Nulls.MEAN_NOTHING_THERE, asked -> asked.header(HASH)),
        new Question(
            "eth_getLogs", Nulls.ARE_NO_ANSWER, asked -> asked.logs(FILTER, FakeBlocks.ref(1))),
        new Question("eth_getLogs", Nulls.ARE_NO_ANSWER, asked -> asked.logs(FILTER, 1, 2)),
        new Question(
            "eth_getTransactionReceipt", Nulls.MEAN_NOTHING_THERE, asked -> asked.receipt(HASH)),
        new Question(
            "eth_getTransactionByHash", Nulls.MEAN_NOTHING_THERE, asked -> asked.calldata(HASH)),
        new Question(
            "eth_getBlockReceipts",
            Nulls.ARE_NO_ANSWER,
            asked -> asked.receipts(FakeBlocks.ref(1))),
        new Question(
            "eth_call", Nulls.ARE_NO_ANSWER, asked -> asked.call(call, BlockSelector.LATEST)),
        new Question("eth_estimateGas", Nulls.ARE_NO_ANSWER, asked -> asked.estimateGas(call)),
        new Question("eth_feeHistory", Nulls.ARE_NO_ANSWER, ChainPort::feeSuggestion),
        new Question(
            "eth_getTransactionCount",
            Nulls.ARE_NO_ANSWER,
            asked -> asked.accountNonce(ACCOUNT, BlockSelector.LATEST)),
        new Question(
            "eth_getBalance",
            Nulls.ARE_NO_ANSWER,
            asked -> asked.balanceWei(ACCOUNT, BlockSelector.LATEST)),
        new Question(
            "eth_getCode", Nulls.ARE_NO_ANSWER, asked -> asked.code(ACCOUNT, BlockSelector.LATEST)),
        new Question(
            "eth_sendRawTransaction",
            Nulls.ARE_NO_ANSWER,
            asked -> asked.submit(Bytes.of((byte) 2))),
        new Question(
            "eth_getProof",
            Nulls.ARE_NO_ANSWER,
            asked ->
                asked.proof(ACCOUNT, List.of(HASH), new BlockSelector.AtBlock(FakeBlocks.ref(1)))));
  }

  private static Stream<Arguments> questionsAndBodies() {
    List<String> bodies =
        List.of(
            "",
            "{",
            "{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"result\":{\"number\":\"0x1",
            "null",
            "[]",
            "7",
            "<html><body>Bad gateway</body></html>",
            "{\"jsonrpc\":\"2.0\",\"id\":%ID%}",
            "{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"result\":7}",
            "{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"result\":true}",
            "{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"result\":{}}",
            "{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"result\":[{}]}",
            "{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"result\":[[]]}",
            "{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"result\":\"0xzz\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"result\":\"12\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":9999999,\"result\":\"0x1\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"error\":{\"code\":-32005,\"message\":\"slow\"}}",
            "{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"error\":{\"code\":\"x\",\"message\":[]}}",
            "{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"result\":\"0x1\"} and more",
            "[".repeat(50_000));
    return questions().stream()
        .flatMap(question -> bodies.stream().map(body -> Arguments.of(question, body)));
  }

  @ParameterizedTest
  @MethodSource("questionsAndBodies")
  void saysWhatIsWrongWithABody(Question question, String body) {
    node.body(question.method, body);

    assertUnavailable(question);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void refusesHttpErrors(Question question) {
    node.http(question.method, new MockResponse.Builder().code(500).body("{}").build());
    assertThat(assertUnavailable(question)).hasMessageContaining("HTTP status 500");

    node.http(
        question.method,
        new MockResponse.Builder()
            .code(301)
            .addHeader("Location", "https://elsewhere.example/")
            .build());
    assertThat(assertUnavailable(question)).hasMessageContaining("HTTP status 301");

    node.http(
        question.method,
        new MockResponse.Builder().code(429).addHeader("Retry-After", "7").body("slow").build());
    assertThat(assertUnavailable(question))
        .hasMessageContaining("429 (too many requests), to be asked again after 7 s");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void refusesAnswersThatAreTooLarge(Question question) {
    node.body(
        question.method,
        "{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"result\":\"0x" + "00".repeat(MAX_ANSWER_BYTES) + "\"}");

    assertThat(assertUnavailable(question)).hasMessageContaining("larger than 100000 bytes");
  }

  @Test
  void countsTheBytesOfAnAnswerAfterDecompression() throws IOException {
    Buffer bomb = new Buffer();
    try (BufferedSink packed = Okio.buffer(new GzipSink(bomb))) {
      packed.writeUtf8("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x");
      for (int i = 0; i < 100; i++) {
        packed.writeUtf8("0".repeat(MAX_ANSWER_BYTES));
      }
      packed.writeUtf8("\"}");
    }
    assertThat(bomb.size()).isLessThan(MAX_ANSWER_BYTES);
    node.http(
        "eth_getCode",
        new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(bomb).build());

    ChainUnavailableException unavailable =
        catchThrowableOfType(
            ChainUnavailableException.class, () -> port.code(ACCOUNT, BlockSelector.LATEST));

    assertThat(unavailable).hasMessageContaining("larger than 100000 bytes");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void survivesConnectionsThatBreak(Question question) {
    node.http(
        question.method,
        new MockResponse.Builder()
            .onResponseStart(new SocketEffect.CloseSocket())
            .body("{}")
            .build());
    assertUnavailable(question);

    node.http(
        question.method,
        new MockResponse.Builder()
            .onResponseBody(new SocketEffect.CloseSocket())
            .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"" + "x".repeat(10_000) + "\"}")
            .build());
    assertUnavailable(question);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void takesNullOnlyWhereItMeansSomething(Question question) {
    node.result(question.method, "null");

    if (question.nulls == Nulls.MEAN_NOTHING_THERE) {
      assertThatCode(() -> question.asked.accept(port)).doesNotThrowAnyException();
    } else {
      assertThat(
              catchThrowableOfType(
                  ChainUnavailableException.class, () -> question.asked.accept(port)))
          .isNotNull();
    }
  }

  @Test
  void givesUpOnANodeThatStalls() {
    node.http(
        "eth_getBalance",
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    try (JsonRpcChainPort hasty =
        JsonRpcChainPort.connect(
            FakeBlocks.CHAIN,
            List.of(node.url()),
            JsonRpcOptions.builder().callTimeout(Duration.ofMillis(100)).build())) {
      ChainUnavailableException unavailable =
          catchThrowableOfType(
              ChainUnavailableException.class,
              () -> hasty.balanceWei(ACCOUNT, BlockSelector.LATEST));

      assertThat(unavailable).hasMessageContaining("did not answer eth_getBalance");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "number":"0x1"      | "number":1            | number: expected a number in 0x hex
          "number":"0x1"      | "number":"0x2"        | asked for block 1, got 2
          "number":"0x1"      | "number":"0x20000000000000" | number: expected a number below 2^53
          "number":"0x1"      | "no":"0x1"            | has no field number
          "parentHash":"0x    | "parentHash":"0x00    | expected 32 bytes, found 33
          "logsBloom":"0x     | "logsBloom":"0x00     | expected 256 bytes, found 257
          "timestamp":"0x     | "timestamp":"0xffffffff | expected a number below 2^63
          "timestamp":"0x     | "timestamp":"0x7fffff | no such time
          """)
  void namesTheFieldThatIsWrongInABlock(String right, String wrong, String expected) {
    node.result("eth_getBlockByNumber", FakeBlocks.block(1).replaceFirst(right, wrong));

    ChainUnavailableException unavailable =
        catchThrowableOfType(ChainUnavailableException.class, () -> port.header(1));

    assertThat(unavailable).hasMessageContaining("eth_getBlockByNumber");
    assertThat(unavailable).hasMessageContaining(expected);
  }

  private ChainUnavailableException assertUnavailable(Question question) {
    ChainUnavailableException unavailable =
        catchThrowableOfType(ChainUnavailableException.class, () -> question.asked.accept(port));
    assertThat(unavailable).as(question.method).isNotNull();
    assertThat(unavailable)
        .hasMessageContaining("eip155:31337 node " + node.url().getHost())
        .hasMessageContaining(question.method);
    assertThat(unavailable.isRetryable()).isTrue();
    StringWriter everything = new StringWriter();
    unavailable.printStackTrace(new PrintWriter(everything));
    assertThat(everything.toString()).doesNotContain("secret-key");
    return unavailable;
  }
}
