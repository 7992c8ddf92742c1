package dev.interlane.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.evm.FakeBlocks;
import dev.interlane.evm.FakeNode;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.SubmitResult;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadAgreementTest {
  private static final ChainId CHAIN = ChainId.eip155(31337);
  private static final CallRequest CALL =
      CallRequest.view(
          EvmAddress.parse("0x00000000000000000000000000000000000000aa"),
          Bytes.fromHex("12345678"));
  private static final BlockSelector AT =
      new BlockSelector.AtBlock(new BlockRef(CHAIN, 7, FakeBlocks.hash(7)));
  private static final String TRUE_WORD = "0x" + "00".repeat(31) + "01";
  private static final String FALSE_WORD = "0x" + "00".repeat(32);

  private final FakeNode liar = new FakeNode();
  private final FakeNode second = new FakeNode();
  private final FakeNode third = new FakeNode();
  private final List<JsonRpcChainPort> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(JsonRpcChainPort::close);
    Stream.of(liar, second, third).forEach(FakeNode::close);
  }

  @Test
  void aNodeThatLiesAloneIsOutvotedNamedAndAskedLast() {
    JsonRpcChainPort port = connect(ReadAgreement.BY_COUNT, liar, second, third);
    answers("eth_call", FALSE_WORD, TRUE_WORD, TRUE_WORD);

    assertThat(port.call(CALL, AT)).isEqualTo(returned(TRUE_WORD));

    assertThat(port.contradictions()).containsEntry(name(liar), 1L).containsEntry(name(second), 0L);
    int asked = liar.calls("eth_call").size();
    assertThat(port.call(CALL, AT)).isEqualTo(returned(TRUE_WORD));
    assertThat(liar.calls("eth_call")).hasSize(asked);
  }

  @Test
  void withoutAMajorityTheQuestionFailsForNow() {
    JsonRpcChainPort port = connect(ReadAgreement.BY_COUNT, liar, second, third);
    answers("eth_call", FALSE_WORD, TRUE_WORD, TRUE_WORD);
    third.error("eth_call", -32000, "overloaded");

    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(() -> port.call(CALL, AT))
        .withMessageContaining("No 2 of 3 nodes of " + CHAIN + " gave the same answer")
        .withMessageContaining(name(liar) + " said")
        .matches(ChainUnavailableException::isRetryable);
    assertThat(port.contradictions().values()).containsOnly(0L);
  }

  @Test
  void aNodeThatIsBehindIsNoLiar() {
    JsonRpcChainPort port = connect(ReadAgreement.BY_COUNT, liar, second, third);
    Bytes32 hash = FakeBlocks.transaction(7);
    liar.result("eth_getTransactionReceipt", "null");
    for (FakeNode one : List.of(second, third)) {
      one.result("eth_getTransactionReceipt", FakeBlocks.receipt(7, ""));
    }

    assertThat(port.receipt(hash)).isPresent();

    assertThat(port.contradictions().values()).containsOnly(0L);
  }

  @Test
  void nodesAtDifferentBlocksAreAskedOfOne() {
    JsonRpcChainPort port = connect(ReadAgreement.BY_COUNT, liar, second, third);
    for (FakeNode one : List.of(liar, second, third)) {
      FakeBlocks.serve(one, 7, 6, 5);
    }
    liar.result("eth_call", params -> quoted(params.get(1).isObject() ? TRUE_WORD : FALSE_WORD));
    second.result("eth_call", quoted(TRUE_WORD));
    third.result("eth_call", quoted(TRUE_WORD));

    assertThat(port.call(CALL, BlockSelector.LATEST)).isEqualTo(returned(TRUE_WORD));

    assertThat(port.contradictions().values()).containsOnly(0L);
  }

  @Test
  void ofTwoNodesOneIsEnoughUnlessBothAreAskedFor() {
    JsonRpcChainPort port = connect(ReadAgreement.BY_COUNT, liar, second);
    answers("eth_call", FALSE_WORD, TRUE_WORD, TRUE_WORD);
    assertThat(port.call(CALL, AT)).isEqualTo(returned(FALSE_WORD));

    JsonRpcChainPort both = connect(ReadAgreement.MAJORITY, liar, second);
    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(() -> both.call(CALL, AT))
        .withMessageContaining("No 2 of 2 nodes");

    JsonRpcChainPort anyOfThree = connect(ReadAgreement.FIRST_ANSWER, liar, second, third);
    assertThat(anyOfThree.call(CALL, AT)).isEqualTo(returned(FALSE_WORD));
  }

  @Test
  void aNumberIsWhatAMajorityHasReached() {
    JsonRpcChainPort port = connect(ReadAgreement.BY_COUNT, liar, second, third);
    answers("eth_getTransactionCount", "0xffff", "0x7", "0x6");

    assertThat(port.accountNonce(CALL.to(), BlockSelector.LATEST)).isEqualTo(7);
  }

  @Test
  void aTransactionIsHandedToAllAndOneThatTakesItIsEnough() {
    JsonRpcChainPort port = connect(ReadAgreement.BY_COUNT, liar, second, third);
    Bytes raw = Bytes.fromHex("02c0");
    liar.error("eth_sendRawTransaction", -32000, "nonce too low");
    second.result("eth_sendRawTransaction", quoted(Keccak256.hash(raw).toHex()));
    third.error("eth_sendRawTransaction", -32000, "already known");

    assertThat(port.submit(raw)).isEqualTo(new SubmitResult.Accepted());

    assertThat(third.calls("eth_sendRawTransaction")).hasSize(1);
  }

  @Test
  void aNodeOfAnotherChainIsPassedOver() {
    JsonRpcChainPort port = connect(ReadAgreement.FIRST_ANSWER, liar, second);
    answers("eth_call", FALSE_WORD, TRUE_WORD, TRUE_WORD);
    liar.http(
        "eth_call",
        new MockResponse.Builder()
            .body(TRUE_WORD)
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
    assertThat(port.call(CALL, AT)).isEqualTo(returned(TRUE_WORD));
    liar.result("eth_chainId", "\"0x1\"");
    second.error("eth_call", -32000, "overloaded");

    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(() -> port.call(CALL, AT))
        .withMessageContaining("None of 2 nodes");
    second.result("eth_call", quoted(TRUE_WORD));
    assertThat(port.call(CALL, AT)).isEqualTo(returned(TRUE_WORD));
  }

  @Test
  void aBlockIsFinalWhenAMajoritySaysSo() {
    JsonRpcChainPort port = connect(ReadAgreement.BY_COUNT, second, liar, third);
    for (FakeNode one : List.of(second, third)) {
      FakeBlocks.serve(one, 9, 6, 5);
    }
    FakeBlocks.serve(liar, 9, 9, 9);

    ChainHeads heads = port.heads();

    assertThat(heads.seen()).isEqualTo(FakeBlocks.ref(9));
    assertThat(heads.safe()).isEqualTo(FakeBlocks.ref(6));
    assertThat(heads.finalized()).isEqualTo(FakeBlocks.ref(5));
  }

  @Test
  void oneNodeDoesNotHoldFinalityBack() {
    JsonRpcChainPort port = connect(ReadAgreement.BY_COUNT, second, liar, third);
    for (FakeNode one : List.of(second, third)) {
      FakeBlocks.serve(one, 9, 6, 5);
    }
    FakeBlocks.serve(liar, 9, 0, 0);

    assertThat(port.heads().finalized()).isEqualTo(FakeBlocks.ref(5));
  }

  @Test
  void oneNodeIsNoMajorityHoweverOftenItIsNamed() {
    URI once = URI.create(liar.url() + "a/secret");
    URI again = URI.create(once.toString().replace("http://", "HTTP://"));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                JsonRpcChainPort.connect(
                    CHAIN, List.of(once, second.url(), again), JsonRpcOptions.defaults()))
        .withMessageContaining("named twice")
        .withMessageNotContaining("secret");
  }

  private JsonRpcChainPort connect(ReadAgreement agreement, FakeNode... nodes) {
    List<URI> urls = Stream.of(nodes).map(FakeNode::url).toList();
    JsonRpcChainPort port =
        JsonRpcChainPort.connect(
            CHAIN, urls, JsonRpcOptions.builder().readAgreement(agreement).build());
    opened.add(port);
    return port;
  }

  private void answers(String method, String ofTheLiar, String ofSecond, String ofThird) {
    liar.result(method, quoted(ofTheLiar));
    second.result(method, quoted(ofSecond));
    third.result(method, quoted(ofThird));
  }

  private static String quoted(String text) {
    return text.equals("null") ? text : "\"" + text + "\"";
  }

  private static CallResult returned(String word) {
    return new CallResult.Returned(Bytes.fromHex(word));
  }

  private static String name(FakeNode node) {
    return CHAIN + " node " + node.url().getHost() + ":" + node.url().getPort();
  }
}
