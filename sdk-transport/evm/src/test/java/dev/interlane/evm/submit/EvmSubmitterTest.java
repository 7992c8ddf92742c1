package dev.interlane.evm.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.SigningException;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.FakeBlocks;
import dev.interlane.evm.FakeNode;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.evm.transaction.Eip1559Transaction;
import dev.interlane.evm.transaction.SignedTransaction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.KeyRoles;
import dev.interlane.spi.Signature;
import dev.interlane.spi.Signer;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmissionState;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.Submitter.Prepared;
import dev.interlane.spi.TransactionIntent;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvmSubmitterTest {
  private static final InMemorySigner SIGNER = InMemorySigner.fromHex("0a".repeat(32));
  private static final AccountId ACCOUNT = AccountId.of(FakeBlocks.CHAIN, SIGNER.address());
  private static final EvmAddress CONTRACT = EvmAddress.parse(FakeBlocks.CONTRACT);
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  private final FakeNode node = new FakeNode();
  private EvmChain chain;

  @BeforeEach
  void connect() {
    market(10, 2);
    node.result("eth_getBalance", "\"0xde0b6b3a7640000\"");
    node.result("eth_estimateGas", "\"0xc350\"");
    node.result("eth_call", "\"0x\"");
    chain = EvmChain.connect(FakeBlocks.CHAIN, node.url(), SIGNER);
  }

  @AfterEach
  void close() {
    chain.close();
    node.close();
  }

  @Test
  void addsTheReserveToAnEstimateButNotToALimit() {
    List<Prepared> prepared =
        submitter()
            .prepare(
                ACCOUNT,
                0,
                List.of(
                    intent("estimated").gasReserve(7_000).build(),
                    intent("limited").gasReserve(7_000).gasLimit(80_000).build()));

    assertThat(transaction(signed(prepared.get(0))).transaction().gasLimit()).isEqualTo(67_000);
    assertThat(transaction(signed(prepared.get(1))).transaction().gasLimit()).isEqualTo(80_000);
  }

  @Test
  void estimatesOneOfThoseThatAreAlikeAndTriesWhatItNeedsForTheOthers() {
    List<Prepared> prepared =
        submitter()
            .prepare(
                ACCOUNT,
                0,
                List.of(
                    intent("a").likeness("one").build(),
                    intent("b").likeness("other").build(),
                    intent("c").likeness("one").data(Bytes.fromHex("01020305")).build(),
                    intent("d").likeness("one").data(Bytes.fromHex("0102030405")).build(),
                    intent("e").build()));

    assertThat(node.calls("eth_estimateGas")).as("all but c").hasSize(4);
    assertThat(node.calls("eth_call")).singleElement().asString().contains("0x01020305", "0xc65d");
    assertThat(prepared.stream().map(one -> transaction(signed(one)).transaction().gasLimit()))
        .containsExactly(60_000L, 60_000L, 60_937L, 60_000L, 60_000L);
  }

  @Test
  void estimatesTheOthersThatWouldNotSucceedWithWhatOneNeeds() {
    node.error("eth_call", 3, "out of gas", "\"0x\"");
    node.result(
        "eth_estimateGas",
        params ->
            switch (params.get(0).get("data").stringValue()) {
              case "0x01" -> "\"0xc350\"";
              case "0x02" -> "\"0x186a0\"";
              default ->
                  "null,\"error\":{\"code\":3,\"message\":\"execution reverted\",\"data\":\""
                      + AbiError.ERROR.encode("Vault: paused")
                      + "\"}";
            });

    List<Prepared> prepared =
        submitter().prepare(ACCOUNT, 0, List.of(alike("01"), alike("02"), alike("03")));

    assertThat(transaction(signed(prepared.get(0))).transaction().gasLimit()).isEqualTo(60_000);
    assertThat(transaction(signed(prepared.get(1))).transaction().gasLimit()).isEqualTo(120_000);
    assertThat(prepared.get(2)).isEqualTo(new Prepared.WouldRevert("reverted: Vault: paused"));
  }

  @Test
  void triesNothingThatARevertedOneWouldNeed() {
    node.error("eth_estimateGas", 3, "execution reverted", "\"0x\"");

    submitter().prepare(ACCOUNT, 0, List.of(alike("01"), alike("02")));

    assertThat(node.calls("eth_estimateGas")).hasSize(2);
    assertThat(node.calls("eth_call")).isEmpty();
  }

  private static TransactionIntent alike(String data) {
    return intent(data).likeness("one").data(Bytes.fromHex(data)).build();
  }

  @Test
  void signsAtTheGivenNonces() {
    List<Prepared> prepared =
        submitter().prepare(ACCOUNT, 7, List.of(intent("a").build(), intent("b").build()));

    assertThat(prepared).hasSize(2);
    for (int i = 0; i < 2; i++) {
      Submission submission = signed(prepared.get(i));
      assertThat(submission.accountNonce()).isEqualTo(7 + i);
      assertThat(submission.state()).isEqualTo(SubmissionState.PENDING);
      SignedTransaction transaction = transaction(submission);
      assertThat(transaction.sender()).isEqualTo(SIGNER.address());
      assertThat(transaction.hash()).isEqualTo(submission.lastAttempt().hash());
      assertThat(transaction.transaction().accountNonce()).isEqualTo(7 + i);
      assertThat(transaction.transaction().gasLimit()).isEqualTo(60_000);
      assertThat(transaction.transaction().maxFeePerGasWei())
          .isEqualTo(GWEI.multiply(BigInteger.valueOf(22)));
      assertThat(transaction.transaction().maxPriorityFeePerGasWei())
          .isEqualTo(GWEI.multiply(BigInteger.TWO));
      assertThat(transaction.transaction().to()).contains(CONTRACT);
      assertThat(transaction.transaction().data()).isEqualTo(Bytes.fromHex("01020304"));
    }
  }

  @Test
  void preparesWithoutSendingAnything() {
    submitter().prepare(ACCOUNT, 0, List.of(intent("a").build()));

    assertThat(node.calls("eth_sendRawTransaction")).isEmpty();
  }

  @Test
  void keepsAGivenGasLimitAndStillFindsTheRevert() {
    TransactionIntent limited = intent("a").gasLimit(99_999).build();
    assertThat(
            transaction(signed(submitter().prepare(ACCOUNT, 0, List.of(limited)).get(0)))
                .transaction()
                .gasLimit())
        .isEqualTo(99_999);

    node.error("eth_call", 3, "execution reverted", "\"0x\"");
    assertThat(submitter().prepare(ACCOUNT, 0, List.of(limited)))
        .containsExactly(new Prepared.WouldRevert("reverted: no reason given"));
  }

  @Test
  void saysWhyItWouldRevertAndTakesNoNonce() {
    node.result(
        "eth_estimateGas",
        params ->
            params.get(0).get("data").stringValue().equals("0xbad0")
                ? "null,\"error\":{\"code\":3,\"message\":\"execution reverted\",\"data\":\""
                    + AbiError.ERROR.encode("Vault: paused")
                    + "\"}"
                : "\"0xc350\"");

    List<Prepared> prepared =
        submitter()
            .prepare(
                ACCOUNT,
                3,
                List.of(intent("a").data(Bytes.fromHex("bad0")).build(), intent("b").build()));

    assertThat(prepared.get(0)).isEqualTo(new Prepared.WouldRevert("reverted: Vault: paused"));
    assertThat(signed(prepared.get(1)).accountNonce()).isEqualTo(3);
  }

  @Test
  void oneThatTheNodeHasNoAnswerToKeepsNoneOfTheOthersBack() {
    answerTimesOut("0xbad0");
    TransactionIntent endless = intent("endless").data(Bytes.fromHex("bad0")).build();

    List<Prepared> prepared =
        submitter().prepare(ACCOUNT, 3, List.of(intent("a").build(), endless, intent("b").build()));

    assertThat(signed(prepared.get(0)).accountNonce()).isEqualTo(3);
    assertThat(prepared.get(1))
        .isInstanceOfSatisfying(
            Prepared.Unanswered.class,
            unanswered -> assertThat(unanswered.cause()).hasMessageContaining("aborted"));
    assertThat(signed(prepared.get(2)).accountNonce()).isEqualTo(4);
    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(() -> submitter().prepare(ACCOUNT, 3, List.of(endless)));
    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(() -> submitter().prepare(ACCOUNT, 3, List.of(endless, endless)));
  }

  private void answerTimesOut(String data) {
    node.result(
        "eth_estimateGas",
        params ->
            params.get(0).get("data").stringValue().equals(data)
                ? "null,\"error\":{\"code\":-32000,\"message\":\"execution aborted (timeout = 5s)\"}"
                : "\"0xc350\"");
  }

  @Test
  void namesPanicsAndShowsCustomErrors() {
    assertWouldRevert(
        AbiError.PANIC.encode(BigInteger.valueOf(0x11)), "arithmetic overflow or underflow");
    assertWouldRevert(Bytes.fromHex("11223344" + "00".repeat(32)), "0x11223344");
    assertWouldRevert(Bytes.EMPTY, "no reason given");
  }

  private void assertWouldRevert(Bytes data, String expected) {
    node.error("eth_estimateGas", 3, "execution reverted", "\"" + data + "\"");
    assertThat(submitter().prepare(ACCOUNT, 0, List.of(intent("a").build())).get(0))
        .isInstanceOfSatisfying(
            Prepared.WouldRevert.class, revert -> assertThat(revert.reason()).contains(expected));
  }

  @Test
  void isBlockedWithoutFunds() {
    // 60,000 gas at 22 gwei is 1.32e15 wei: enough for one, not for two.
    node.result("eth_getBalance", "\"0x" + new BigInteger("2000000000000000").toString(16) + "\"");

    List<Prepared> prepared =
        submitter().prepare(ACCOUNT, 5, List.of(intent("a").build(), intent("b").build()));

    assertThat(signed(prepared.get(0)).accountNonce()).isEqualTo(5);
    assertThat(prepared.get(1))
        .isInstanceOfSatisfying(
            Prepared.Blocked.class,
            blocked -> {
              assertThat(blocked.reason())
                  .contains("Insufficient funds of " + ACCOUNT)
                  .contains("1320000000000000 wei")
                  .contains("680000000000000 wei are left");
              assertThat(blocked.hint()).isEqualTo("Fund the account");
            });
  }

  @Test
  void isBlockedWithoutFundsForTheValueBeforeItAsksForGas() {
    TransactionIntent generous = intent("a").valueWei(BigInteger.TEN.pow(30)).build();

    assertThat(submitter().prepare(ACCOUNT, 0, List.of(generous)).get(0))
        .isInstanceOf(Prepared.Blocked.class);
    assertThat(node.calls("eth_estimateGas")).isEmpty();
  }

  @Test
  void isBlockedWithoutKey() {
    AccountId stranger = AccountId.of(FakeBlocks.CHAIN, CONTRACT);

    assertThat(
            submitter().prepare(stranger, 0, List.of(intent("a").account(stranger).build())).get(0))
        .isInstanceOfSatisfying(
            Prepared.Blocked.class,
            blocked -> assertThat(blocked.reason()).isEqualTo("No key for " + stranger));
  }

  @Test
  void isBlockedAboveTheFeeCap() {
    market(600, 2);

    assertThat(submitter().prepare(ACCOUNT, 0, List.of(intent("a").build())).get(0))
        .isInstanceOfSatisfying(
            Prepared.Blocked.class,
            blocked ->
                assertThat(blocked.reason())
                    .contains("602000000000 wei per gas, the cap is 500000000000"));
  }

  @Test
  void refusesIntentsOfOtherAccounts() {
    TransactionIntent foreign =
        intent("a").account(AccountId.of(FakeBlocks.CHAIN, CONTRACT)).build();

    assertThatThrownBy(() -> submitter().prepare(ACCOUNT, 0, List.of(foreign)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Intent a");
    AccountId elsewhere = AccountId.of(ChainId.eip155(1), SIGNER.address());
    assertThatThrownBy(() -> submitter().prepare(elsewhere, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another chain");
    assertThatThrownBy(() -> submitter().prepare(ACCOUNT, -1, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("firstNonce");
    assertThatThrownBy(() -> EvmChain.connect(FakeBlocks.CHAIN, node.url(), SIGNER, SIGNER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Two signers");
  }

  @Test
  void throwsWhenTheChainDoesNotAnswer() {
    node.error("eth_estimateGas", -32603, "trouble");

    assertThatThrownBy(() -> submitter().prepare(ACCOUNT, 0, List.of(intent("a").build())))
        .isInstanceOf(ChainUnavailableException.class);
  }

  @Test
  void refusesSignersThatSignAsSomebodyElseOrNobody() {
    Signature foreign = InMemorySigner.fromHex("0b".repeat(32)).sign(Bytes32.ZERO);
    assertSigningRefused(foreign, "signed as");
    Signature highS =
        new Signature(foreign.r(), Bytes32.fromHex("ff".repeat(31) + "00"), foreign.yParity());
    assertSigningRefused(highS, "no valid signature");
  }

  private void assertSigningRefused(Signature returned, String expected) {
    Signer broken =
        new Signer() {
          @Override
          public EvmAddress address() {
            return SIGNER.address();
          }

          @Override
          public Signature sign(Bytes32 digest) {
            return returned;
          }
        };
    Submitter submitter = EvmChain.over(chain.port(), broken).submitter();

    assertThatThrownBy(() -> submitter.prepare(ACCOUNT, 0, List.of(intent("a").build())))
        .isInstanceOf(SigningException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void broadcastsTheNewestAttempt() {
    Submission submission = prepareOne();
    market(100, 5);
    Submission raised = submission.withAttempt(submitter().reprice(submission, 3).orElseThrow());
    node.result("eth_sendRawTransaction", "\"" + raised.lastAttempt().hash() + "\"");

    assertThat(submitter().broadcast(raised)).isEqualTo(new SubmitResult.Accepted());
    assertThat(node.calls("eth_sendRawTransaction"))
        .containsExactly("eth_sendRawTransaction[\"" + raised.lastAttempt().raw() + "\"]");
  }

  @Test
  void raisesATransactionThatThePriceLeftBehind() {
    Submission submission = prepareOne();
    market(21, 2);

    assertThat(submitter().reprice(submission, 2)).isEmpty();
    Submission.Attempt raised = submitter().reprice(submission, 3).orElseThrow();

    SignedTransaction before = transaction(submission);
    SignedTransaction after = SignedTransaction.decode(raised.raw());
    assertThat(after.hash()).isEqualTo(raised.hash()).isNotEqualTo(before.hash());
    assertThat(after.sender()).isEqualTo(before.sender());
    assertThat(after.transaction().maxFeePerGasWei())
        .isEqualTo(GWEI.multiply(BigInteger.valueOf(44)).add(new BigInteger("250000000")));
    assertThat(after.transaction().maxPriorityFeePerGasWei())
        .isEqualTo(new BigInteger("2250000000"));
    assertThat(after.transaction())
        .isEqualTo(
            Eip1559Transaction.builder()
                .from(before.transaction())
                .maxFeePerGasWei(after.transaction().maxFeePerGasWei())
                .maxPriorityFeePerGasWei(after.transaction().maxPriorityFeePerGasWei())
                .build());
    Submission twice = submission.withAttempt(raised);
    market(100, 9);
    assertThat(submitter().reprice(twice, 5)).isEmpty();
    assertThat(submitter().reprice(twice, 6)).isPresent();
  }

  @Test
  void withdrawsByATransferOfNothingThatReplacesTheTransaction() {
    Submission submission = prepareOne();

    Submission.Attempt nothing = submitter().withdraw(submission).orElseThrow();

    Eip1559Transaction before = transaction(submission).transaction();
    Eip1559Transaction after = SignedTransaction.decode(nothing.raw()).transaction();
    assertThat(after.accountNonce()).isEqualTo(before.accountNonce());
    assertThat(after.to()).contains(ACCOUNT.evmAddress());
    assertThat(after.data()).isEqualTo(dev.interlane.primitive.Bytes.EMPTY);
    assertThat(after.valueWei()).isZero();
    assertThat(after.maxFeePerGasWei().multiply(BigInteger.TEN))
        .isGreaterThanOrEqualTo(before.maxFeePerGasWei().multiply(BigInteger.valueOf(11)));
    Submission withdrawn = submission.withAttempt(nothing);
    assertThat(submitter().withdraw(withdrawn)).contains(nothing);
  }

  @Test
  void withdrawsAtTheCapWhatEveryPoolMayHaveDropped() {
    FeePolicy tight =
        FeePolicy.builder().maxFeePerGasWei(GWEI.multiply(BigInteger.valueOf(21))).build();
    Submission submission = prepareOne();

    Submission.Attempt nothing =
        EvmChain.over(chain.port(), tight, SIGNER).submitter().withdraw(submission).orElseThrow();

    Eip1559Transaction after = SignedTransaction.decode(nothing.raw()).transaction();
    assertThat(after.to()).contains(ACCOUNT.evmAddress());
    assertThat(after.accountNonce()).isEqualTo(submission.accountNonce());
    assertThat(after.maxFeePerGasWei()).isEqualTo(tight.maxFeePerGasWei());
  }

  @Test
  void leavesATransactionThatIsWellPricedForAWhile() {
    Submission submission = prepareOne();

    assertThat(submitter().reprice(submission, 11)).isEmpty();
    assertThat(submitter().reprice(submission, 12)).isPresent();
  }

  @Test
  void leavesATransactionThatCannotRiseBelowTheCap() {
    FeePolicy tight =
        FeePolicy.builder().maxFeePerGasWei(GWEI.multiply(BigInteger.valueOf(24))).build();
    Submission submission = prepareOne();
    market(100, 2);

    Optional<Submission.Attempt> raised =
        EvmChain.over(chain.port(), tight, SIGNER).submitter().reprice(submission, 100);

    assertThat(raised).isEmpty();
  }

  @Test
  void showsAccountsAndNoKeys() {
    assertThat(submitter().accounts()).containsExactly(ACCOUNT);
    assertThat(chain.toString()).contains(ACCOUNT.toString()).doesNotContain("0a0a0a");
  }

  @Test
  void refusesARoleOfAKeyThatItDoesNotHave() {
    EvmAddress missing = EvmAddress.parse("0x9999999999999999999999999999999999999999");
    KeyRoles roles = KeyRoles.builder().addDelivering(missing).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> chain.withRoles(roles))
        .withMessageContaining("A role is named for " + missing + ", which has no signer");
  }

  @Test
  void keepsRolesWhateverElseIsChanged() {
    KeyRoles roles = KeyRoles.builder().addDispatching(SIGNER.address()).build();

    assertThat(chain.withRoles(roles).knowing(List.of()).submitter().roles()).isEqualTo(roles);
    assertThat(submitter().roles()).isEqualTo(KeyRoles.learnt());
  }

  private Submission prepareOne() {
    return signed(submitter().prepare(ACCOUNT, 4, List.of(intent("a").build())).get(0));
  }

  private Submitter submitter() {
    return chain.submitter();
  }

  private void market(long baseFeeGwei, long tipGwei) {
    String baseFee = GWEI.multiply(BigInteger.valueOf(baseFeeGwei)).toString(16);
    String tip = GWEI.multiply(BigInteger.valueOf(tipGwei)).toString(16);
    node.result(
        "eth_feeHistory",
        "{\"baseFeePerGas\":[\"0x1\",\"0x" + baseFee + "\"],\"reward\":[[\"0x" + tip + "\"]]}");
  }

  private static TransactionIntent.Builder intent(String key) {
    return TransactionIntent.builder()
        .key(key)
        .account(ACCOUNT)
        .to(CONTRACT)
        .data(Bytes.fromHex("01020304"));
  }

  private static Submission signed(Prepared prepared) {
    assertThat(prepared).isInstanceOf(Prepared.Signed.class);
    return ((Prepared.Signed) prepared).submission();
  }

  private static SignedTransaction transaction(Submission submission) {
    return SignedTransaction.decode(submission.lastAttempt().raw());
  }
}
