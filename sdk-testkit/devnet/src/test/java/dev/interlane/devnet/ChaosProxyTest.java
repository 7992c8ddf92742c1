package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.devnet.chaos.Aim;
import dev.interlane.devnet.chaos.ChaosProxy;
import dev.interlane.devnet.chaos.Injection;
import dev.interlane.devnet.chaos.NodeFault;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.WrongChainException;
import dev.interlane.evm.rpc.JsonRpcChainPort;
import dev.interlane.evm.rpc.JsonRpcOptions;
import dev.interlane.evm.transaction.SignedTransaction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.SubmitResult;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault of the proxy is what its documentation says, and ends when it should. */
@RequiresDevnet
class ChaosProxyTest {
  private static final String SEND = "eth_sendRawTransaction";

  private static Devnet devnet;
  private static DevnetChain node;

  private ChaosProxy proxy;
  private JsonRpcChainPort honest;
  private JsonRpcChainPort port;
  private Transfers transfers;

  @BeforeAll
  static void start() {
    devnet = Devnet.builder().chain(ChainId.eip155(31337)).start();
    node = devnet.chains().get(0);
  }

  @AfterAll
  static void stop() {
    if (devnet != null) {
      devnet.close();
    }
  }

  @BeforeEach
  void connect() {
    proxy = ChaosProxy.before(node);
    honest = JsonRpcChainPort.connect(node.id(), List.of(node.rpcUrl()), JsonRpcOptions.defaults());
    port = JsonRpcChainPort.connect(node.id(), List.of(proxy.url()), JsonRpcOptions.defaults());
    transfers = new Transfers(honest, devnet.others().get(0));
  }

  @AfterEach
  void close() {
    node.releaseBlocks();
    port.close();
    honest.close();
    proxy.close();
  }

  @Test
  void aCalmProxyChangesNothing() {
    SignedTransaction transfer = transfers.next();

    assertThat(port.submit(transfer.raw())).isEqualTo(new SubmitResult.Accepted());

    node.mine(1);
    assertThat(port.receipt(transfer.hash())).isPresent();
    assertThat(port.receipt(transfer.hash())).isEqualTo(honest.receipt(transfer.hash()));
    assertThat(port.heads()).isEqualTo(honest.heads());
    assertThat(port.call(owner(), BlockSelector.LATEST))
        .isEqualTo(honest.call(owner(), BlockSelector.LATEST));
  }

  @Test
  void aResetBeforeTheRequestLeavesNoTrace() {
    SignedTransaction transfer = transfers.next();
    Injection reset = proxy.inject(new NodeFault.ResetBefore(), Aim.at(SEND));

    assertUnavailable(() -> port.submit(transfer.raw()));

    assertThat(reset.strikes()).isPositive();
    assertThat(honest.receipt(transfer.hash())).isEmpty();
    reset.close();
    assertThat(port.submit(transfer.raw())).isEqualTo(new SubmitResult.Accepted());
  }

  @Test
  void aResetAfterTheRequestHidesWhatWasDone() {
    node.holdBlocks();
    SignedTransaction transfer = transfers.next();
    proxy.inject(new NodeFault.ResetAfter(), Aim.at(SEND).times(1));

    assertUnavailable(() -> port.submit(transfer.raw()));

    assertThat(port.submit(transfer.raw())).isEqualTo(new SubmitResult.AlreadyKnown());
    node.mine(1);
    assertThat(honest.receipt(transfer.hash())).isPresent();
  }

  @Test
  void aNodeThatIsDownAnswersNothingUntilItIsUp() {
    try (Injection down = proxy.inject(new NodeFault.Down())) {
      assertUnavailable(port::heads);
      assertThat(down.strikes()).isEqualTo(1);
    }

    assertThat(port.heads()).isEqualTo(honest.heads());
  }

  @Test
  void aLimitSaysWhenToComeBack() {
    proxy.inject(new NodeFault.TooManyRequests(7), Aim.everything().times(1));

    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(port::heads)
        .withMessageContaining("429")
        .withMessageContaining("7 s");
    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(port::heads)
        .withMessageContaining("left alone");
  }

  @Test
  void anAnswerThatIsLateIsLate() {
    JsonRpcOptions impatient = JsonRpcOptions.builder().callTimeout(Duration.ofMillis(100)).build();
    try (JsonRpcChainPort hurried =
        JsonRpcChainPort.connect(node.id(), List.of(proxy.url()), impatient)) {
      proxy.inject(new NodeFault.Latency(1_000), Aim.everything().times(1));

      assertUnavailable(hurried::heads);
    }
  }

