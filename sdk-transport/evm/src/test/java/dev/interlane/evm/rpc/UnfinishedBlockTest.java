package dev.interlane.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.codec.execution.LogsBloom;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.evm.FakeBlocks;
import dev.interlane.evm.FakeNode;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that answer for a block before they have finished it. */
class UnfinishedBlockTest {
  private static final long HEIGHT = 7;
  private static final Bytes32 TOPIC = FakeBlocks.hash("topic");
  private static final String NO_BLOOM = "00".repeat(LogsBloom.BYTES);
  private static final String EVERY_BLOOM = "ff".repeat(LogsBloom.BYTES);

  private final FakeNode node = new FakeNode();
  private final FakeNode second = new FakeNode();
  private JsonRpcChainPort port;

  @BeforeEach
  void connect() {
    port = connect(node.url());
  }

  @AfterEach
  void close() {
    port.close();
    node.close();
    second.close();
  }

  private static JsonRpcChainPort connect(URI... urls) {
    return JsonRpcChainPort.connect(FakeBlocks.CHAIN, List.of(urls), JsonRpcOptions.defaults());
  }

  @Test
  void refusesFewerReceiptsThanTransactionsUntilTheNodeHasFinished() {
    block(node, HEIGHT, NO_BLOOM);
    receipts(node);
    assertThatThrownBy(this::read)
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("gave 0 receipts of 1 transactions");

    receipts(node, FakeBlocks.receipt(HEIGHT, ""));

    assertThat(read()).isOne();
  }

  @Test
  void refusesReceiptsWithoutTheLogsOfWhichTheHeaderSpeaks() {
    block(node, HEIGHT, bloom());
    receipts(node, FakeBlocks.receipt(HEIGHT, ""));
    assertThatThrownBy(this::read)
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("another bloom");

    receipts(node, receipt(HEIGHT));

    assertThat(read()).isOne();
  }

  @Test
  void comparesNoBloomThatSaysNothing() {
    for (String bloom : List.of(NO_BLOOM, EVERY_BLOOM)) {
      block(node, HEIGHT, bloom);
      receipts(node, receipt(HEIGHT));

      assertThat(read()).isOne();
    }
  }

  @Test
  void asksTheNextNodeForTheWholeBlock() {
    for (FakeNode each : List.of(node, second)) {
      block(each, HEIGHT, bloom());
    }
    receipts(node, FakeBlocks.receipt(HEIGHT, ""));
    receipts(second, receipt(HEIGHT));
    try (JsonRpcChainPort both = connect(node.url(), second.url())) {
      both.header(HEIGHT);

      assertThat(both.receipts(FakeBlocks.ref(HEIGHT)).get(0).logs()).hasSize(1);
    }
  }

  @Test
  void believesANodeThatStaysWithItsAnswerAndNeverStandsStill() {
    for (long height = 1; height <= BlockOutlines.MAX_ODD_BLOCKS; height++) {
      block(node, height, bloom());
      receipts(node, FakeBlocks.receipt(height, ""));
      for (int i = 0; i < BlockOutlines.MAX_REFUSALS; i++) {
        assertThatThrownBy(this::read).isInstanceOf(ChainUnavailableException.class);
      }
      assertThat(read()).isOne();
    }
    block(node, HEIGHT, bloom());
    receipts(node, FakeBlocks.receipt(HEIGHT, ""));

    assertThat(read()).isOne();
  }

  @Test
  void asksNothingMoreAboutABlockKnownToBeEmpty() {
    FakeBlocks.serve(node, HEIGHT, HEIGHT, HEIGHT);
    receipts(node);
    height = HEIGHT;

    assertThat(read()).isZero();
    assertThat(node.calls("eth_getBlockByHash")).isEmpty();
  }

  private long height;

  private int read() {
    port.header(height);
    return port.receipts(FakeBlocks.ref(height)).size();
  }

  private void block(FakeNode at, long newest, String bloom) {
    height = newest;
    String block = FakeBlocks.block(newest, FakeBlocks.transaction(newest));
    at.result("eth_getBlockByNumber", block.replace(NO_BLOOM, bloom));
  }

  private static void receipts(FakeNode at, String... receipts) {
    at.result("eth_getBlockReceipts", "[" + String.join(",", receipts) + "]");
  }

  private static String receipt(long height) {
    return FakeBlocks.receipt(height, FakeBlocks.log(height, 0, TOPIC));
  }

  private static String bloom() {
    return Bytes.generate(
            LogsBloom.BYTES,
            bloom ->
                Stream.of(Bytes.fromHex(FakeBlocks.CONTRACT), TOPIC.toBytes())
                    .forEach(item -> LogsBloom.add(bloom, Keccak256.hash(item))))
        .toHex()
        .substring(2);
  }
}
