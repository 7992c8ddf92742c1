package dev.interlane.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.Quote;
import dev.interlane.client.SendOptions;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.error.Refusal;
import dev.interlane.error.RefusedException;
import dev.interlane.mailbox.ContractView;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.GasPaymaster;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolFee;
import dev.interlane.spi.BlockSelector;
import dev.interlane.testkit.Security;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gas paymaster is paid in a token, exactly what was quoted, on every network alike. */
abstract class FeeTokensOnTwoChains extends StoriesOnTwoChains {
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000fd");
  private static final AbiFunction MINT = AbiFunction.parse("mint(address,uint256)");
  private static final BigInteger PLENTY = BigInteger.TEN.pow(12);

  @BeforeEach
  void startWithTokensAndNoAllowance() {
    mint(chains().feeToken());
    approve(BigInteger.ZERO);
  }

  @Test
  void exactlyWhatWasQuotedIsTakenInTheToken() {
    BigInteger fee = priceIn(chains().feeToken());
    approve(fee);
    BigInteger mine = balance(chains().sender().evmAddress());
    BigInteger paymasters = balance(chains().gasPaymaster());
    MessagingClient client = client();
    chains().strangerDelivers();

    Quote quote = client.quote(deposit(), options());
    MessageHandle handle = client.send(deposit(), options());

    assertThat(quote.isDeliverable()).isTrue();
    assertThat(quote.goodUntil()).isPresent();
    assertThat(quote.fees().get(0)).isEqualTo(fee(fee, "origin hooks"));
    assertThat(quote.protocolFee())
        .contains(new ProtocolFee(fee(fee, "origin hooks"), BigInteger.ZERO, Optional.empty()));
    executed(handle);
    assertThat(balance(chains().sender().evmAddress())).isEqualTo(mine.subtract(fee));
    assertThat(balance(chains().gasPaymaster())).isEqualTo(paymasters.add(fee));
    assertThat(allowance()).isZero();
    assertThat(handle.receipt().costs())
        .filteredOn(cost -> cost.purpose().equals("protocol fee"))
        .containsExactly(fee(fee, "protocol fee"));
    assertThat(payments(handle))
        .singleElement()
        .satisfies(
            payment -> {
              assertThat(payment.amount()).isEqualTo(fee);
              assertThat(payment.token()).contains(chains().feeToken().evmAddress());
            });
  }

  @Test
  void moreGasIsPaidForInTheToken() {
    EvmAddress payer = chains().sender().evmAddress();
    GasPaymaster paymaster = GasPaymaster.of(chains().origin(), chains().gasPaymaster());
    GasPaymaster.TokenTopUp more =
        paymaster.topUp(
            Bytes32.leftPad(USER.toBytes()),
            chains().deployments().get(1).domain(),
            200_000,
            new GasPaymaster.FromTokens(payer, chains().feeToken().evmAddress()));
    BigInteger mine = balance(payer);
    BigInteger paymasters = balance(chains().gasPaymaster());

    chains().senderCalls(chains().feeToken().evmAddress(), more.approval());
    chains().senderCalls(more.to(), more.call());

    assertThat(more.gas()).isEqualTo(BigInteger.valueOf(200_000 + 75_000));
    assertThat(more.amount()).isPositive();
    assertThat(balance(payer)).isEqualTo(mine.subtract(more.amount()));
    assertThat(balance(chains().gasPaymaster())).isEqualTo(paymasters.add(more.amount()));
    assertThat(allowance()).isZero();
  }

