package dev.interlane.evm.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.evm.FakeBlocks;
import dev.interlane.evm.FakeNode;
import dev.interlane.evm.rpc.JsonRpcChainPort;
import dev.interlane.evm.rpc.JsonRpcOptions;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.Submission;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FailedTransactionTest {
  private static final InMemorySigner SIGNER = InMemorySigner.fromHex("46".repeat(32));
  private static final AccountId ACCOUNT = AccountId.of(FakeBlocks.CHAIN, SIGNER.address());
  private static final long GAS_LIMIT = 90_000;

  private final FakeNode node = new FakeNode();
  private final JsonRpcChainPort port =
      JsonRpcChainPort.connect(FakeBlocks.CHAIN, List.of(node.url()), JsonRpcOptions.defaults());
  private final EvmSubmitter submitter =
      EvmSubmitter.over(port, FeePolicy.defaults(), List.of(SIGNER));
  private final Submission submission;

  FailedTransactionTest() {
    FakeBlocks.serve(node, 100, 90, 80);
    node.result("eth_feeHistory", "{\"baseFeePerGas\":[\"0x1\",\"0x1\"],\"reward\":[[\"0x1\"]]}");
    node.result("eth_getBalance", "\"0xffffffffffffff\"");
    node.result("eth_call", "\"0x\"");
    Submitter.Prepared prepared = submitter.prepare(ACCOUNT, 7, List.of(intent())).get(0);
    submission = ((Submitter.Prepared.Signed) prepared).submission();
  }

  @AfterEach
  void close() {
    port.close();
    node.close();
  }

  @Test
  void callsItOnTheStateBeforeItsBlock() {
    revertAt(99, "Vault: paused");

    assertThat(why(50_000)).contains("reverted: Vault: paused");
    assertThat(node.calls("eth_call").getLast())
        .contains(FakeBlocks.ref(99).hash().toHex())
        .contains(SIGNER.address().toString())
        .contains("0xc0ffee");
  }

  @Test
  void thenOnTheStateAfterItsBlock() {
    revertAt(100, "Mailbox: already delivered");

    assertThat(why(50_000)).contains("reverted: Mailbox: already delivered");
  }

  @Test
  void saysNothingWhereItSucceedsOnBoth() {
    assertThat(why(50_000)).isEmpty();
  }

  @Test
  void saysNothingWhereTheStatesAreGone() {
    node.error("eth_call", -32000, "missing trie node");

    assertThat(why(50_000)).isEmpty();
  }

  @Test
  void knowsOneThatUsedAllOfItsGas() {
    revertAt(99, "Vault: paused");

    assertThat(why(GAS_LIMIT)).contains("out of gas: it used all of its 90000");
  }

  @Test
  void supposesThatOneRanOutOfGasInsideThatSucceedsWithMore() {
    assertThat(why(88_000))
        .contains("out of gas, as it seems: it used 88000 of its 90000 and succeeds with more");
  }

  @Test
  void saysNothingOfAReceiptOfAnotherTransaction() {
    revertAt(99, "Vault: paused");

    assertThat(
            submitter.whyFailed(
                submission,
                TransactionReceipt.builder()
                    .from(receipt(50_000))
                    .inclusion(
                        inclusion(new TransactionRef(FakeBlocks.CHAIN, FakeBlocks.hash("x"))))
                    .build()))
        .isEmpty();
  }

  private Optional<String> why(long gasUsed) {
    return submitter.whyFailed(submission, receipt(gasUsed));
  }

  private TransactionReceipt receipt(long gasUsed) {
    return TransactionReceipt.builder()
        .inclusion(inclusion(new TransactionRef(FakeBlocks.CHAIN, submission.lastAttempt().hash())))
        .status(TransactionReceipt.ExecutionStatus.REVERTED)
        .sender(SIGNER.address())
        .gasUsed(gasUsed)
        .effectiveGasPriceWei(BigInteger.ONE)
        .build();
  }

  private static Inclusion inclusion(TransactionRef transaction) {
    return new Inclusion(transaction, FakeBlocks.ref(100));
  }

  private void revertAt(long height, String reason) {
    node.result(
        "eth_call",
        params ->
            isAt(params, height)
                ? "null,\"error\":{\"code\":3,\"message\":\"execution reverted\",\"data\":\""
                    + AbiError.ERROR.encode(reason)
                    + "\"}"
                : "\"0x\"");
  }

  private static boolean isAt(JsonNode params, long height) {
    return params.get(1).toString().contains(FakeBlocks.ref(height).hash().toHex());
  }

  private static TransactionIntent intent() {
    return TransactionIntent.builder()
        .key("test")
        .account(ACCOUNT)
        .to(EvmAddress.parse(FakeBlocks.CONTRACT))
        .data(Bytes.fromHex("c0ffee"))
        .gasLimit(GAS_LIMIT)
        .build();
  }
}
