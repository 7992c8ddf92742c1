package dev.interlane.integration;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.mailbox.ContractView;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.GasPaymaster;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.ProtocolFee;
import dev.interlane.simulation.Intercepted;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.spi.Transport;
import dev.interlane.spi.TransportContext;
import dev.interlane.spi.TransportSession;
import dev.interlane.testkit.Security;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who delivers, and what is paid for it, on every network alike. */
abstract class TermsOnTwoChains extends StoriesOnTwoChains {
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000fe");
  private static final AtomicInteger STRANGERS = new AtomicInteger();

  /** What the paymasters add to the gas that is asked for. */
  private static final long OVERHEAD = 75_000;

  private final EvmAddress nobody =
      EvmAddress.parse(String.format("0x%040x", 0xfeed0000L + STRANGERS.incrementAndGet()));

  @Test
  void theNetworkIsPaidAndDelivers() {
    MessagingClient client = client(paid(DeliveryTerms.network()));
    chains().strangerDelivers();

    MessageHandle handle = client.send(deposit().build());

    assertThat(executed(handle))
        .wasDeliveredBy(DeliveredBy.STRANGER)
        .neverWent(DeliveryEvent.ProofAccepted.class)
        .neverWent(DeliveryEvent.DeliverySubmitted.class);
    assertThat(handle.receipt().evidence()).isEmpty();
    assertThat(handle.receipt().acceptedUnder().orElseThrow())
        .satisfies(
            accepted -> {
              assertThat(accepted.match()).isEqualTo(AcceptedUnder.Match.NEVER_PROVEN);
              assertThat(accepted.rule())
                  .startsWith(
                      "the message-id multisig ISM " + chains().ism(Security.MESSAGE_ID_MULTISIG))
                  .contains("the signatures of 2 of ");
            });
    assertThat(payments(handle))
        .singleElement()
        .satisfies(
            payment -> {
              assertThat(payment.messageId()).isEqualTo(messageId(handle));
              assertThat(payment.gas()).isGreaterThan(BigInteger.valueOf(OVERHEAD + 50_000));
              assertThat(payment.amount()).isPositive();
            });
  }

  @Test
  void whatTheSenderAsksForIsPaidForTheNetwork() {
    MessagingClient client = client(paid(DeliveryTerms.network()));
    chains().strangerDelivers();

    MessageHandle handle = client.send(deposit().gasLimit(321_000).build());

    executed(handle);
    assertThat(payments(handle))
        .extracting(GasPaymaster.Payment::gas)
        .containsExactly(BigInteger.valueOf(OVERHEAD + 321_000));
  }

  @Test
  void whatTheNetworkLeavesIsDeliveredByUs() {
    Duration patience = chains().poll().multipliedBy(20);
    MessagingClient client = client(paid(DeliveryTerms.networkThenSelf(patience)));

    MessageHandle handle = client.send(deposit().build());

    assertThat(executed(handle)).wasDeliveredBy(DeliveredBy.SELF);
    assertThat(payments(handle)).hasSize(1);
  }

  @Test
  void theNetworkHasItsTimeFirst() {
    MessagingClient client = client(paid(DeliveryTerms.networkThenSelf(Duration.ofDays(2))));
    chains().strangerDelivers();

    MessageHandle handle = client.send(deposit().build());
    chains()
        .until(
            () -> waitsFor(client, handle, "after PT48H we deliver it ourselves") || ended(handle));

    assertThat(executed(handle))
        .wasDeliveredBy(DeliveredBy.STRANGER)
        .neverWent(DeliveryEvent.DeliverySubmitted.class);
  }

  @Test
  void whoDeliversHimselfPaysNoPaymasterWhateverTheDefaultHookIs() {
    chains().setDefaultHook(chains().paidHook());
    try {
      MessagingClient client = client(validator(chains().deployments(), DeliveryTerms.self()));

      MessageHandle handle = client.send(deposit().build());

      assertThat(executed(handle)).wasDeliveredBy(DeliveredBy.SELF);
      assertThat(payments(handle)).isEmpty();
    } finally {
      chains().setDefaultHook(chains().deployments().get(0).merkleTreeHook());
    }
  }

  @Test
  void theDefaultHookPaysTheNetworkWhereNoneIsNamed() {
    chains().setDefaultHook(chains().paidHook());
    try {
      MessagingClient client = client(validator(chains().deployments(), DeliveryTerms.network()));
      chains().strangerDelivers();

      MessageHandle handle = client.send(deposit().build());

      executed(handle);
      assertThat(payments(handle)).hasSize(1);
    } finally {
      chains().setDefaultHook(chains().deployments().get(0).merkleTreeHook());
    }
  }

  @Test
  void aRequiredHookThatIsChangedAfterTheQuoteIsPaidWhatItAsksThen() {
    MessagingClient client = client(validator(chains().deployments(), DeliveryTerms.self()));
    MessageEnvelope envelope = deposit().build();
    assertThat(client.quote(envelope, SendOptions.none()).fees().get(0).amount()).isZero();
    EvmAddress before =
        new ContractView(chains().origin(), chains().deployments().get(0).mailbox())
            .ask(MailboxAbi.REQUIRED_HOOK)
            .orElseThrow()
            .asEvmAddress();
    chains().setRequiredHook(chains().gasPaymaster());
    try {
      MessageHandle handle = client.send(envelope);

      assertThat(executed(handle))
          .went(DeliveryEvent.AttemptFailed.class)
          .wasDeliveredBy(DeliveredBy.SELF);
      assertThat(handle.receipt().costs())
          .filteredOn(fee -> fee.purpose().equals("protocol fee"))
          .singleElement()
          .satisfies(fee -> assertThat(fee.amount()).isEqualTo(payments(handle).get(0).amount()));
    } finally {
      chains().setRequiredHook(before);
    }
  }