  @Test
  void moreGasIsNotSoldForATokenThatThePaymasterDoesNotTake() {
    GasPaymaster paymaster = GasPaymaster.of(chains().origin(), chains().gasPaymaster());

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                paymaster.topUp(
                    Bytes32.ZERO,
                    chains().deployments().get(1).domain(),
                    1,
                    new GasPaymaster.FromTokens(USER, chains().otherToken().evmAddress())))
        .withMessageContaining("no gas oracle for domain");
  }

  @Test
  void paidInTheCoinAPaymentNamesNoToken() {
    MessagingClient client = client();
    chains().strangerDelivers();

    MessageHandle handle = client.send(deposit());

    executed(handle);
    assertThat(payments(handle))
        .extracting(GasPaymaster.Payment::token)
        .containsExactly(Optional.empty());
  }

  @Test
  void withoutAllowanceNothingIsSentAndTheSpenderIsNamed() {
    BigInteger fee = priceIn(chains().feeToken());
    approve(fee.subtract(BigInteger.ONE));

    assertThat(refused(options()))
        .satisfies(
            refusal -> {
              assertThat(refusal.field()).isEqualTo("feeToken");
              assertThat(refusal.reason())
                  .contains("the gas paymaster " + chains().gasPaymaster())
                  .contains("may take " + fee.subtract(BigInteger.ONE) + " of the token")
                  .contains("the dispatch needs " + fee);
              assertThat(refusal.hint())
                  .contains("approve(" + chains().gasPaymaster() + ", " + fee + ")");
            });
  }

  @Test
  void withoutTokensNothingIsSent() {
    BigInteger all = balance(chains().sender().evmAddress());
    chains()
        .senderCalls(
            chains().feeToken().evmAddress(),
            AbiFunction.parse("transfer(address,uint256)").encodeCall(USER, all));
    approve(PLENTY);

    assertThat(refused(options()).reason())
        .contains(chains().sender() + " has 0 of the token " + chains().feeToken())
        .contains("the hooks take " + priceIn(chains().feeToken()));
  }

  @Test
  void aTokenThatThePaymasterDoesNotTakeForTheDestination() {
    assertThat(refused(SendOptions.none().payingIn(chains().otherToken())).reason())
        .contains("no gas oracle for domain " + chains().deployments().get(1).domain());
  }

  @Test
  void whereThereIsNoToken() {
    AccountId nowhere = AccountId.of(chains().sender().chain(), USER);
    AccountId elsewhere = AccountId.of(chains().vault(Security.MESSAGE_ID_MULTISIG).chain(), USER);

    assertThat(refused(SendOptions.none().payingIn(elsewhere)).reason())
        .contains("is not on the origin");
    assertThat(refused(SendOptions.none().payingIn(nowhere)).reason()).contains("no gas oracle");
  }

  @Test
  void aFeeAboveTheCapInTheToken() {
    BigInteger fee = priceIn(chains().feeToken());
    approve(fee);

    assertThat(refused(options().maxFee(fee(fee.subtract(BigInteger.ONE), "cap"))))
        .satisfies(
            refusal -> {
              assertThat(refusal.field()).isEqualTo("maxOriginFee");
              assertThat(refusal.reason())
                  .contains("asks " + fee + " of the token " + chains().feeToken())
                  .contains("the cap is " + fee.subtract(BigInteger.ONE));
            });
    assertThat(client().quote(deposit(), options().maxFee(fee(fee, "cap"))).isSendable()).isTrue();
  }

  @Test
  void twoPaymastersTakeTheirPartsEach() {
    BigInteger fee = priceIn(chains().feeToken());
    EvmAddress before =
        new ContractView(chains().origin(), chains().deployments().get(0).mailbox())
            .ask(MailboxAbi.REQUIRED_HOOK)
            .orElseThrow()
            .asEvmAddress();
    chains().setRequiredHook(chains().gasPaymaster());
    try {
      approve(fee);
      BigInteger both = fee.shiftLeft(1);
      assertThat(refused(options()).reason()).contains("the dispatch needs " + both);
      approve(both);
      chains().strangerDelivers();

      MessageHandle handle = client().send(deposit(), options());

      executed(handle);
      assertThat(handle.receipt().costs()).contains(fee(both, "protocol fee"));
      assertThat(payments(handle)).hasSize(2);
    } finally {
      chains().setRequiredHook(before);
    }
  }

  /** What {@code send} and {@code quote} say alike; nothing reached the origin. */
  Refusal refused(SendOptions options) {
    MessagingClient client = client();
    EvmAddress sender = chains().sender().evmAddress();
    long nonce = chains().origin().accountNonce(sender, BlockSelector.LATEST);
    List<Refusal> refusals = client.quote(deposit(), options).refusals();
    assertThat(refusals).hasSize(1);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(deposit(), options))
        .satisfies(thrown -> assertThat(thrown.refusals()).isEqualTo(refusals));
    assertThat(chains().origin().accountNonce(sender, BlockSelector.LATEST)).isEqualTo(nonce);
    return refusals.get(0);
  }

  BigInteger priceIn(AccountId token) {
    approve(PLENTY);
    BigInteger fee =
        client().quote(deposit(), SendOptions.none().payingIn(token)).fees().get(0).amount();
    assertThat(fee).isPositive();
    return fee;
  }

  SendOptions options() {
    return SendOptions.none().payingIn(chains().feeToken());
  }

  Fee fee(BigInteger amount, String purpose) {
    return new Fee(
        chains().sender().chain(),
        chains().feeToken().toString(),
        amount,
        chains().sender(),
        purpose);
  }

  private void mint(AccountId token) {
    chains()
        .strangerCalls(
            token.evmAddress(),
            MINT.encodeCall(chains().sender().evmAddress(), PLENTY),
            BigInteger.ZERO);
  }

  void approve(BigInteger amount) {
    chains()
        .senderCalls(
            chains().feeToken().evmAddress(),
            MailboxAbi.APPROVE.encodeCall(chains().gasPaymaster(), amount));
  }

  BigInteger balance(EvmAddress account) {
    return token().ask(MailboxAbi.BALANCE_OF, account).orElseThrow().asNumber();
  }

  private BigInteger allowance() {
    return token()
        .ask(MailboxAbi.ALLOWANCE, chains().sender().evmAddress(), chains().gasPaymaster())
        .orElseThrow()
        .asNumber();
  }

  private ContractView token() {
    return new ContractView(chains().origin(), chains().feeToken().evmAddress());
  }

  List<GasPaymaster.Payment> payments(MessageHandle handle) {
    Bytes32 dispatch = handle.receipt().dispatch().orElseThrow().transaction().hash();
    return GasPaymaster.of(chains().origin(), chains().gasPaymaster())
        .paymentsIn(chains().origin().receipt(dispatch).orElseThrow());
  }

  /** The gas is named, so that every quote asks for as much. */
  MessageEnvelope deposit() {
    return MessageEnvelope.builder()
        .sender(chains().sender())
        .recipient(chains().vault(Security.MESSAGE_ID_MULTISIG))
        .body(ContractCall.of("deposit(address,uint256)", USER, 5))
        .gasLimit(150_000)
        .build();
  }

  MessagingClient client() {
    return client(validator(through(chains().paidHook()), DeliveryTerms.network()));
  }
}
