package dev.interlane.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.WrongChainException;
import dev.interlane.evm.FakeBlocks;
import dev.interlane.evm.FakeNode;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.FeeSuggestion;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.StateProof;
import dev.interlane.spi.SubmitRefusal;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRpcChainPortTest {
  /** A block of anvil 1.7.1. */
  private static final String RECORDED_BLOCK =
      """
        {
         "hash": "0xf57788f94187de8f0c5cac23cc9f6253207bd02bccb22a14b9f66a9856d44327",
         "parentHash": "0x6432e3f688cf9a87f9fe970dfce770f9296f0cf109196c9c6f6bf1707ed4388f",
         "sha3Uncles": "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
         "miner": "0x0000000000000000000000000000000000000000",
         "stateRoot": "0xc32ef1fccdbd7b72bcc3194869559fcdd9613fdcf62e62357f415ec1dc808e09",
         "transactionsRoot": "0x9b1ef96f55cce3d330ae157f1d1b968cc43025dc1ff1b7e7222869ce8c15eeb1",
         "receiptsRoot": "0x1d21d0ebfcb0c9f83fbb2f1f88ba46d96f2fb7d36beb94cdbb27130b2adfa22a",
         "logsBloom": "BLOOM",
         "difficulty": "0x0",
         "number": "0x6",
         "gasLimit": "0x1c9c380",
         "gasUsed": "0x3977a",
         "timestamp": "0x6b03bbcd",
         "extraData": "0x",
         "mixHash": "0x37a62dee93ae3ae788aa8c161055f11bb1e3b5962a0a712d7a0bb0ad4cef7fc8",
         "nonce": "0x0000000000000000",
         "baseFeePerGas": "0x1efb84d1",
         "withdrawalsRoot": "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
         "blobGasUsed": "0x0",
         "excessBlobGas": "0x0",
         "parentBeaconBlockRoot": "0x0000000000000000000000000000000000000000000000000000000000000000",
         "requestsHash": "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
         "transactions": []
        }
        """;

  private static final EvmAddress CONTRACT = EvmAddress.parse(FakeBlocks.CONTRACT);
  private static final Bytes32 TOPIC = FakeBlocks.hash("topic");
  private static final LogFilter FILTER = new LogFilter(List.of(CONTRACT), List.of(TOPIC));
  private static final CallRequest CALL = CallRequest.view(CONTRACT, Bytes.fromHex("12345678"));

  private final FakeNode node = new FakeNode();
  private final List<JsonRpcChainPort> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(JsonRpcChainPort::close);
    node.close();
  }

  @Test
  void refusesANodeOfAnotherChain() {
    node.result("eth_chainId", "\"0x1\"");

    assertThatThrownBy(this::connect)
        .isInstanceOf(WrongChainException.class)
        .hasMessageContaining("serves eip155:1, expected eip155:31337")
        .hasMessageNotContaining("secret-key");
  }

  @Test
  void refusesUrlsThatAreNotHttpWithoutShowingThem() {
    assertThatThrownBy(() -> connect(URI.create("ws://node.example/secret-key")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ws")
        .hasMessageNotContaining("secret-key");
    assertThatThrownBy(
            () ->
                JsonRpcChainPort.connect(
                    ChainId.parse("solana:mainnet"),
                    List.of(node.url()),
                    JsonRpcOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("solana:mainnet");
    assertThatThrownBy(() -> connect(new URI[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one URL");
  }

  @Test
  void readsHeadsByTag() {
    FakeBlocks.serve(node, 100, 90, 80);

    ChainHeads heads = connect().heads();

    assertThat(heads)
        .isEqualTo(
            new ChainHeads(
                FakeBlocks.ref(100), FakeBlocks.ref(90), FakeBlocks.ref(80), "tag finalized"));
  }

  @Test
  void readsHeadsByDepthWhereTagsAreUnknown() {
    FakeBlocks.serve(node, 100, 0, 0);
    withoutTags(100);

    ChainHeads heads = connect().heads();

    assertThat(heads)
        .isEqualTo(
            new ChainHeads(
                FakeBlocks.ref(100), FakeBlocks.ref(68), FakeBlocks.ref(35), "depth 65"));
  }

  @ParameterizedTest
  @CsvSource({
    "-32000, finalized block not found",
    "-39001, Unknown block: safe block not found",
    "-32602, Invalid params",
    "-32000, invalid argument 0: hex string without 0x prefix"
  })
  void knowsHowNodesSayThatThereIsNoSuchTag(int code, String text) {
    withoutTags(100, code, text);

    assertThat(connect().heads().rule()).isEqualTo("depth 65");
  }

  @ParameterizedTest
  @CsvSource({"-32000, header not found", "-32005, limit exceeded", "-32603, internal error"})
  void doesNotTakeTroubleForAMissingTag(int code, String text) {
    withoutTags(100, code, text);

    assertThatThrownBy(connect()::heads)
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining(text);
  }

  @Test
  void takesGenesisForFinalOnAYoungChainWithoutTags() {
    withoutTags(3);

    assertThat(connect().heads().finalized()).isEqualTo(FakeBlocks.ref(0));
  }

  @Test
  void neverFallsBackToDepthOnceItHasSeenTags() {
    FakeBlocks.serve(node, 100, 90, 80);
    JsonRpcChainPort port = connect();
    port.heads();
    withoutTags(100);

    assertThatThrownBy(port::heads)
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("no block for the tags");
  }

  @Test
  void demandsTagsWhereTheRuleDoes() {
    withoutTags(100);
    JsonRpcChainPort port =
        connect(JsonRpcOptions.builder().headRule(HeadRule.tags()).build(), node.url());

    assertThatThrownBy(port::heads).isInstanceOf(ChainUnavailableException.class);
  }

  @Test
  void judgesByDepthWhereTheRuleDoes() {
    FakeBlocks.serve(node, 100, 90, 80);
    JsonRpcChainPort port =
        connect(JsonRpcOptions.builder().headRule(HeadRule.depth(2, 5)).build(), node.url());

    assertThat(port.heads())
        .isEqualTo(
            new ChainHeads(FakeBlocks.ref(100), FakeBlocks.ref(98), FakeBlocks.ref(95), "depth 5"));
    node.result("eth_getBalance", "\"0x1\"");
    port.balanceWei(CONTRACT, new BlockSelector.AtFinality(Finality.FINAL));
    assertThat(node.calls("eth_getBalance").get(0)).contains("\"0x5f\"");
  }

  @Test
  void refusesHeadsThatFall() {
    FakeBlocks.serve(node, 100, 80, 90);

    assertThatThrownBy(connect()::heads)
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("heads fall with finality: latest 100, safe 80, finalized 90");
  }

  @Test
  void readsHeaders() {
    FakeBlocks.serve(node, 10, 9, 8);
    ChainPort port = connect();

    assertThat(port.header(7))
        .contains(
            new BlockHeader(
                FakeBlocks.ref(7),
                FakeBlocks.hash(6),
                Instant.ofEpochSecond(1_700_000_007),
                Bytes.of(new byte[256])));
    assertThat(port.header(FakeBlocks.hash(7))).isEqualTo(port.header(7));
    assertThat(port.header(11)).isEmpty();
    assertThat(port.header(FakeBlocks.hash("other"))).isEmpty();
  }

  @Test
  void doesNotKnowABlockThatIsNoLongerCanonical() {
    FakeBlocks.serve(node, 10, 9, 8);
    String orphan = FakeBlocks.block(7).replace(FakeBlocks.hash(7).toHex(), TOPIC.toHex());
    node.result("eth_getBlockByHash", orphan);

    assertThat(connect().header(TOPIC)).isEmpty();
  }

  @Test
  void readsLogsOfABlockByItsHash() {
    node.result(
        "eth_getLogs", "[" + FakeBlocks.log(7, 2, TOPIC) + "," + FakeBlocks.log(7, 5, TOPIC) + "]");

    List<ChainLog> logs = connect().logs(FILTER, FakeBlocks.ref(7));

    assertThat(logs).extracting(ChainLog::logIndex).containsExactly(2, 5);
    assertThat(logs.get(0).emitter()).isEqualTo(CONTRACT);
    assertThat(logs.get(0).data()).isEqualTo(Bytes.fromHex("01"));
    assertThat(logs.get(0).block()).isEqualTo(FakeBlocks.ref(7));
    assertThat(logs.get(0).transaction().hash()).isEqualTo(FakeBlocks.transaction(7));
    assertThat(node.calls("eth_getLogs").get(0))
        .contains("\"blockHash\":\"" + FakeBlocks.hash(7) + "\"")
        .contains("\"topics\":[[\"" + TOPIC + "\"]]")
        .contains(CONTRACT.toString());
  }

  @Test
  void takesNoLogsOnlyFromANodeThatHasTheBlock() {
    FakeBlocks.serve(node, 10, 9, 8);
    node.result("eth_getLogs", "[]");
    ChainPort port = connect();

    assertThat(port.logs(FILTER, FakeBlocks.ref(7))).isEmpty();
    assertThatThrownBy(() -> port.logs(FILTER, FakeBlocks.ref(11)))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("does not have block eip155:31337#11");
  }

  @Test
  void refusesLogsThatWereNotAskedFor() {
    ChainPort port = connect();
    assertLogsRefused(port, FakeBlocks.log(8, 0, TOPIC), "the log is of block");
    assertLogsRefused(port, FakeBlocks.log(7, 0, FakeBlocks.hash("other")), "does not match");
    assertLogsRefused(
        port,
        FakeBlocks.log(7, 0, TOPIC).replace(FakeBlocks.CONTRACT, "0x" + "11".repeat(20)),
        "does not match");
    assertLogsRefused(
        port,
        FakeBlocks.log(7, 3, TOPIC) + "," + FakeBlocks.log(7, 3, TOPIC),
        "repeats or precedes");
    assertLogsRefused(
        port, FakeBlocks.log(7, 0, TOPIC).replace("false", "true"), "no longer canonical");
    assertLogsRefused(
        port,
        FakeBlocks.log(7, 0, TOPIC).replace("\"data\":\"0x01\"", "\"data\":\"0x1\""),
        "data: expected bytes in 0x hex");
  }

  private void assertLogsRefused(ChainPort port, String logs, String expected) {
    node.result("eth_getLogs", "[" + logs + "]");
    assertThatThrownBy(() -> port.logs(FILTER, FakeBlocks.ref(7)))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("eth_getLogs")
        .hasMessageContaining(expected);
  }

  @Test
  void learnsHowManyBlocksANodeAllows() {
    node.result(
        "eth_getLogs",
        params -> {
          long from = FakeBlocks.height(params.get(0).get("fromBlock"));
          long to = FakeBlocks.height(params.get(0).get("toBlock"));
          return LongStream.rangeClosed(from, to)
              .mapToObj(height -> FakeBlocks.log(height, 0, TOPIC))
              .toList()
              .toString();
        });
    JsonRpcChainPort port =
        connect(JsonRpcOptions.builder().maxLogRangeBlocks(7).build(), node.url());

    List<ChainLog> logs = port.logs(FILTER, 10, 30);

    assertThat(logs).extracting(log -> log.block().height()).hasSize(21).isSorted();
    assertThat(node.calls("eth_getLogs")).hasSize(3);
  }

  @Test
  void asksForFewerBlocksWhenTheNodeRefuses() {
    AtomicInteger refused = new AtomicInteger();
    node.result(
        "eth_getLogs",
        params -> {
          long from = FakeBlocks.height(params.get(0).get("fromBlock"));
          long to = FakeBlocks.height(params.get(0).get("toBlock"));
          if (to - from >= 5) {
            refused.incrementAndGet();
            return "null,\"error\":{\"code\":-32005,\"message\":\"block range is limited to 5\"}";
          }
          return LongStream.rangeClosed(from, to)
              .mapToObj(height -> FakeBlocks.log(height, 0, TOPIC))
              .toList()
              .toString();
        });

    List<ChainLog> logs = connect().logs(FILTER, 100, 140);

    assertThat(logs).hasSize(41);
    assertThat(refused.get()).isPositive();
  }

  @Test
  void doesNotAskForFewerBlocksWhenItAsksTooOften() {
    node.error("eth_getLogs", -32005, "rate limit exceeded");

    assertThatThrownBy(() -> connect().logs(FILTER, 1, 100))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("rate limit exceeded");
    assertThat(node.calls("eth_getLogs")).hasSize(1);
  }

  @Test
  void readsReceipts() {
    node.result("eth_getTransactionReceipt", FakeBlocks.receipt(7, FakeBlocks.log(7, 0, TOPIC)));

    TransactionReceipt receipt = connect().receipt(FakeBlocks.transaction(7)).orElseThrow();

    assertThat(receipt.inclusion().block()).isEqualTo(FakeBlocks.ref(7));
    assertThat(receipt.succeeded()).isTrue();
    assertThat(receipt.sender())
        .isEqualTo(EvmAddress.parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));
    assertThat(receipt.to()).contains(CONTRACT);
    assertThat(receipt.feeWei()).isEqualTo(new BigInteger("21000000000000"));
    assertThat(receipt.logs()).hasSize(1);
  }

  @Test
  void takesAReceiptWithoutBlockForNone() {
    node.result(
        "eth_getTransactionReceipt",
        FakeBlocks.receipt(7, "")
            .replace("\"blockHash\":\"" + FakeBlocks.hash(7) + "\"", "\"blockHash\":null"));

    assertThat(connect().receipt(FakeBlocks.transaction(7))).isEmpty();
  }

  @Test
  void refusesTheReceiptOfAnotherTransaction() {
    node.result("eth_getTransactionReceipt", FakeBlocks.receipt(7, ""));

    assertThatThrownBy(() -> connect().receipt(FakeBlocks.transaction(8)))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("of another transaction");
  }

  @Test
  void readsTheCalldataOfTransactionsInBlocks() {
    Bytes32 hash = FakeBlocks.transaction(7);
    String included =
        "{\"hash\":\"%s\",\"blockHash\":\"%s\",\"input\":\"0x01ff\"}"
            .formatted(hash, FakeBlocks.hash(7));
    node.result("eth_getTransactionByHash", included);
    assertThat(connect().calldata(hash)).contains(Bytes.fromHex("0x01ff"));
    assertThatThrownBy(() -> connect().calldata(FakeBlocks.transaction(8)))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("another transaction");

    String waiting = included.replace("\"" + FakeBlocks.hash(7) + "\"", "null");
    node.result("eth_getTransactionByHash", waiting);
    assertThat(connect().calldata(hash)).isEmpty();
    node.result("eth_getTransactionByHash", "null");
    assertThat(connect().calldata(hash)).isEmpty();
  }

  @Test
  void readsAllReceiptsOfABlockAtOnce() {
    node.result("eth_getBlockReceipts", "[" + FakeBlocks.receipt(7, "") + "]");

    assertThat(connect().receipts(FakeBlocks.ref(7))).hasSize(1);
  }

  @Test
  void readsReceiptsOneByOneWhereTheNodeCannotDoBetter() {
    FakeBlocks.serve(node, 10, 9, 8);
    node.result("eth_getBlockByHash", FakeBlocks.block(7, FakeBlocks.transaction(7)));
    node.result("eth_getTransactionReceipt", FakeBlocks.receipt(7, ""));
    ChainPort port = connect();

    assertThat(port.receipts(FakeBlocks.ref(7))).hasSize(1);
    assertThat(port.receipts(FakeBlocks.ref(7))).hasSize(1);
    assertThat(node.calls("eth_getBlockReceipts")).hasSize(1);
  }

  @Test
  void refusesReceiptsOfAnotherBlockAtTheHeight() {
    String other = FakeBlocks.receipt(7, "").replace(FakeBlocks.hash(7).toHex(), TOPIC.toHex());
    node.result("eth_getBlockReceipts", "[" + other + "]");

    assertThatThrownBy(() -> connect().receipts(FakeBlocks.ref(7)))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("does not have block");
  }

  @Test
  void refusesReceiptsWithAHole() {
    String second =
        FakeBlocks.receipt(7, "")
            .replace("\"transactionIndex\":\"0x0\"", "\"transactionIndex\":\"0x1\"");
    node.result("eth_getBlockReceipts", "[" + second + "]");
    assertThatThrownBy(() -> connect().receipts(FakeBlocks.ref(7)))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("expected transaction 0, found 1");

    node.result("eth_getBlockReceipts", "[]");
    node.result("eth_getBlockByHash", FakeBlocks.block(7, FakeBlocks.transaction(7)));
    assertThatThrownBy(() -> connect().receipts(FakeBlocks.ref(7)))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("no receipts");
  }

  @Test
  void callsAndReportsReverts() {
    ChainPort port = connect();
    node.result("eth_call", "\"0xabcd\"");
    assertThat(port.call(CALL, BlockSelector.LATEST))
        .isEqualTo(new CallResult.Returned(Bytes.fromHex("abcd")));

    node.error("eth_call", 3, "execution reverted", "\"0x11223344\"");
    assertThat(port.call(CALL, BlockSelector.LATEST))
        .isEqualTo(new CallResult.Reverted(Bytes.fromHex("11223344")));

    node.error("eth_call", -32000, "header not found");
    assertThatThrownBy(() -> port.call(CALL, BlockSelector.LATEST))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("header not found");
  }

  @Test
  void asksAsOfExactlyTheSelectedBlock() {
    FakeBlocks.serve(node, 100, 90, 80);
    node.result("eth_call", "\"0x\"");
    ChainPort port = connect();

    port.call(CALL, new BlockSelector.AtBlock(FakeBlocks.ref(7)));
    port.call(CALL, BlockSelector.LATEST);
    port.call(CALL, BlockSelector.PENDING);
    port.call(CALL, new BlockSelector.AtFinality(Finality.SAFE));

    List<String> calls = node.calls("eth_call");
    assertThat(calls.get(0))
        .endsWith(",{\"blockHash\":\"" + FakeBlocks.hash(7) + "\",\"requireCanonical\":true}]");
    assertThat(calls.get(1)).endsWith(",\"latest\"]");
    assertThat(calls.get(2)).endsWith(",\"pending\"]");
    assertThat(calls.get(3)).endsWith(",\"safe\"]");
  }

  @Test
  void estimatesGas() {
    ChainPort port = connect();
    node.result("eth_estimateGas", "\"0x5208\"");
    assertThat(port.estimateGas(CALL)).isEqualTo(new GasEstimate.Enough(21_000));

    node.error("eth_estimateGas", 3, "execution reverted: no", "\"0x08c379a0\"");
    assertThat(port.estimateGas(CALL))
        .isEqualTo(new GasEstimate.Reverts(Bytes.fromHex("08c379a0")));
  }

  @Test
  void suggestsTheMedianTipOfBlocksThatPaidOne() {
    node.result(
        "eth_feeHistory",
        """
        {"oldestBlock":"0x1","baseFeePerGas":["0x5","0x6","0x7","0x8"],
         "reward":[["0x0"],["0x9"],["0x3"]]}""");
    ChainPort port = connect();

    assertThat(port.feeSuggestion())
        .isEqualTo(new FeeSuggestion(BigInteger.valueOf(8), BigInteger.valueOf(9)));
  }

  @Test
  void asksForATipWhereNoBlockPaidOne() {
    node.result("eth_feeHistory", "{\"baseFeePerGas\":[\"0x5\",\"0x6\"],\"reward\":[[\"0x0\"]]}");
    ChainPort port = connect();

    assertThat(port.feeSuggestion().priorityFeePerGasWei()).isEqualTo(1_000_000_000);
    node.result("eth_maxPriorityFeePerGas", "\"0x11\"");
    assertThat(port.feeSuggestion().priorityFeePerGasWei()).isEqualTo(17);
  }

  @Test
  void readsAccounts() {
    node.result("eth_getTransactionCount", "\"0x9\"");
    node.result("eth_getBalance", "\"0xde0b6b3a7640000\"");
    node.result("eth_getCode", "\"0x6001\"");
    ChainPort port = connect();

    assertThat(port.accountNonce(CONTRACT, BlockSelector.PENDING)).isEqualTo(9);
    assertThat(port.balanceWei(CONTRACT, BlockSelector.LATEST))
        .isEqualTo(new BigInteger("1000000000000000000"));
    assertThat(port.code(CONTRACT, BlockSelector.LATEST)).isEqualTo(Bytes.fromHex("6001"));
  }

  @Test
  void submits() {
    Bytes raw = Bytes.fromHex("02c0");
    ChainPort port = connect();
    node.result("eth_sendRawTransaction", "\"" + Keccak256.hash(raw) + "\"");
    assertThat(port.submit(raw)).isEqualTo(new SubmitResult.Accepted());

    node.error("eth_sendRawTransaction", -32000, "already known");
    assertThat(port.submit(raw)).isEqualTo(new SubmitResult.AlreadyKnown());

    node.error("eth_sendRawTransaction", -32000, "nonce too low");
    assertThat(port.submit(raw))
        .isEqualTo(
            new SubmitResult.Refused(SubmitRefusal.NONCE_TOO_LOW, "error -32000: nonce too low"));

    node.result("eth_sendRawTransaction", "\"" + TOPIC + "\"");
    assertThatThrownBy(() -> port.submit(raw))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("the transaction's hash is " + Keccak256.hash(raw));
  }

  @Test
  void readsProofs() {
    FakeBlocks.serve(node, 10, 9, 8);
    node.result(
        "eth_getProof",
        """
        {"address":"%s","accountProof":["0xaa","0xbb"],"storageProof":[
          {"key":"0x1","value":"0x2a","proof":["0xcc"]}]}"""
            .formatted(CONTRACT));
    ChainPort port = connect();
    Bytes32 slot = Bytes32.ofUnsigned(BigInteger.ONE);

    StateProof proof = port.proof(CONTRACT, List.of(slot), BlockSelector.LATEST);

    assertThat(proof.block()).isEqualTo(FakeBlocks.ref(10));
    assertThat(proof.accountProof()).containsExactly(Bytes.fromHex("aa"), Bytes.fromHex("bb"));
    assertThat(proof.slots())
        .containsExactly(
            new StateProof.SlotProof(
                slot, Bytes32.ofUnsigned(BigInteger.valueOf(42)), List.of(Bytes.fromHex("cc"))));
    assertThatThrownBy(() -> port.proof(CONTRACT, List.of(TOPIC), BlockSelector.LATEST))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("expected the proof of slot");
    assertThatThrownBy(() -> port.proof(CONTRACT, List.of(), BlockSelector.PENDING))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givesHeadersThatHashToTheirBlocksAndNoOthers() {
    FakeBlocks.serve(node, 10, 9, 8);
    ChainPort port = connect();
    String block = RECORDED_BLOCK.replace("BLOOM", "0x" + "00".repeat(256));
    BlockRef ref =
        new BlockRef(
            FakeBlocks.CHAIN,
            6,
            Bytes32.fromHex("0xf57788f94187de8f0c5cac23cc9f6253207bd02bccb22a14b9f66a9856d44327"));
    node.result("eth_getBlockByNumber", block);

    node.result("eth_getBlockByHash", block);
    assertThat(Keccak256.hash(port.encodedHeader(ref))).isEqualTo(ref.hash());

    node.result("eth_getBlockByHash", block.replace("0x3977a", "0x3977b"));
    assertThatThrownBy(() -> port.encodedHeader(ref))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("the header hashes to");
    node.result("eth_getBlockByHash", block.replace("baseFeePerGas", "baseFee"));
    assertThatThrownBy(() -> port.encodedHeader(ref))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("no such header");
    node.result("eth_getBlockByHash", "null");
    assertThatThrownBy(() -> port.encodedHeader(ref)).isInstanceOf(ChainUnavailableException.class);
    assertThat(port.name()).startsWith("eip155:31337 node ");
  }

  @Test
  void hintsWhenItSeesANewHead() {
    FakeBlocks.serve(node, 10, 9, 8);
    JsonRpcChainPort port = connect();
    AtomicInteger hints = new AtomicInteger();
    ChainPort.Subscription subscription = port.onHead(hints::incrementAndGet);

    port.heads();
    port.heads();
    assertThat(hints).hasValue(1);
    FakeBlocks.serve(node, 11, 9, 8);
    port.heads();
    assertThat(hints).hasValue(2);

    ChainPort.Subscription same = port.onHead(hints::incrementAndGet);
    same.close();
    same.close();
    subscription.close();
    FakeBlocks.serve(node, 12, 9, 8);
    port.heads();
    assertThat(hints).hasValue(2);
  }

  @Test
  void asksTheNextNodeAndStaysWithTheOneThatAnswers() {
    try (FakeNode second = new FakeNode()) {
      second.result("eth_getBalance", "\"0x2\"");
      node.error("eth_getBalance", -32603, "internal error");
      ChainPort port = connect(node.url(), second.url());

      for (int i = 0; i < 3; i++) {
        assertThat(port.balanceWei(CONTRACT, BlockSelector.LATEST)).isEqualTo(2);
      }

      assertThat(node.calls("eth_getBalance")).hasSize(1);
      assertThat(second.calls("eth_getBalance")).hasSize(3);
    }
  }

  @Test
  void asksAnotherNodeFirstWhenDoubted() {
    FakeNode second = new FakeNode();
    try (second) {
      node.result("eth_getCode", "\"0x01\"");
      second.result("eth_getCode", "\"0x02\"");
      ChainPort port = connect(node.url(), second.url());
      assertThat(port.code(CONTRACT, BlockSelector.LATEST)).isEqualTo(Bytes.fromHex("0x01"));

      assertThat(port.doubt("a hole")).isTrue();

      assertThat(port.code(CONTRACT, BlockSelector.LATEST)).isEqualTo(Bytes.fromHex("0x02"));
      assertThat(connect(node.url()).doubt("a hole")).isFalse();
    }
  }

  @Test
  void namesEveryFailureWhenNoNodeAnswers() {
    try (FakeNode second = new FakeNode()) {
      node.error("eth_getBalance", -32603, "first trouble");
      second.error("eth_getBalance", -32603, "second trouble");
      ChainPort port = connect(node.url(), second.url());

      assertThatThrownBy(() -> port.balanceWei(CONTRACT, BlockSelector.LATEST))
          .isInstanceOf(ChainUnavailableException.class)
          .hasMessageContaining("None of 2 nodes")
          .hasMessageContaining("first trouble")
          .satisfies(
              all -> assertThat(all.getSuppressed()[0]).hasMessageContaining("second trouble"));
    }
  }

  @Test
  void connectsWhileOneNodeIsDownAndRefusesItWhenItComesBackAsAnotherChain() {
    try (FakeNode second = new FakeNode()) {
      second.error("eth_chainId", -32603, "starting");
      second.result("eth_getBalance", "\"0x2\"");
      node.error("eth_getBalance", -32603, "internal error");
      ChainPort port = connect(node.url(), second.url());
      second.result("eth_chainId", "\"0x1\"");

      assertThatThrownBy(() -> port.balanceWei(CONTRACT, BlockSelector.LATEST))
          .isInstanceOf(ChainUnavailableException.class)
          .satisfies(
              all -> assertThat(all.getSuppressed()[0]).isInstanceOf(WrongChainException.class));
      assertThat(second.calls("eth_getBalance")).isEmpty();
    }
  }

  @Test
  void leavesANodeThatTakesBackAFinalBlock() {
    try (FakeNode second = new FakeNode()) {
      FakeBlocks.serve(node, 100, 90, 80);
      FakeBlocks.serve(second, 101, 90, 80);
      JsonRpcChainPort port = connect(node.url(), second.url());
      port.heads();
      FakeBlocks.serve(node, 50, 40, 30);

      assertThat(port.heads().seen()).isEqualTo(FakeBlocks.ref(101));
    }
  }

  @Test
  void submitsToTheNextNodeAndTakesARefusalOnlyFromAll() {
    Bytes raw = Bytes.fromHex("02c0");
    try (FakeNode second = new FakeNode()) {
      ChainPort port = connect(node.url(), second.url());
      node.error("eth_sendRawTransaction", -32000, "txpool is full");
      second.result("eth_sendRawTransaction", "\"" + Keccak256.hash(raw) + "\"");
      assertThat(port.submit(raw)).isEqualTo(new SubmitResult.Accepted());

      second.error("eth_sendRawTransaction", -32603, "request timed out");
      assertThatThrownBy(() -> port.submit(raw)).isInstanceOf(ChainUnavailableException.class);

      second.error("eth_sendRawTransaction", -32000, "nonce too low");
      assertThat(port.submit(raw))
          .isInstanceOfSatisfying(
              SubmitResult.Refused.class,
              refused -> assertThat(refused.refusal()).isEqualTo(SubmitRefusal.POOL_FULL));
    }
  }

  @Test
  void sendsTheUserInfoOfAUrlAsAHeaderAndShowsItNowhere() {
    URI secret = URI.create(node.url().toString().replace("http://", "http://user:hunter2@"));
    node.error("eth_getBalance", -32603, "internal error");

    JsonRpcChainPort port = connect(secret);

    assertThat(port.toString()).doesNotContain("hunter2");
    assertThatThrownBy(() -> port.balanceWei(CONTRACT, BlockSelector.LATEST))
        .hasMessageNotContaining("hunter2");
    assertThat(node.authorization()).isEqualTo("Basic dXNlcjpodW50ZXIy");
  }

  @Test
  void endsWhenInterruptedAndStaysInterrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    node.http(
        "eth_getBalance",
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    node.onCall(
        method -> {
          if (method.equals("eth_getBalance")) {
            asked.countDown();
          }
        });
    JsonRpcChainPort port = connect();
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    AtomicBoolean isInterrupted = new AtomicBoolean();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    port.balanceWei(CONTRACT, BlockSelector.LATEST);
                    failure.complete(new AssertionError("a stalled node answered"));
                  } catch (Throwable thrown) {
                    isInterrupted.set(Thread.currentThread().isInterrupted());
                    failure.complete(thrown);
                  }
                });
    asked.await();

    caller.interrupt();

    assertThat(failure.get()).isInstanceOf(ChainUnavailableException.class);
    assertThat(isInterrupted).isTrue();
  }

  @Test
  void asksANodeOnlySoManyQuestionsAtATime() {
    int limit = 2;
    int questions = 12;
    node.result("eth_getCode", "\"0x\"");
    JsonRpcChainPort port =
        connect(JsonRpcOptions.builder().maxConcurrentRequests(limit).build(), node.url());
    CyclicBarrier full = new CyclicBarrier(limit);
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    node.onCall(
        method -> {
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          try {
            full.await();
          } catch (InterruptedException | BrokenBarrierException broken) {
            throw new IllegalStateException(broken);
          }
          underWay.decrementAndGet();
        });

    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < questions; i++) {
        var unused = callers.submit(() -> port.code(CONTRACT, BlockSelector.LATEST));
      }
    }

    assertThat(node.calls("eth_getCode")).hasSize(questions);
    assertThat(most).hasValue(limit);
  }

  private void withoutTags(long head) {
    withoutTags(head, -32000, "finalized block not found");
  }

  private void withoutTags(long head, int code, String text) {
    FakeBlocks.serve(node, head, 0, 0);
    node.result(
        "eth_getBlockByNumber",
        params ->
            switch (params.get(0).stringValue()) {
              case "latest" -> FakeBlocks.block(head);
              case "safe", "finalized" ->
                  "null,\"error\":{\"code\":" + code + ",\"message\":\"" + text + "\"}";
              default -> FakeBlocks.block(FakeBlocks.height(params.get(0)));
            });
  }

  private JsonRpcChainPort connect() {
    return connect(node.url());
  }

  private JsonRpcChainPort connect(URI... urls) {
    return connect(JsonRpcOptions.defaults(), urls);
  }

  private JsonRpcChainPort connect(JsonRpcOptions options, URI... urls) {
    JsonRpcChainPort port = JsonRpcChainPort.connect(FakeBlocks.CHAIN, List.of(urls), options);
    opened.add(port);
    return port;
  }
}
