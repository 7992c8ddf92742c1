package dev.interlane.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.HyperlaneMessage;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MailboxTransport;
import dev.interlane.mailbox.catalogue.ChainCatalogue;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.Evidence;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.Dispatch;
import dev.interlane.spi.KeyRoles;
import dev.interlane.spi.Outbound;
import dev.interlane.spi.Preflight;
import dev.interlane.spi.Sighting;
import dev.interlane.spi.StepResult;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.spi.TransportProvider;
import dev.interlane.spi.TransportSession;
import dev.interlane.spi.WakeOn;
import dev.interlane.testkit.conformance.Crossing;
import dev.interlane.testkit.conformance.Crossing.Sent;
import dev.interlane.testkit.contract.DomainRoutingIsm;
import dev.interlane.testkit.contract.FeeToken;
import dev.interlane.testkit.contract.InterchainGasPaymaster;
import dev.interlane.testkit.contract.NoopIsm;
import dev.interlane.testkit.contract.PausableIsm;
import dev.interlane.testkit.contract.PayloadRecipient;
import dev.interlane.testkit.contract.StaticAggregationHook;
import dev.interlane.testkit.contract.StaticAggregationIsm;
import dev.interlane.testkit.contract.StaticMessageIdMultisigIsm;
import dev.interlane.testkit.contract.TrustedRelayerIsm;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RelayTransportTest {
  private final Crossing crossing = new Crossing();
  private final TransportSession session = open(crossing);
  private final AccountId recipient = crossing.recipientBehind(trusted());

  @Test
  void deliversWithTheTrustedKey() {
    Outbound message = crossing.payload(recipient, "hello");
    assertThat(session.preflight(message).refusals()).isEmpty();
    Sent sent = crossing.dispatch(session, message);

    StepResult.Done proven = crossing.proven(session, sent);
    TransactionReceipt delivery = crossing.deliver(session, sent);

    assertThat(proven.evidence())
        .hasValueSatisfying(
            evidence ->
                assertThat(evidence)
                    .isInstanceOfSatisfying(
                        Evidence.Vouched.class,
                        vouched ->
                            assertThat(vouched.by().evmAddress())
                                .isEqualTo(Crossing.RELAYER.address())));
    assertThat(delivery.sender()).isEqualTo(Crossing.RELAYER.address());
    assertThat(crossing.received(recipient)).isEqualTo(1);
  }

  @Test
  void recognisesItsDispatchAndItsDelivery() {
    Outbound message = crossing.payload(recipient, "hello");
    Sent sent = crossing.dispatch(session, message);
    Dispatch dispatch = sent.dispatch();

    assertThat(dispatch.body()).isEqualTo(session.frame(message));
    assertThat(dispatch.sender()).isEqualTo(message.envelope().sender());
    assertThat(dispatch.recipient()).isEqualTo(message.envelope().recipient());

    TransactionReceipt delivery = crossing.deliver(session, sent);
    List<Sighting> sightings =
        delivery.logs().stream().flatMap(log -> session.recognise(log).stream()).toList();
    assertThat(sightings).hasSize(1);
    assertThat(sightings.get(0).kind()).isEqualTo(Sighting.Kind.DELIVERED);
    assertThat(sightings.get(0).protocolId().value())
        .isEqualTo(dispatch.protocolIds().get(0).value());
    assertThat(session.interests(crossing.destination().chainId()))
        .anySatisfy(
            filter ->
                assertThat(
                        filter.matches(
                            sightings.get(0).log().emitter(), sightings.get(0).log().topics()))
                    .isTrue());
  }

  @Test
  void findsEveryDispatchOfATransaction() {
    TransactionReceipt one = crossing.send(session.dispatch(crossing.payload(recipient, "a")));
    TransactionReceipt other = crossing.send(session.dispatch(crossing.payload(recipient, "b")));
    List<ChainLog> logs = Stream.concat(one.logs().stream(), other.logs().stream()).toList();
    TransactionReceipt both = TransactionReceipt.builder().from(one).logs(logs).build();

    assertThat(session.dispatchesIn(both))
        .extracting(Dispatch::body)
        .containsExactly(Bytes.fromUtf8("a"), Bytes.fromUtf8("b"));
  }

  @Test
  void waitsForTheFinalityItWasToldToWaitFor() {
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    long height = sent.receipt().inclusion().block().height();

    for (Finality reached : List.of(Finality.SEEN, Finality.SAFE)) {
      assertThat(crossing.advance(session, sent, 0, sent.dispatch().memo(), reached))
          .isInstanceOfSatisfying(
              StepResult.Pending.class,
              pending ->
                  assertThat(pending.wakeOn())
                      .isEqualTo(
                          new WakeOn.Height(crossing.origin().chainId(), Finality.FINAL, height)));
    }
  }

  @Test
  void anEnvelopeMayAskForMoreFinalityThanTheOperator() {
    TransportSession quick =
        crossing.open(
            RelayTransport.create(
                RelayOptions.builder()
                    .addDeployments(crossing.from(), crossing.to())
                    .finality(Finality.SEEN)
                    .build()));
    Outbound patient =
        crossing.payload(
            crossing.envelope(recipient, "hello").finality(Finality.SAFE).build(),
            Bytes.fromUtf8("hello"));
    Sent sent = crossing.dispatch(quick, patient);

    assertThat(crossing.advance(quick, sent, 0, sent.dispatch().memo(), Finality.SEEN))
        .isInstanceOf(StepResult.Pending.class);
    assertThat(crossing.advance(quick, sent, 0, sent.dispatch().memo(), Finality.SAFE))
        .isInstanceOf(StepResult.Done.class);
  }

  @Test
  void paysWhatTheHooksAskFor() {
    assertThat(session.dispatch(crossing.payload(recipient, "hello")).valueWei()).isEqualTo(7);
    assertThat(session.preflight(crossing.payload(recipient, "hello")).fees())
        .extracting(Fee::purpose)
        .containsExactly("origin hooks", "origin gas", "destination gas");
  }

  @Test
  void asksAnewWhatIsTakenInATokenWhenItDispatches() {
    EvmAddress token = crossing.origin().deploy(new FeeToken());
    long domain = crossing.to().domain();
    EvmAddress paymaster =
        crossing
            .origin()
            .deploy(
                new InterchainGasPaymaster(
                    Map.of(),
                    List.of(
                        new InterchainGasPaymaster.TokenPrice(
                            token, domain, BigInteger.ONE, BigInteger.TEN.pow(10)))));
    Outbound coin = crossing.payload(recipient, "hello");
    Outbound message =
        new Outbound(
            coin.envelope(),
            coin.notAfter(),
            coin.laneSequence(),
            Optional.of(AccountId.of(crossing.from().chain(), token)));
    requireHook(paymaster);
    assertThat(session.preflight(message).fees().get(0).amount()).isEqualTo(50_000);

    requireHook(crossing.origin().deploy(new StaticAggregationHook(List.of(paymaster, paymaster))));

    TransactionIntent dispatch = session.dispatch(message);
    assertThat(dispatch.valueWei()).isZero();
    assertThat(dispatch.tokenFee().map(Fee::amount)).contains(BigInteger.valueOf(100_000));
  }

  private void requireHook(EvmAddress hook) {
    Crossing.perform(
        crossing.origin(), crossing.from().mailbox(), "setRequiredHook(address)", hook);
  }

  @Test
  void deliversOnlyWhatOurOwnAccountsSent() {
    Sent foreign = foreign("from a stranger");

    assertThat(crossing.prove(session, foreign))
        .isInstanceOfSatisfying(
            StepResult.Failed.class,
            failed -> {
              assertThat(failed.failureClass()).isEqualTo(StepResult.FailureClass.PARK);
              assertThat(failed.reason()).contains("vouches only");
            });
  }

  @Test
  void deliversForSendersOnTheAllowList() {
    TransportSession open =
        crossing.open(
            RelayTransport.create(
                RelayOptions.builder()
                    .addDeployments(crossing.from(), crossing.to())
                    .addAllowedSenders(AccountId.of(crossing.origin().chainId(), Crossing.STRANGER))
                    .build()));

    crossing.deliver(open, foreign("from a friend"));

    assertThat(crossing.received(recipient)).isEqualTo(1);
  }

  @Test
  void doesNotDeliverAnotherMessageThanTheOneThatWasSent() {
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    Sent other = crossing.dispatch(session, crossing.payload(recipient, "other"));
    Sent mixed = new Sent(sent.message(), sent.receipt(), other.dispatch());

    assertThat(crossing.prove(session, mixed))
        .isInstanceOfSatisfying(
            StepResult.Failed.class,
            failed -> assertThat(failed.reason()).contains("is not the one that was sent"));
  }

  @Test
  void refusesAJournalItDidNotWrite() {
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    Bytes memo = sent.dispatch().memo();
    for (int length = 0; length < memo.length(); length++) {
      assertThat(crossing.advance(session, sent, 0, memo.slice(0, length)))
          .as("first %d bytes", length)
          .isInstanceOf(StepResult.Failed.class);
    }
  }

  @Test
  void leavesItToWhoeverWasFirst() {
    AccountId anybody = crossing.recipientBehind(new NoopIsm());
    Sent sent = crossing.dispatch(session, crossing.payload(anybody, "hello"));
    StepResult.Done proven = crossing.proven(session, sent);
    HyperlaneMessage message = written(sent);
    crossing
        .destination()
        .impersonate(
            new CallRequest(
                Crossing.STRANGER,
                crossing.to().mailbox(),
                MailboxAbi.PROCESS.encodeCall(Bytes.EMPTY, message.bytes()),
                BigInteger.ZERO));
    crossing.destination().mine();

    crossing.attempt(2);
    assertThat(crossing.advance(session, sent, 1, proven.memo()))
        .isInstanceOf(StepResult.DoneByOther.class);
    assertThat(crossing.received(anybody)).isEqualTo(1);
  }

  @Test
  void beginsAgainWhenTheIsmChanged() {
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    StepResult.Done proven = crossing.proven(session, sent);
    crossing.secure(
        recipient.evmAddress(),
        crossing
            .destination()
            .deploy(new TrustedRelayerIsm(crossing.to().mailbox(), Crossing.STRANGER)));
    crossing.attempt(2);

    assertThat(crossing.advance(session, sent, 1, proven.memo()))
        .isInstanceOf(StepResult.Stale.class);
    assertThat(crossing.prove(session, sent))
        .isInstanceOfSatisfying(
            StepResult.Failed.class,
            failed -> {
              assertThat(failed.failureClass()).isEqualTo(StepResult.FailureClass.PARK);
              assertThat(failed.reason()).contains(Crossing.STRANGER.toString());
            });
  }

  @Test
  void saysWhyADeliveryWouldRevert() {
    EvmAddress ofAnotherMailbox =
        crossing.destination().deploy(new PayloadRecipient(Crossing.STRANGER));
    crossing.secure(ofAnotherMailbox, crossing.destination().deploy(new NoopIsm()));
    AccountId refusing = AccountId.of(crossing.destination().chainId(), ofAnotherMailbox);
    Sent sent = crossing.dispatch(session, crossing.payload(refusing, "hello"));
    StepResult.Done proven = crossing.proven(session, sent);
    crossing.attempt(2);

    assertThat(crossing.advance(session, sent, 1, proven.memo()))
        .isInstanceOfSatisfying(
            StepResult.Failed.class,
            failed -> {
              assertThat(failed.failureClass()).isEqualTo(StepResult.FailureClass.RETRY);
              assertThat(failed.reason()).contains("would revert");
            });
  }

  @Test
  void aPauseAfterTheProofIsWaitedFor() {
    EvmAddress owner = Crossing.STRANGER;
    EvmAddress pausable = crossing.destination().deploy(new PausableIsm(owner));
    AccountId guarded = crossing.recipientBehind(pausable);
    Sent sent = crossing.dispatch(session, crossing.payload(guarded, "hello"));
    StepResult.Done proven = crossing.proven(session, sent);
    Crossing.perform(crossing.destination(), pausable, "pause()");
    crossing.attempt(2);

    assertThat(crossing.advance(session, sent, 1, proven.memo()))
        .isInstanceOfSatisfying(
            StepResult.Pending.class,
            pending -> assertThat(pending.reason()).contains("is paused; its owner " + owner));

    Crossing.perform(crossing.destination(), pausable, "unpause()");
    assertThat(crossing.advance(session, sent, 1, proven.memo()))
        .isInstanceOf(StepResult.Submit.class);
  }

  @Test
  void leavesTheFirstSimulationToWhoeverSigns() {
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    StepResult.Done proven = crossing.proven(session, sent);

    assertThat(crossing.advance(session, sent, 1, proven.memo()))
        .isInstanceOfSatisfying(
            StepResult.Submit.class, submit -> assertThat(submit.intent().gasLimit()).isEmpty());
    crossing.attempt(2);
    assertThat(crossing.advance(session, sent, 1, proven.memo()))
        .isInstanceOfSatisfying(
            StepResult.Submit.class, submit -> assertThat(submit.intent().gasLimit()).isPresent());
  }

  @Test
  void givesADeliveryTheGasTheSenderAskedFor() {
    Outbound generous =
        crossing.payload(
            crossing.envelope(recipient, "hello").gasLimit(3_000_000).build(),
            Bytes.fromUtf8("hello"));
    Sent sent = crossing.dispatch(session, generous);

    assertThat(crossing.advance(session, sent, 1, crossing.proven(session, sent).memo()))
        .isInstanceOfSatisfying(
            StepResult.Submit.class,
            submit -> assertThat(submit.intent().gasLimit()).hasValue(3_000_000));
  }

  @Test
  void usesExactlyTheThresholdOfLegsAndNests() {
    EvmAddress noop = crossing.destination().deploy(new NoopIsm());
    EvmAddress mine = crossing.destination().deploy(trusted());
    EvmAddress inner =
        crossing.destination().deploy(new StaticAggregationIsm(List.of(noop, mine, noop), 1));
    EvmAddress outer =
        crossing.destination().deploy(new StaticAggregationIsm(List.of(noop, inner, mine), 2));
    EvmAddress routing =
        crossing
            .destination()
            .deploy(new DomainRoutingIsm(new TreeMap<>(Map.of(crossing.from().domain(), outer))));
    AccountId nested = crossing.recipientBehind(routing);
    assertThat(session.preflight(crossing.payload(nested, "hello")).refusals()).isEmpty();

    crossing.deliver(session, crossing.dispatch(session, crossing.payload(nested, "hello")));

    assertThat(crossing.received(nested)).isEqualTo(1);
  }

  @Test
  void refusesATrustedRelayerThatWeAreNot() {
    AccountId other =
        crossing.recipientBehind(new TrustedRelayerIsm(crossing.to().mailbox(), Crossing.STRANGER));

    assertRefused(crossing.payload(other, "hello"), "recipient", Crossing.STRANGER.toString());
  }

  @Test
  void neverRefusesOnWhatItRemembers() {
    EvmAddress others =
        crossing
            .destination()
            .deploy(new TrustedRelayerIsm(crossing.to().mailbox(), Crossing.STRANGER));
    AccountId mended = crossing.recipientBehind(others);
    assertThat(session.preflight(crossing.payload(mended, "hello")).refusals()).isNotEmpty();

    crossing.secure(mended.evmAddress(), crossing.destination().deploy(trusted()));
    assertThat(session.preflight(crossing.payload(mended, "hello")).refusals()).isEmpty();

    AccountId later = AccountId.of(crossing.destination().chainId(), Crossing.STRANGER);
    assertThat(session.preflight(crossing.payload(later, "hello")).refusals()).isNotEmpty();
    crossing.destination().deploy(Crossing.STRANGER, new PayloadRecipient(crossing.to().mailbox()));
    assertThat(session.preflight(crossing.payload(later, "hello")).refusals()).isEmpty();
  }

  @Test
  void refusesTwoRelayersAtOnce() {
    EvmAddress one = crossing.destination().deploy(trusted());
    EvmAddress two =
        crossing
            .destination()
            .deploy(new TrustedRelayerIsm(crossing.to().mailbox(), Crossing.STRANGER));
    AccountId both = crossing.recipientBehind(new StaticAggregationIsm(List.of(one, two), 2));

    assertRefused(crossing.payload(both, "hello"), "recipient", "needs 2 of 2 modules, 1 can be");
  }

  @Test
  void refusesAnIsmThatWantsValidatorsAndNamesIt() {
    EvmAddress multisig =
        crossing
            .destination()
            .deploy(new StaticMessageIdMultisigIsm(List.of(Crossing.STRANGER), 1));

    assertRefused(
        crossing.payload(crossing.recipientBehind(multisig), "hello"),
        "recipient",
        "message-id multisig ISM " + multisig);
  }

  @Test
  void refusesARecipientWithoutCode() {
    AccountId nobody = AccountId.of(crossing.destination().chainId(), Crossing.STRANGER);

    assertRefused(crossing.payload(nobody, "hello"), "recipient", "has no code");
  }

  @Test
  void refusesASenderWhoseKeyWeDoNotHave() {
    Outbound message =
        crossing.payload(
            crossing
                .envelope(recipient, "hello")
                .sender(AccountId.of(crossing.origin().chainId(), Crossing.STRANGER))
                .build(),
            Bytes.fromUtf8("hello"));

    assertRefused(message, "sender", "none of our accounts");
  }

  @Test
  void deliversByTheTrustedKeyThoughAnotherOneIsNamedToDeliver() {
    InMemorySigner other = InMemorySigner.fromHex("c3".repeat(32));
    Crossing two = new Crossing(List.of(other, Crossing.RELAYER));
    two.roles(KeyRoles.builder().addDelivering(other.address()).build());
    TransportSession named = open(two);
    AccountId trusting =
        two.recipientBehind(new TrustedRelayerIsm(two.to().mailbox(), Crossing.RELAYER.address()));

    TransactionReceipt delivery =
        two.deliver(named, two.dispatch(named, two.payload(trusting, "hello")));

    assertThat(delivery.sender()).isEqualTo(Crossing.RELAYER.address());
  }

  private static TransportSession open(Crossing between) {
    return between.open(
        RelayTransport.create(
            RelayOptions.builder().addDeployments(between.from(), between.to()).build()));
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    String large = "x".repeat(120_001);

    assertRefused(crossing.payload(recipient, large), "body", "120001 bytes, at most 120000");
  }

  @Test
  void refusesAChainWithoutDeployment() {
    TransportSession alone =
        crossing.open(
            RelayTransport.create(RelayOptions.builder().addDeployments(crossing.from()).build()));

    Preflight preflight = alone.preflight(crossing.payload(recipient, "hello"));

    assertThat(preflight.refusals())
        .singleElement()
        .satisfies(
            refusal ->
                assertThat(refusal.reason()).contains("no Hyperlane deployment on eip155:2000"));
  }

  @Test
  void refusesADeploymentOfAnotherDomain() {
    TransportSession wrong =
        crossing.open(
            RelayTransport.create(
                RelayOptions.builder()
                    .addDeployments(
                        crossing.from(),
                        MailboxDeployment.builder().from(crossing.to()).domain(5).build())
                    .build()));

    assertThat(wrong.preflight(crossing.payload(recipient, "hello")).refusals())
        .anySatisfy(refusal -> assertThat(refusal.reason()).contains("is of domain 4026531842"));
  }

  @Test
  void refusesTwoDeploymentsOfOneChain() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                crossing.open(
                    RelayTransport.create(
                        RelayOptions.builder()
                            .addDeployments(crossing.from(), crossing.from())
                            .build())))
        .withMessageContaining("Two deployments");
  }

  @Test
  void refusesAPollIntervalOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelayOptions.builder().pollInterval(Duration.ZERO).build());
  }

  @Test
  void saysWhatWasDeliveredAsOfABlock() {
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    ProtocolId id = sent.dispatch().protocolIds().get(0);
    BlockRef before = crossing.destination().heads().seen();
    BlockRef block = crossing.deliver(session, sent).inclusion().block();
    BlockRef unknown = new BlockRef(block.chain(), block.height(), Bytes32.ZERO);

    assertThat(session.isDelivered(id, before)).isFalse();
    assertThat(session.isDelivered(id, block)).isTrue();
    assertThatExceptionOfType(ChainUnavailableException.class)
        .isThrownBy(() -> session.isDelivered(id, unknown));
  }

  @Test
  void isFoundByName() {
    assertThat(ServiceLoader.load(TransportProvider.class))
        .anySatisfy(
            provider -> {
              assertThat(provider.name()).isEqualTo("relay");
              assertThat(provider.create())
                  .isInstanceOfSatisfying(
                      MailboxTransport.class,
                      transport -> {
                        assertThat(transport.name()).isEqualTo("relay");
                        assertThat(transport.deployments())
                            .contains(
                                ChainCatalogue.hyperlane()
                                    .named("ethereum")
                                    .orElseThrow()
                                    .deployment()
                                    .orElseThrow());
                      });
            });
  }

  private TrustedRelayerIsm trusted() {
    return new TrustedRelayerIsm(crossing.to().mailbox(), Crossing.RELAYER.address());
  }

  private Sent foreign(String body) {
    Bytes call =
        AbiFunction.parse("dispatch(uint32,bytes32,bytes)")
            .encodeCall(
                crossing.to().domain(), recipient.evmAddress().toWord(), Bytes.fromUtf8(body));
    TransactionReceipt receipt =
        crossing.sendAsStranger(crossing.origin(), crossing.from().mailbox(), call);
    Dispatch dispatch = session.dispatchesIn(receipt).get(0);
    Outbound message =
        crossing.payload(
            crossing.envelope(recipient, body).sender(dispatch.sender()).build(), dispatch.body());
    return new Sent(message, receipt, dispatch);
  }

  private static HyperlaneMessage written(Sent sent) {
    return sent.receipt().logs().stream()
        .filter(log -> log.isEvent(MailboxAbi.DISPATCHED.topic0()))
        .map(log -> MailboxAbi.DISPATCHED.decode(log.topics(), log.data()).get(3).asBytes())
        .map(HyperlaneMessage::decode)
        .findFirst()
        .orElseThrow();
  }

  private void assertRefused(Outbound message, String field, String reason) {
    assertThat(session.preflight(message).refusals())
        .anySatisfy(
            refusal -> {
              assertThat(refusal.field()).isEqualTo(field);
              assertThat(refusal.reason()).contains(reason);
            });
  }
}
