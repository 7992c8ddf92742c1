package dev.interlane.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.evm.FakeBlocks;
import dev.interlane.evm.FakeNode;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.SubmitRefusal;
import dev.interlane.spi.SubmitResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Several questions in one request. */
class BatchTest {
  private static final EvmAddress CONTRACT = EvmAddress.parse(FakeBlocks.CONTRACT);

  private final FakeNode node = new FakeNode();
  private final JsonRpcChainPort port = connect(JsonRpcOptions.defaults());

  @AfterEach
  void close() {
    port.close();
    node.close();
  }

  @Test
  void asksManyInOneRequestAndKeepsTheirOrder() {
    node.result("eth_estimateGas", BatchTest::gas);
    int before = node.requests();

    List<GasEstimate> estimates = port.estimateAll(calls(20));

    assertThat(estimates).isEqualTo(enough(20));
    assertThat(node.requests() - before).isEqualTo(1);
    assertThat(port.requests().values()).containsExactly((long) node.requests());
  }

  @Test
  void asksNoMoreInOneRequestThanAllowed() {
    node.result("eth_estimateGas", BatchTest::gas);
    try (JsonRpcChainPort bounded =
        connect(JsonRpcOptions.builder().maxQuestionsPerRequest(3).build())) {
      int before = node.requests();

      assertThat(bounded.estimateAll(calls(8))).isEqualTo(enough(8));
      assertThat(node.requests() - before).isEqualTo(3);
    }
  }

  @Test
  void asksNoMoreInOneRequestThanASecondAllows() {
    node.result("eth_estimateGas", BatchTest::gas);
    try (JsonRpcChainPort slow =
        connect(
            JsonRpcOptions.builder()
                .maxRequestsPerSecond(4)
                .callTimeout(Duration.ofMillis(1_500))
                .build())) {
      // All at once would have to wait for longer than a call may take, whenever it is tried.
      assertThat(slow.estimateAll(calls(12))).isEqualTo(enough(12));
    }
  }

  @Test
  void aRevertOfOneIsNoneOfTheOthers() {
    node.result(
        "eth_estimateGas",
        params ->
            data(params).equals("0x01")
                ? "null,\"error\":{\"code\":3,\"message\":\"reverted\",\"data\":\"0x1234\"}"
                : gas(params));

    assertThat(port.estimateAll(calls(3)))
        .containsExactly(
            new GasEstimate.Enough(0),
            new GasEstimate.Reverts(Bytes.fromHex("1234")),
            new GasEstimate.Enough(2));
  }

  @Test
  void takesNoEstimateThatNoTransactionCanUse() {
    node.result("eth_estimateGas", "\"0x7fffffffffffffff\"");

    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(() -> port.estimateGas(calls(1).get(0)))
        .withMessageContaining("no transaction uses 9223372036854775807 gas");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"no batches\"}}",
        "{\"error\":{\"code\":-32005,\"message\":\"batch too large\"}}",
        "[{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32000,\"message\":\"limit\"}}]",
        "[{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"error\":{\"code\":-32600,\"message\":\"batch too large\"}}]",
        "{\"jsonrpc\":\"2.0\",\"id\":%ID%,\"error\":{\"code\":-32600,\"message\":\"no batches\"}}"
      })
  void asksOneByOneFromThenOnWhereTheNodeRefuses(String refusal) {
    node.result("eth_estimateGas", BatchTest::gas).batches(refusal);
    int before = node.requests();

    assertThat(port.estimateAll(calls(4))).isEqualTo(enough(4));
    assertThat(node.requests() - before).isEqualTo(5);

    assertThat(port.estimateAll(calls(4))).isEqualTo(enough(4));
    assertThat(node.requests() - before).as("not tried again").isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "7",
        "null",
        "[7,null,[]]",
        "[{\"id\":%ID%,\"result\":\"0x1\"}]",
        "[{\"id\":%ID%,\"result\":\"0x1\"},{\"id\":-5,\"result\":\"0x1\"}]",
        "[{\"id\":\"x\",\"result\":\"0x1\"},{\"id\":{},\"result\":\"0x1\"}]",
        "[{\"id\":%ID%,\"result\":"
      })
  void answersThatDoNotFitAreNoAnswers(String body) {
    node.batches(body);

    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(() -> port.estimateAll(calls(2)))
        .withMessageContaining("eth_estimateGas");
  }

  @Test
  void whatTheNodeSaysToOneTransactionIsNoMatterOfTheOthers() {
    List<Bytes> raws = raws(3);
    node.result(
        "eth_sendRawTransaction",
        params ->
            switch (params.get(0).stringValue()) {
              case "0x00" -> '"' + Keccak256.hash(raws.get(0)).toHex() + '"';
              case "0x01" -> "null,\"error\":{\"code\":-32000,\"message\":\"nonce too low\"}";
              default -> "\"0x12\"";
            });

    List<SubmitResult> results = port.submitAll(raws);

    assertThat(results.get(0)).isEqualTo(new SubmitResult.Accepted());
    assertThat(results.get(1))
        .isEqualTo(
            new SubmitResult.Refused(SubmitRefusal.NONCE_TOO_LOW, "error -32000: nonce too low"));
    assertThat(results.get(2)).isInstanceOf(SubmitResult.Unanswered.class);
  }

  @Test
  void withoutAnAnswerNobodyKnowsOfAnyOfThem() {
    node.batches(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());

    assertThat(port.submitAll(raws(3)))
        .hasSize(3)
        .allSatisfy(result -> assertThat(result).isInstanceOf(SubmitResult.Unanswered.class));
  }

  @Test
  void readsBlocksUpToTheFirstThatIsNotThere() {
    FakeBlocks.serve(node, 100, 90, 80);
    int before = node.requests();

    List<BlockHeader> headers = port.headers(98, 10);

    assertThat(headers.stream().map(BlockHeader::block))
        .containsExactly(FakeBlocks.ref(98), FakeBlocks.ref(99), FakeBlocks.ref(100));
    assertThat(node.requests() - before).isEqualTo(1);
  }

  private JsonRpcChainPort connect(JsonRpcOptions options) {
    return JsonRpcChainPort.connect(FakeBlocks.CHAIN, List.of(node.url()), options);
  }

  private static List<CallRequest> calls(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> CallRequest.view(CONTRACT, Bytes.of((byte) i)))
        .toList();
  }

  private static List<Bytes> raws(int count) {
    return IntStream.range(0, count).mapToObj(i -> Bytes.of((byte) i)).toList();
  }

  private static List<GasEstimate> enough(int count) {
    return IntStream.range(0, count).<GasEstimate>mapToObj(GasEstimate.Enough::new).toList();
  }

  private static String data(JsonNode params) {
    return params.get(0).get("data").stringValue();
  }

  /** As much gas as the number in the calldata. */
  private static String gas(JsonNode params) {
    return '"' + "0x" + Integer.toHexString(Integer.parseInt(data(params).substring(2), 16)) + '"';
  }
}
