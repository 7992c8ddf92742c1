package dev.interlane.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.Quote;
import dev.interlane.client.SendOptions;
import dev.interlane.error.Refusal;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.receipt.Fee;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.Security;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A quote says yes, or every reason why not, on every network alike. */
abstract class QuotesOnTwoChains extends StoriesOnTwoChains {
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000fd");

  @Test
  void saysYesWithFeesThatHoldForAWhile() {
    Quote quote = quote(validator(chains().deployments(), DeliveryTerms.self()), deposit().build());

    assertThat(quote.refusals()).isEmpty();
    assertThat(quote.obstacles()).isEmpty();
    assertThat(quote.isDeliverable()).isTrue();
    assertThat(quote.goodUntil()).isPresent();
    assertThat(quote.fees())
        .extracting(Fee::purpose)
        .containsExactly("origin hooks", "origin gas", "destination gas");
    assertThat(quote.fees().get(0).amount()).isZero();
  }

  @Test
  void theNetworksDeliveryCostsUsNothingAtTheDestination() {
    Quote quote =
        quote(validator(through(chains().paidHook()), DeliveryTerms.network()), deposit().build());

    assertThat(quote.isDeliverable()).isTrue();
    assertThat(quote.fees()).extracting(Fee::purpose).containsExactly("origin hooks", "origin gas");
    assertThat(quote.fees().get(0).amount()).isPositive();
  }

  @Test
  void anIsmThatTheTransportCannotSatisfy() {
    assertThat(quote(relay(chains().deployments()), deposit().build()).refusals())
        .singleElement()
        .satisfies(refusal -> says(refusal, "recipient", "cannot be satisfied by this transport"));
  }

  @Test
  void aHookThatMakesNoLeaf() {
    Quote quote =
        quote(
            validator(through(chains().gasPaymaster()), DeliveryTerms.network()),
            deposit().build());

    assertThat(quote.refusals())
        .singleElement()
        .satisfies(refusal -> says(refusal, "dispatchHook", "validators would never sign it"));
  }

  @Test
  void aPaymasterThatDoesNotServeTheDestination() {
    AccountId vault = chains().vault(Security.TRUSTED_RELAYER);
    Quote quote =
        quote(relay(through(chains().unservedPaymaster())), deposit().recipient(vault).build());

    assertThat(quote.refusals())
        .singleElement()
        .satisfies(
            refusal ->
                says(
                    refusal,
                    "recipient",
                    "no gas oracle for domain " + chains().deployments().get(1).domain()));
  }

  @Test
  void aRecipientThatWouldRevertNow() {
    chains().pauseVaults();
    try {
      Quote quote =
          quote(validator(chains().deployments(), DeliveryTerms.self()), deposit().build());

      assertThat(quote.isSendable()).isTrue();
      assertThat(quote.isDeliverable()).isFalse();
      assertThat(quote.obstacles())
          .singleElement()
          .satisfies(
              refusal -> says(refusal, "recipient", "would not take it now: DepositsPaused()"));
    } finally {
      chains().resumeVaults();
    }
  }

  @Test
  void aFeeAboveTheCap() {
    MessagingClient client =
        client(validator(through(chains().paidHook()), DeliveryTerms.network()));
    SendOptions options = SendOptions.builder().maxOriginFee(BigInteger.ONE).build();

    assertThat(client.quote(deposit().build(), options).refusals())
        .singleElement()
        .satisfies(refusal -> says(refusal, "maxOriginFee", "the cap is 1"));
  }

  @Test
  void accountsWithoutFunds() {
    MessageEnvelope dear = deposit().gasLimit(1L << 52).build();

    Quote quote = quote(validator(through(chains().paidHook()), DeliveryTerms.network()), dear);

    assertThat(quote.isSendable()).isTrue();
    assertThat(quote.obstacles())
        .singleElement()
        .satisfies(refusal -> says(refusal, "funds", chains().sender() + " has "));
  }

  @Test
  void everyReasonAtOnce() {
    chains().pauseVaults();
    try {
      MessagingClient client = client(relay(through(chains().paidHook())));
      SendOptions options = SendOptions.builder().maxOriginFee(BigInteger.ONE).build();

      Quote quote = client.quote(deposit().build(), options);

      assertThat(quote.refusals())
          .extracting(Refusal::field)
          .containsExactly("recipient", "maxOriginFee");
      assertThat(quote.obstacles()).extracting(Refusal::field).containsExactly("recipient");
    } finally {
      chains().resumeVaults();
    }
  }

  private static void says(Refusal refusal, String field, String reason) {
    assertThat(refusal.field()).isEqualTo(field);
    assertThat(refusal.reason()).contains(reason);
    assertThat(refusal.hint()).isNotNull();
  }

  private MessageEnvelope.Builder deposit() {
    return MessageEnvelope.builder()
        .sender(chains().sender())
        .recipient(chains().vault(Security.MESSAGE_ID_MULTISIG))
        .body(ContractCall.of("deposit(address,uint256)", USER, 5));
  }

  private Quote quote(Transport transport, MessageEnvelope envelope) {
    return client(transport).quote(envelope, SendOptions.none());
  }

  private static Transport relay(List<MailboxDeployment> deployments) {
    return RelayTransport.create(RelayOptions.builder().addAllDeployments(deployments).build());
  }
}
