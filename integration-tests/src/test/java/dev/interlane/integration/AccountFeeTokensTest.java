package dev.interlane.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.devnet.RequiresDevnet;
import dev.interlane.error.Refusal;
import dev.interlane.mailbox.ContractView;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.message.CallRoute;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Calls by the sender's account, whose fee the real router takes in a token and hands on. */
@RequiresDevnet
class AccountFeeTokensTest extends StoriesOnTwoChains {
  private static final AbiFunction APPROVE_FOR_HOOK =
      AbiFunction.parse("approveFeeTokenForHook(address,address)");
  private static final AbiFunction MINT = AbiFunction.parse("mint(address,uint256)");
  private static final BigInteger PLENTY = BigInteger.TEN.pow(12);

  @Override
  DevnetTwoChains open() {
    return DevnetTwoChains.shared();
  }

  @Test
  void theRouterTakesTheFeeAndHandsItToThePaymaster() {
    EvmAddress sender = chains().sender().evmAddress();
    EvmAddress token = chains().feeToken().evmAddress();
    MessageEnvelope call = call();
    approve(BigInteger.ZERO);
    chains().strangerCalls(token, MINT.encodeCall(sender, PLENTY), BigInteger.ZERO);

    assertThat(client(chains().paidHook()).quote(call, options()).refusals())
        .allSatisfy(refusal -> assertThat(refusal.field()).isEqualTo("feeToken"))
        .extracting(Refusal::toString)
        .satisfiesExactly(
            allowance -> assertThat(allowance).contains("the router " + router() + " may take 0"),
            hook ->
                assertThat(hook)
                    .contains(
                        "approveFeeTokenForHook(" + token + ", " + chains().gasPaymaster() + ")"),
            enrolled -> assertThat(enrolled).contains("enrolled, and takes fees in tokens only"));

    open().enrollRouter();
    chains()
        .strangerCalls(
            router(), APPROVE_FOR_HOOK.encodeCall(token, chains().gasPaymaster()), BigInteger.ZERO);
    MessagingClient client = client(chains().paidHook());
    BigInteger fee = client.quote(call, options()).fees().get(0).amount();
    approve(fee);
    BigInteger mine = balance(sender);
    BigInteger paymasters = balance(chains().gasPaymaster());
    chains().strangerDelivers();
    MessageHandle handle = client.send(call, options());

    executed(handle);
    assertThat(fee).isPositive();
    assertThat(balance(sender)).isEqualTo(mine.subtract(fee));
    assertThat(balance(router())).isZero();
    assertThat(balance(chains().gasPaymaster())).isEqualTo(paymasters.add(fee));
    assertThat(handle.receipt().costs())
        .filteredOn(cost -> cost.asset().equals(chains().feeToken().toString()))
        .singleElement()
        .satisfies(cost -> assertThat(cost.amount()).isEqualTo(fee));
  }

  @Test
  void aHookThatIsNotNamedIsRefused() {
    approve(PLENTY);
    MessagingClient client = client(validator(chains().deployments(), DeliveryTerms.network()));

    assertThat(client.quote(call(), options()).refusals())
        .extracting(Refusal::reason)
        .anySatisfy(
            reason ->
                assertThat(reason).contains("only a hook take the token that the dispatch names"));
  }

  private MessagingClient client(EvmAddress hook) {
    return client(validator(through(hook), DeliveryTerms.network()));
  }

  private MessageEnvelope call() {
    return MessageEnvelope.builder()
        .sender(chains().sender())
        .recipient(open().anyContract())
        .body(ContractCall.of("fooBar(uint256,string)", 42, "hello").by(CallRoute.SENDER_ACCOUNT))
        .gasLimit(300_000)
        .build();
  }

  private EvmAddress router() {
    MailboxDeployment origin = chains().deployments().get(0);
    return origin.accounts().orElseThrow().router();
  }

  private void approve(BigInteger amount) {
    chains()
        .senderCalls(
            chains().feeToken().evmAddress(), MailboxAbi.APPROVE.encodeCall(router(), amount));
  }

  private BigInteger balance(EvmAddress account) {
    return new ContractView(chains().origin(), chains().feeToken().evmAddress())
        .ask(MailboxAbi.BALANCE_OF, account)
        .orElseThrow()
        .asNumber();
  }

  private SendOptions options() {
    return SendOptions.none().payingIn(chains().feeToken());
  }
}