  @Test
  void aDuplicateReachesTheNodeTwice() {
    node.holdBlocks();
    SignedTransaction transfer = transfers.next();
    proxy.inject(new NodeFault.Duplicate(), Aim.at(SEND));

    assertThat(port.submit(transfer.raw())).isEqualTo(new SubmitResult.AlreadyKnown());

    node.mine(1);
    assertThat(honest.receipt(transfer.hash())).isPresent();
  }

  @Test
  void aStaleNodeKnowsNothingAboveItsHead() {
    SignedTransaction old = transfers.next();
    honest.submit(old.raw());
    node.mine(5);
    SignedTransaction recent = transfers.next();
    honest.submit(recent.raw());
    // The node answers a moment before it has made the block.
    node.mine(1);
    BlockRef newest = honest.heads().seen();
    proxy.inject(new NodeFault.Stale(3));

    assertThat(port.heads().seen().height()).isEqualTo(newest.height() - 3);
    assertThat(port.heads().finalized().height()).isEqualTo(newest.height() - 5);
    assertThat(port.header(newest.height())).isEmpty();
    assertThat(port.header(newest.hash())).isEmpty();
    assertThat(port.receipt(recent.hash())).isEmpty();
    assertThat(port.receipt(old.hash())).isPresent();
    assertThat(port.accountNonce(transfers.sender(), BlockSelector.LATEST))
        .isEqualTo(recent.transaction().accountNonce());
    assertThat(port.accountNonce(transfers.sender(), BlockSelector.PENDING))
        .isEqualTo(recent.transaction().accountNonce());
    assertUnavailable(() -> port.call(owner(), new BlockSelector.AtBlock(newest)));
    assertUnavailable(() -> port.logs(everyLog(), newest));
  }

  @Test
  void aPrunedNodeHasBlocksAndNoStateOfThem() {
    node.mine(2);
    BlockRef newest = honest.heads().seen();
    BlockRef older = honest.header(newest.height() - 1).orElseThrow().block();
    proxy.inject(new NodeFault.Pruned(newest.height()));

    assertThat(port.call(owner(), new BlockSelector.AtBlock(newest)))
        .isEqualTo(honest.call(owner(), BlockSelector.LATEST));
    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(() -> port.call(owner(), new BlockSelector.AtBlock(older)))
        .withMessageContaining("missing trie node");
    assertUnavailable(() -> port.balanceWei(transfers.sender(), new BlockSelector.AtBlock(older)));
    assertThat(port.header(older.hash())).isPresent();
    assertThat(port.logs(everyLog(), older)).isEqualTo(honest.logs(everyLog(), older));
    proxy.inject(NodeFault.Pruned.toTheNewest());
    assertThat(port.call(owner(), BlockSelector.LATEST))
        .isEqualTo(honest.call(owner(), BlockSelector.LATEST));
  }

  @Test
  void missingLogsAreMissing() {
    long height = honest.heads().seen().height();
    assertThat(port.logs(everyLog(), 0, height)).isNotEmpty();
    proxy.inject(new NodeFault.MissingLogs());

    assertThat(port.logs(everyLog(), 0, height)).isEmpty();
  }

  @Test
  void anotherChainBehindTheUrlIsNoticed() {
    proxy.inject(new NodeFault.WrongChainId(1));

    assertThatExceptionOfType(WrongChainException.class)
        .isThrownBy(
            () ->
                JsonRpcChainPort.connect(
                    node.id(), List.of(proxy.url()), JsonRpcOptions.defaults()))
        .withMessageContaining("serves eip155:1, expected eip155:31337");
  }

  @Test
  void lies() {
    SignedTransaction transfer = transfers.next();
    honest.submit(transfer.raw());
    // anvil takes a transaction a moment before it mines it.
    node.mine(1);
    BlockRef block = honest.receipt(transfer.hash()).orElseThrow().inclusion().block();
    long height = honest.heads().seen().height();
    Bytes lie = Bytes32.leftPad(Bytes.fromHex("beef")).toBytes();

    proxy.inject(new NodeFault.FalseReceipt());
    proxy.inject(new NodeFault.FalseLogs());
    proxy.inject(new NodeFault.FalseCallResult(lie));
    assertThat(port.receipt(transfer.hash()).orElseThrow().succeeded()).isFalse();
    assertThat(port.receipts(block).get(0).succeeded()).isFalse();
    assertThat(port.logs(everyLog(), 0, height))
        .hasSameSizeAs(honest.logs(everyLog(), 0, height))
        .isNotEqualTo(honest.logs(everyLog(), 0, height));
    assertThat(port.call(owner(), BlockSelector.LATEST)).isEqualTo(new CallResult.Returned(lie));

    proxy.inject(new NodeFault.FalseBlockHash());
    assertThat(port.header(block.height())).isNotEqualTo(honest.header(block.height()));
    proxy.calm();
    assertThat(port.header(block.height())).isEqualTo(honest.header(block.height()));
  }

