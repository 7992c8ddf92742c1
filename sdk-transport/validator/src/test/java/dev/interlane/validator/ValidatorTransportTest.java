package dev.interlane.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.error.RefusedException;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MailboxTransport;
import dev.interlane.mailbox.catalogue.ChainCatalogue;
import dev.interlane.mailbox.checkpoint.Checkpoint;
import dev.interlane.mailbox.checkpoint.InMemoryCheckpoints;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.Evidence;
import dev.interlane.spi.Outbound;
import dev.interlane.spi.Signature;
import dev.interlane.spi.StepResult;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.spi.TransportCapabilities.DeliveryBy;
import dev.interlane.spi.TransportProvider;
import dev.interlane.spi.TransportSession;
import dev.interlane.spi.WakeOn;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.testkit.conformance.Crossing;
import dev.interlane.testkit.conformance.Crossing.Sent;
import dev.interlane.testkit.contract.DomainRoutingIsm;
import dev.interlane.testkit.contract.NoopIsm;
import dev.interlane.testkit.contract.ProtocolFee;
import dev.interlane.testkit.contract.StaticAggregationIsm;
import dev.interlane.testkit.contract.StaticMerkleRootMultisigIsm;
import dev.interlane.testkit.contract.StaticMessageIdMultisigIsm;
import dev.interlane.testkit.contract.TrustedRelayerIsm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValidatorTransportTest {
  private static final BigInteger CURVE_ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
  private static final Bytes32 OTHER = Bytes32.leftPad(Bytes.fromHex("0x0bad"));

  private final Crossing crossing = new Crossing();
  private final Committee committee = new Committee(4, crossing.origin(), crossing.from());
  private final TransportSession session = open(0, 1, 2);
  private final List<EvmAddress> three = committee.addresses().subList(0, 3);

  /** The two ways of asking validators. */
  enum Kind {
    MESSAGE_ID,
    MERKLE_ROOT;

    Contract of(List<EvmAddress> validators, int threshold) {
      return this == MESSAGE_ID
          ? new StaticMessageIdMultisigIsm(validators, threshold)
          : new StaticMerkleRootMultisigIsm(validators, threshold);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void deliversWithAQuorumAndSaysWhoSigned(Kind kind) {
    AccountId recipient = crossing.recipientBehind(kind.of(three, 2));
    Outbound message = crossing.payload(recipient, "hello");
    assertThat(session.preflight(message).refusals()).isEmpty();
    Sent sent = crossing.dispatch(session, message);
    committee.sign(0, 2);

    StepResult.Done proven = crossing.proven(session, sent);
    crossing.deliver(session, sent);

    assertThat(proven.evidence())
        .hasValueSatisfying(
            evidence ->
                assertThat(evidence)
                    .isInstanceOfSatisfying(
                        Evidence.Quorum.class,
                        quorum -> {
                          assertThat(quorum.signers())
                              .extracting(AccountId::evmAddress)
                              .containsExactly(committee.address(0), committee.address(2));
                          assertThat(quorum.validators())
                              .extracting(AccountId::evmAddress)
                              .isEqualTo(three);
                          assertThat(quorum.threshold()).isEqualTo(2);
                          assertThat(quorum.raw().isEmpty()).isFalse();
                        }));
    assertThat(crossing.received(recipient)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void takesTheLeafIndexFromTheTreeAndNotFromTheNonce(Kind kind) {
    AccountId recipient = crossing.recipientBehind(kind.of(three, 2));
    skipALeaf();
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "nonce 1, leaf 0"));
    committee.sign(0, 1, 2);

    crossing.deliver(session, sent);

    assertThat(committee.storage(0).latestIndex()).hasValue(0);
    assertThat(crossing.received(recipient)).isEqualTo(1);
  }

  @Test
  void dispatchesNothingThatWouldBeNoLeaf() {
    AccountId recipient = crossing.recipientBehind(Kind.MESSAGE_ID.of(three, 2));
    EvmAddress noTree = crossing.origin().deploy(new ProtocolFee(BigInteger.ZERO));
    MailboxDeployment treeless =
        MailboxDeployment.builder().from(crossing.from()).dispatchHook(noTree).build();
    TransportSession aside =
        crossing.open(
            ValidatorTransport.hyperlane(
                committee
                    .announce(
                        ValidatorOptions.builder().addDeployments(treeless, crossing.to()), 0, 1, 2)
                    .build()));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> aside.dispatch(crossing.payload(recipient, "hello")))
        .withMessageContaining("the hook " + noTree + " does not insert into the tree of ");
  }

  @ParameterizedTest
  @EnumSource(names = {"NETWORK", "NETWORK_THEN_SELF"})
  void noticesADefaultHookThatIsChangedBetweenQuoteAndDispatch(DeliveryBy by) {
    AccountId recipient = crossing.recipientBehind(Kind.MESSAGE_ID.of(three, 2));
    TransportSession network =
        crossing.open(
            ValidatorTransport.hyperlane(
                committee
                    .announce(
                        ValidatorOptions.builder()
                            .addDeployments(crossing.from(), crossing.to())
                            .terms(DeliveryTerms.builder().by(by).build()),
                        0,
                        1,
                        2)
                    .build()));
    Outbound first = crossing.payload(recipient, "hello");
    assertThat(network.preflight(first).refusals()).isEmpty();
    EvmAddress noTree = crossing.origin().deploy(new ProtocolFee(BigInteger.ZERO));
    Crossing.perform(
        crossing.origin(), crossing.from().mailbox(), "setDefaultHook(address)", noTree);

    Sent sent = crossing.dispatch(network, first);
    pass(Duration.ofMinutes(1));

    assertThat(crossing.advance(network, sent, 0, sent.dispatch().memo()))
        .isInstanceOfSatisfying(
            StepResult.Failed.class,
            failed -> {
              assertThat(failed.failureClass()).isEqualTo(StepResult.FailureClass.PARK);
              assertThat(failed.reason()).contains("is no leaf of the Merkle tree hook");
            });
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> network.dispatch(crossing.payload(recipient, "later")))
        .withMessageContaining("the mailbox's default hook does not insert into the tree of ");
  }

  @Test
  void provesManyMessagesWithOneLaterCheckpoint() {
    AccountId recipient = crossing.recipientBehind(Kind.MERKLE_ROOT.of(three, 2));
    Sent first = crossing.dispatch(session, crossing.payload(recipient, "first"));
    Sent second = crossing.dispatch(session, crossing.payload(recipient, "second"));
    Sent third = crossing.dispatch(session, crossing.payload(recipient, "third"));
    committee.sign(0, 1, 2);

    crossing.deliver(session, third);
    crossing.deliver(session, first);
    crossing.deliver(session, second);

    assertThat(crossing.received(recipient)).isEqualTo(3);
    assertThat(committee.reads()).isEqualTo(2);
  }

  @Test
  void usesTheMessagesOwnCheckpointWhenLaterOnesAreOfNoUse() {
    AccountId recipient = crossing.recipientBehind(Kind.MERKLE_ROOT.of(three, 2));
    Sent first = crossing.dispatch(session, crossing.payload(recipient, "first"));
    for (int i = 0; i < 12; i++) {
      crossing.dispatch(session, crossing.payload(recipient, "later " + i));
    }
    committee.sign(0, 1, 2);
    for (int member : new int[] {0, 1, 2}) {
      committee.publish(member, found -> found.filter(signed -> signed.checkpoint().index() == 0));
    }

    crossing.deliver(session, first);

    assertThat(crossing.received(recipient)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void saysExactlyWhatIsMissing(Kind kind) {
    AccountId recipient = crossing.recipientBehind(kind.of(committee.addresses(), 3));
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    committee.sign(0);

    String reason = waiting(sent);

    assertThat(reason)
        .contains("1 of 3 signatures over checkpoint 0")
        .contains(committee.address(1) + ": it has published no checkpoint yet")
        .contains(committee.address(3) + ": not announced");

    crossing.dispatch(session, crossing.payload(recipient, "later"));
    committee.sign(1);
    committee.storage(1).writeLatestIndex(1);
    committee.storage(1).remove(0);
    committee.storage(2).writeLatestIndex(0);
    pass(Duration.ofSeconds(5));
    assertThat(waiting(sent))
        .contains(committee.address(1) + ": it has no checkpoint 0")
        .contains(committee.address(2) + ": it has no checkpoint 0");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void countsNobodyWhoRaisedTheReorgFlag(Kind kind) {
    AccountId recipient = crossing.recipientBehind(kind.of(three, 2));
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    committee.sign(0, 1);
    committee.raiseReorgFlag(1);

    assertThat(waiting(sent)).contains(committee.address(1) + ": it has raised its reorg flag");

    committee.sign(2);
    pass(Duration.ofSeconds(2));
    crossing.deliver(session, sent);
    assertThat(crossing.received(recipient)).isEqualTo(1);
  }

  @Test
  void looksAgainAfterAWhileAndThenSucceeds() {
    AccountId recipient = crossing.recipientBehind(Kind.MESSAGE_ID.of(three, 2));
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    assertThat(crossing.prove(session, sent))
        .isInstanceOfSatisfying(
            StepResult.Pending.class,
            pending ->
                assertThat(pending.wakeOn())
                    .isEqualTo(new WakeOn.At(crossing.scheduler().now().plusSeconds(2))));

    committee.sign(1, 2);
    pass(Duration.ofSeconds(2));

    crossing.deliver(session, sent);
    assertThat(crossing.received(recipient)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void countsNoForgery(Kind kind) {
    Map<String, UnaryOperator<SignedCheckpoint>> forgeries = new TreeMap<>();
    forgeries.put(
        "is signed by " + committee.address(3),
        signed -> SignedCheckpoint.sign(signed.checkpoint(), committee.signer(3)));
    forgeries.put(
        "has no valid signature",
        signed -> new SignedCheckpoint(signed.checkpoint(), highS(signed.signature())));
    forgeries.put(
        "has no valid signature ",
        signed ->
            new SignedCheckpoint(
                signed.checkpoint(), new Signature(Bytes32.ZERO, Bytes32.ZERO, 0)));
    forgeries.put("is for domain 5", resigned(1, of -> with(of, 5, of.hook(), of.root())));
    forgeries.put(
        "is for the hook " + OTHER, resigned(1, of -> with(of, of.origin(), OTHER, of.root())));
    forgeries.put(
        "has the root " + OTHER, resigned(1, of -> with(of, of.origin(), of.hook(), OTHER)));
    forgeries.put(
        "is for the message " + OTHER,
        resigned(1, of -> new Checkpoint(of.origin(), of.hook(), of.root(), of.index(), OTHER)));
    forgeries.put(
        "says it is checkpoint 9",
        resigned(1, of -> new Checkpoint(of.origin(), of.hook(), of.root(), 9, of.messageId())));

    AccountId recipient = crossing.recipientBehind(kind.of(three, 2));
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    committee.sign(0, 1);
    forgeries.forEach(
        (reason, forgery) -> {
          committee.publish(1, found -> found.map(forgery));
          pass(Duration.ofSeconds(5));

          assertThat(waiting(sent))
              .contains("1 of 2 signatures")
              .contains(committee.address(1) + ": its checkpoint 0 " + reason.strip());
        });

    committee.publish(1, UnaryOperator.identity());
    crossing.deliver(session, sent);
    assertThat(crossing.received(recipient)).isEqualTo(1);
  }

  @Test
  void saysWhenAValidatorReallySignedAnotherRoot() {
    AccountId recipient = crossing.recipientBehind(Kind.MESSAGE_ID.of(three, 2));
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    committee.sign(0, 1);
    UnaryOperator<Checkpoint> lie = of -> with(of, of.origin(), of.hook(), OTHER);

    committee.publish(1, found -> found.map(resigned(1, lie)));
    assertThat(waiting(sent)).contains("has the root " + OTHER).contains("and it did sign that");

    pass(Duration.ofSeconds(5));
    committee.publish(1, found -> found.map(resigned(3, lie)));
    assertThat(waiting(sent))
        .contains("has the root " + OTHER)
        .doesNotContain("and it did sign that");
  }

  @Test
  void oneValidatorIsNotTwo() {
    AccountId recipient = crossing.recipientBehind(Kind.MESSAGE_ID.of(three, 2));
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    committee.sign(0, 1);
    committee.publish(1, found -> Optional.of(committee.signed(0, 0)));

    assertThat(waiting(sent)).contains("1 of 2").contains("is signed by " + committee.address(0));
  }

  @Test
  void aQuorumOfAnotherSetIsNone() {
    List<EvmAddress> set = List.of(committee.address(0), committee.address(3));
    AccountId recipient = crossing.recipientBehind(Kind.MESSAGE_ID.of(set, 2));
    TransportSession all = open(0, 1, 2, 3);
    Sent sent = crossing.dispatch(all, crossing.payload(recipient, "hello"));
    committee.sign(0, 1, 2);

    assertThat(crossing.prove(all, sent))
        .isInstanceOfSatisfying(
            StepResult.Pending.class,
            pending ->
                assertThat(pending.reason())
                    .contains("1 of 2")
                    .doesNotContain(committee.address(1).toString()));
  }

  @Test
  void ordersSignaturesAsTheContractWantsThem() {
    List<EvmAddress> reversed =
        List.of(committee.address(2), committee.address(1), committee.address(0));
    AccountId recipient = crossing.recipientBehind(Kind.MESSAGE_ID.of(reversed, 3));
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    committee.sign(0, 1, 2);

    crossing.deliver(session, sent);

    assertThat(crossing.received(recipient)).isEqualTo(1);
  }

  @Test
  void aStorageInTroubleIsAReasonAndNoError() {
    AccountId recipient = crossing.recipientBehind(Kind.MESSAGE_ID.of(three, 3));
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    committee.sign(0, 1, 2);
    committee.publish(
        0,
        found -> {
          throw new UncheckedIOException(new IOException("disk on fire"));
        });
    committee.publish(
        1,
        found -> {
          throw CodecException.at(DecodeReason.WRONG_KIND, 0, "", "a picture of a cat");
        });

    assertThat(waiting(sent))
        .contains("1 of 3")
        .contains("disk on fire")
        .contains("a picture of a cat");
  }

  @Test
  void asksASecondStorageOfTheSameValidator() {
    AccountId recipient = crossing.recipientBehind(Kind.MESSAGE_ID.of(three, 2));
    ValidatorOptions.Builder options = options();
    committee.announce(options, 0);
    options.checkpoints(crossing.from().chain(), committee.address(1), new InMemoryCheckpoints());
    committee.announce(options, 1);
    TransportSession twice = crossing.open(ValidatorTransport.hyperlane(options.build()));
    Sent sent = crossing.dispatch(twice, crossing.payload(recipient, "hello"));
    committee.sign(0, 1);

    crossing.deliver(twice, sent);

    assertThat(crossing.received(recipient)).isEqualTo(1);
  }

  @Test
  void usesExactlyTheThresholdOfLegsOfNestedAggregations() {
    EvmAddress messageId = crossing.destination().deploy(Kind.MESSAGE_ID.of(three, 2));
    EvmAddress merkleRoot = crossing.destination().deploy(Kind.MERKLE_ROOT.of(three, 2));
    EvmAddress noop = crossing.destination().deploy(new NoopIsm());
    EvmAddress inner =
        crossing
            .destination()
            .deploy(new StaticAggregationIsm(List.of(noop, merkleRoot, messageId), 1));
    EvmAddress routing =
        crossing
            .destination()
            .deploy(new DomainRoutingIsm(new TreeMap<>(Map.of(crossing.from().domain(), inner))));
    EvmAddress trusted =
        crossing
            .destination()
            .deploy(new TrustedRelayerIsm(crossing.to().mailbox(), Crossing.RELAYER.address()));
    AccountId recipient =
        crossing.recipientBehind(
            new StaticAggregationIsm(List.of(noop, routing, messageId, trusted), 3));
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    committee.sign(0, 1, 2);

    StepResult.Done proven = crossing.proven(session, sent);
    crossing.deliver(session, sent);

    assertThat(proven.evidence())
        .hasValueSatisfying(
            evidence ->
                assertThat(evidence)
                    .isInstanceOfSatisfying(
                        Evidence.Composite.class,
                        all -> {
                          assertThat(all.legs()).hasSize(3);
                          assertThat(all.legs())
                              .filteredOn(leg -> leg instanceof Evidence.Quorum)
                              .hasSize(2);
                        }));
    assertThat(crossing.received(recipient)).isEqualTo(1);
  }

  @Test
  void doesNotFallBackOnALegThatNobodySigns() {
    EvmAddress noop = crossing.destination().deploy(new NoopIsm());
    EvmAddress messageId = crossing.destination().deploy(Kind.MESSAGE_ID.of(three, 2));
    AccountId recipient =
        crossing.recipientBehind(new StaticAggregationIsm(List.of(noop, messageId), 1));
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    assertThat(waiting(sent)).contains("0 of 1 legs").contains("below quorum");

    committee.sign(0, 1);
    pass(Duration.ofSeconds(2));

    assertThat(crossing.proven(session, sent).evidence())
        .hasValueSatisfying(evidence -> assertThat(evidence).isInstanceOf(Evidence.Quorum.class));
  }

  @Test
  void beginsAgainWhenTheSetChanges() {
    AccountId recipient = crossing.recipientBehind(Kind.MESSAGE_ID.of(three, 2));
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    committee.sign(0, 1, 2);
    StepResult.Done proven = crossing.proven(session, sent);
    crossing.secure(
        recipient.evmAddress(), crossing.destination().deploy(Kind.MESSAGE_ID.of(three, 3)));
    crossing.attempt(2);

    assertThat(crossing.advance(session, sent, 1, proven.memo()))
        .isInstanceOf(StepResult.Stale.class);

    crossing.deliver(session, sent);
    assertThat(crossing.received(recipient)).isEqualTo(1);
  }

  @Test
  void waitsForANewBranchAfterAReorganisation() {
    AccountId recipient = crossing.recipientBehind(Kind.MESSAGE_ID.of(three, 2));
    Sent sent = crossing.dispatch(session, crossing.payload(recipient, "hello"));
    committee.sign(0, 1, 2);
    crossing.proven(session, sent);
    crossing.origin().reorg(5, Displaced.WITHDRAWN);
    crossing.origin().mine();
    Sent other = crossing.dispatch(session, crossing.payload(recipient, "instead"));

    assertThat(crossing.prove(session, other))
        .as("the validators signed the lost branch")
        .isInstanceOfSatisfying(
            StepResult.Pending.class,
            pending -> assertThat(pending.reason()).contains("is for the message"));
  }

  @Test
  void refusesAnIsmWithoutValidators() {
    AccountId anybody = crossing.recipientBehind(new NoopIsm());

    assertRefused(crossing.payload(anybody, "hello"), "asks no validators");
  }

  @Test
  void refusesASetItCannotReach() {
    AccountId recipient = crossing.recipientBehind(Kind.MERKLE_ROOT.of(committee.addresses(), 4));

    assertRefused(
        crossing.payload(recipient, "hello"),
        "needs 4 validators of eip155:1000, the storage of 3 is known; "
            + committee.address(3)
            + ": not announced to us");
  }

  @Test
  void refusesAnIsmOfAKindItDoesNotKnow() {
    Contract ccipRead =
        frame ->
            frame.data().startsWith(AbiFunction.parse("moduleType()").selector())
                ? AbiFunction.parse("moduleType() returns (uint8)").encodeReturn(7)
                : Bytes.EMPTY;
    EvmAddress ism = crossing.destination().deploy(ccipRead);

    assertRefused(
        crossing.payload(crossing.recipientBehind(ism), "hello"), "ISM of type 7 CCIP_READ " + ism);
  }

  @Test
  void manyMessagesOfOneBlockReadTheTreeAndTheIsmOnce() {
    AccountId recipient = crossing.recipientBehind(Kind.MESSAGE_ID.of(three, 2));
    Counting counted = new Counting(crossing);
    TransportSession counting = counted.open(options(0, 1, 2));
    Sent[] sent = new Sent[20];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = crossing.dispatch(counting, crossing.payload(recipient, "message " + i));
    }
    committee.sign(0, 1, 2);
    counted.reset();

    for (Sent each : sent) {
      crossing.proven(counting, each);
    }

    assertThat(counted.originQuestions()).isLessThan(8);
    assertThat(counted.destinationQuestions()).isLessThan(8);
    assertThat(committee.reads()).isEqualTo(40);
  }

  @Test
  void isFoundByName() {
    assertThat(ServiceLoader.load(TransportProvider.class))
        .anySatisfy(
            provider -> {
              assertThat(provider.name()).isEqualTo("validator");
              assertThat(provider.create())
                  .isInstanceOfSatisfying(
                      MailboxTransport.class,
                      transport -> {
                        assertThat(transport.name()).isEqualTo("validator");
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

  private ValidatorOptions.Builder options() {
    return ValidatorOptions.builder().addDeployments(crossing.from(), crossing.to());
  }

  private ValidatorOptions options(int... announced) {
    return committee.announce(options(), announced).build();
  }

  private TransportSession open(int... announced) {
    return crossing.open(ValidatorTransport.hyperlane(options(announced)));
  }

  private String waiting(Sent sent) {
    StepResult result = crossing.prove(session, sent);
    assertThat(result).isInstanceOf(StepResult.Pending.class);
    return ((StepResult.Pending) result).reason();
  }

  private void pass(Duration time) {
    crossing.scheduler().advance(time);
  }

  /** A dispatch that skips the tree: the mailbox nonce goes on, the leaf index does not. */
  private void skipALeaf() {
    EvmAddress other = crossing.origin().deploy(new ProtocolFee(BigInteger.ZERO));
    Bytes call =
        AbiFunction.parse("dispatch(uint32,bytes32,bytes,bytes,address)")
            .encodeCall(
                crossing.to().domain(), OTHER, Bytes.fromUtf8("elsewhere"), Bytes.EMPTY, other);
    TransactionReceipt receipt =
        crossing.sendAsStranger(crossing.origin(), crossing.from().mailbox(), call);
    assertThat(receipt.succeeded()).isTrue();
  }

  private UnaryOperator<SignedCheckpoint> resigned(int member, UnaryOperator<Checkpoint> lie) {
    return signed ->
        SignedCheckpoint.sign(lie.apply(signed.checkpoint()), committee.signer(member));
  }

  private static Checkpoint with(Checkpoint of, long origin, Bytes32 hook, Bytes32 root) {
    return new Checkpoint(origin, hook, root, of.index(), of.messageId());
  }

  private static Signature highS(Signature low) {
    return new Signature(
        low.r(), Bytes32.ofUnsigned(CURVE_ORDER.subtract(low.s().toUnsigned())), 1 - low.yParity());
  }

  private void assertRefused(Outbound message, String reason) {
    assertThat(session.preflight(message).refusals())
        .anySatisfy(refusal -> assertThat(refusal.reason()).contains(reason));
  }
}