  @Test
  void aMessageWhoseDefaultHookWasChangedInFlightIsWaitedForByNobody() {
    EvmAddress noTree =
        new ContractView(chains().origin(), chains().deployments().get(0).mailbox())
            .ask(MailboxAbi.REQUIRED_HOOK)
            .orElseThrow()
            .asEvmAddress();
    Transport network = validator(chains().deployments(), DeliveryTerms.network());
    MessagingClient client =
        client(new AfterDispatch(network, () -> chains().setDefaultHook(noTree)));
    try {
      MessageHandle handle = client.send(deposit().build());

      chains().until(() -> handle.receipt().status() instanceof DeliveryStatus.Parked);
      assertThat(((DeliveryStatus.Parked) handle.receipt().status()).reason())
          .contains("is no leaf of the Merkle tree hook", "validators never sign it");
      assertThat(handle.receipt().dispatch()).isPresent();
      assertThat(ended(handle)).isFalse();
    } finally {
      chains().setDefaultHook(chains().deployments().get(0).merkleTreeHook());
    }
  }

  /** Does something between the decision how a message is dispatched and the transaction. */
  private record AfterDispatch(Transport transport, Runnable act) implements Transport {
    @Override
    public String name() {
      return transport.name();
    }

    @Override
    public TransportSession open(TransportContext context) {
      return Intercepted.of(
          TransportSession.class,
          transport.open(context),
          "dispatch",
          (arguments, call) -> {
            Object intent = call.proceed(arguments);
            act.run();
            return intent;
          });
    }
  }

  @Test
  void whatIsPaidTooMuchGoesToTheRefundAddress() {
    DeliveryTerms terms =
        DeliveryTerms.builder()
            .from(DeliveryTerms.network())
            .bufferPercent(50)
            .refundAddress(nobody)
            .build();
    MessagingClient client = client(paid(terms));
    MessageEnvelope envelope = deposit().gasLimit(100_000).build();
    chains().strangerDelivers();

    ProtocolFee told = client.quote(envelope, SendOptions.none()).protocolFee().orElseThrow();
    MessageHandle handle = client.send(envelope);

    executed(handle);
    BigInteger price = payments(handle).get(0).amount();
    assertThat(told.fee().amount()).isEqualTo(price.add(price.shiftRight(1)));
    assertThat(told.buffer()).isEqualTo(price.shiftRight(1));
    assertThat(told.refundTo()).contains(AccountId.of(chains().sender().chain(), nobody));
    assertThat(chains().origin().balanceWei(nobody, BlockSelector.LATEST))
        .isEqualTo(price.shiftRight(1));
  }

  @Test
  void moreGasIsPaidForWithTheOverhead() {
    GasPaymaster.TopUp more =
        paymaster().topUp(Bytes32.leftPad(USER.toBytes()), destinationDomain(), 200_000, nobody);

    Bytes32 paid = chains().strangerCalls(more.to(), more.call(), more.valueWei()).hash();

    TransactionReceipt receipt = chains().origin().receipt(paid).orElseThrow();

    assertThat(receipt.succeeded()).isTrue();
    assertThat(paymaster().paymentsIn(receipt))
        .containsExactly(
            new GasPaymaster.Payment(
                Bytes32.leftPad(USER.toBytes()),
                destinationDomain(),
                BigInteger.valueOf(200_000 + OVERHEAD),
                more.valueWei(),
                Optional.empty()));
  }

  @Test
  void aDestinationThatThePaymasterDoesNotServeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> paymaster().topUp(Bytes32.ZERO, 999_999, 1, nobody))
        .withMessageContaining("no gas oracle for domain 999999");
  }

  private GasPaymaster paymaster() {
    return GasPaymaster.of(chains().origin(), chains().gasPaymaster());
  }

  private long destinationDomain() {
    return chains().deployments().get(1).domain();
  }

  private List<GasPaymaster.Payment> payments(MessageHandle handle) {
    Bytes32 dispatch = handle.receipt().dispatch().orElseThrow().transaction().hash();
    return paymaster().paymentsIn(chains().origin().receipt(dispatch).orElseThrow());
  }

  private static Bytes32 messageId(MessageHandle handle) {
    return Bytes32.fromHex(handle.receipt().protocolIds().get(0).value());
  }

  private MessageEnvelope.Builder deposit() {
    AccountId vault = chains().vault(Security.MESSAGE_ID_MULTISIG);
    return MessageEnvelope.builder()
        .sender(chains().sender())
        .recipient(vault)
        .body(ContractCall.of("deposit(address,uint256)", USER, 5));
  }

  /** Dispatches on the origin name the hook that pays. */
  private Transport paid(DeliveryTerms terms) {
    return validator(through(chains().paidHook()), terms);
  }
}