  @Test
  void aReplacementBidsATenthMoreInBothFields() {
    node.holdBlocks();
    long nonce = transfers.nonce();
    port.submit(transfers.of(nonce, 1_000, 100, 0).raw());

    assertThat(submitted(transfers.of(nonce, 1_001, 101, 1)))
        .contains("replacement transaction underpriced");
    assertThat(submitted(transfers.of(nonce, 1_100, 109, 1)))
        .contains("replacement transaction underpriced");
    assertThat(submitted(transfers.of(nonce, 1_099, 110, 1)))
        .contains("replacement transaction underpriced");
    SignedTransaction enough = transfers.of(nonce, 1_100, 110, 1);
    assertThat(port.submit(enough.raw())).isEqualTo(new SubmitResult.Accepted());
    node.mine(1);
    assertThat(honest.receipt(enough.hash())).isPresent();
    assertThat(submitted(enough)).contains("nonce too low: next nonce " + (nonce + 1));
  }

  @Test
  void anAccountHasSoManySlotsBehindAGap() {
    node.holdBlocks();
    long next = transfers.nonce();
    for (int i = 1; i <= 64; i++) {
      port.submit(transfers.of(next + i, 1_000, 100, 0).raw());
    }
    SignedTransaction tooFar = transfers.of(next + 65, 1_000, 100, 0);

    assertThat(port.submit(tooFar.raw())).isEqualTo(new SubmitResult.Accepted());

    port.submit(transfers.of(next, 1_000, 100, 0).raw());
    node.mine(1);
    assertThat(transfers.nonce()).isEqualTo(next + 65);
    assertThat(honest.receipt(tooFar.hash())).isEmpty();
  }

  @Test
  void aPoolThatForgotATransactionTakesItAgain() {
    node.holdBlocks();
    SignedTransaction transfer = transfers.next();
    port.submit(transfer.raw());
    assertThat(port.submit(transfer.raw())).isEqualTo(new SubmitResult.AlreadyKnown());

    assertThat(node.drop(transfer.hash())).isTrue();

    assertThat(port.submit(transfer.raw())).isEqualTo(new SubmitResult.Accepted());
  }

  @Test
  void answersBatchesInTheirOrder() throws IOException, InterruptedException {
    String one = "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"eth_chainId\",\"params\":[]}";
    String two = one.replace("\"a\"", "2").replace("eth_chainId", "eth_nothing");
    proxy.inject(new NodeFault.WrongChainId(5), Aim.at("eth_chainId").times(1));

    String answer = post("[" + one + "," + two + "]");

    assertThat(answer).startsWith("[{").contains("\"id\":\"a\",\"result\":\"0x5\"");
    assertThat(answer).contains("\"id\":2").contains("-32601");
    assertThat(answer.indexOf("\"a\"")).isLessThan(answer.indexOf("\"id\":2"));
    proxy.inject(new NodeFault.ResetBefore(), Aim.at("eth_nothing"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> post("[" + one + "," + two + "]"));
    assertThat(post(one)).contains("0x7a69");
  }

  @Test
  void anAimHits() {
    Injection reset = proxy.inject(new NodeFault.Down(), Aim.at("eth_getBalance").times(2));

    port.heads();
    for (int i = 0; i < 2; i++) {
      assertUnavailable(() -> port.balanceWei(transfers.sender(), BlockSelector.LATEST));
    }

    assertThat(port.balanceWei(transfers.sender(), BlockSelector.LATEST)).isPositive();
    assertThat(reset.strikes()).isEqualTo(2);
  }

  private String submitted(SignedTransaction transaction) {
    return port.submit(transaction.raw()).toString();
  }

  private static void assertUnavailable(ThrowingCallable question) {
    assertThatExceptionOfType(ChainUnavailableException.class).isThrownBy(question);
  }

  private String post(String body) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(proxy.url())
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static CallRequest owner() {
    return CallRequest.view(mailbox(), Calls.of("owner()"));
  }

  private static LogFilter everyLog() {
    return new LogFilter(List.of(mailbox()), List.of());
  }

  private static EvmAddress mailbox() {
    return node.address(DevnetContract.MAILBOX);
  }
}
