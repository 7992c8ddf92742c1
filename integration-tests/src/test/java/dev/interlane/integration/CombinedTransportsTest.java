package dev.interlane.integration;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.EvmAddress;
import dev.interlane.client.CloseMode;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.RefusedException;
import dev.interlane.mailbox.IsmMetadata;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MailboxTransport;
import dev.interlane.mailbox.checkpoint.Checkpoint;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.mailbox.composite.FallbackTransport;
import dev.interlane.mailbox.composite.QuorumTransport;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.Journal;
import dev.interlane.spi.LogFilter;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.SimulatedChain;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import dev.interlane.zk.ZkOptions;
import dev.interlane.zk.ZkTransport;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Several transports for one message: a quorum that agrees, and a fallback from one to the next.
 */
class CombinedTransportsTest {
  private static final Duration LONG = Duration.ofHours(6);
  private static final Duration DEADLINE = Duration.ofMinutes(30);
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000cc");

  private static final EvmAddress STRANGER =
      EvmAddress.parse("0x00000000000000000000000000000000000000ee");

  private final SimulatedNetwork network = SimulatedNetwork.create(7);
  private final Journal journal = new InMemoryJournal();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void aQuorumIsDeliveredByTheTrustedRelayerWithTheSignatures() {
    MessagingClient client = client(QuorumTransport.of(2, validator(), relay()));

    DeliveryReceipt receipt =
        client.send(deposit(Security.RELAYER_AND_VALIDATORS)).awaitReceipt(LONG);

    assertThat(receipt)
        .isExecuted()
        .wasDeliveredBy(DeliveredBy.SELF)
        .wasDeliveredFrom(network.trustedRelayer());
    Evidence evidence = receipt.evidence().orElseThrow();
    assertThat(evidence.checked())
        .contains("validator and relay each proved " + receipt.protocolIds().getFirst().value());
    assertThat(((Evidence.Composite) evidence).legs())
        .hasExactlyElementsOfTypes(Evidence.Quorum.class, Evidence.Vouched.class);
  }

  @Test
  void aForgedLegOfAQuorumDeliversNothing() {
    AtomicBoolean honest = new AtomicBoolean();
    MailboxTransport forging =
        validator(
            reader ->
                new Changed(reader, signed -> honest.get() ? signed : signed.map(this::forged)));
    MessagingClient client = client(QuorumTransport.of(2, relay(), forging));
    MessageHandle handle = client.send(deposit(Security.RELAYER_AND_VALIDATORS));

    network.advance(Duration.ofMinutes(10));

    assertThat(handle).hasStatus(DeliveryStatus.Dispatched.class);
    assertThat(handle.receipt()).neverWent(DeliveryEvent.DeliverySubmitted.class);
    assertThat(network.destination()).executed(handle.id()).never();

    honest.set(true);
    assertThat(handle.awaitReceipt(LONG)).isExecuted();
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  /** The right message under a root of somebody's choice. */
  private SignedCheckpoint forged(SignedCheckpoint signed) {
    Checkpoint of = signed.checkpoint();
    return new SignedCheckpoint(
        new Checkpoint(of.origin(), of.hook(), of.messageId(), of.index(), of.messageId()),
        signed.signature());
  }

  @Test
  void aLegThatCannotReachItsChainStopsOnlyItself() {
    AtomicBoolean down = new AtomicBoolean(true);
    MailboxTransport failing =
        validator(
            reader ->
                new Changed(
                    reader,
                    signed -> {
                      if (down.get()) {
                        throw new ChainUnavailableException("no node answers", "");
                      }
                      return signed;
                    }));
    MessagingClient client = client(FallbackTransport.of(DEADLINE, failing, relay()));
    MessageHandle handle = client.send(deposit(Security.RELAYER_OR_VALIDATORS));

    DeliveryReceipt receipt = handle.awaitReceipt(LONG);

    assertThat(receipt).isExecuted();
    assertThat(receipt.evidence().orElseThrow().checked())
        .startsWith(
            "the leg relay of the fallback [validator, relay], after validator: a chain cannot be asked: IL-301 no node answers");
  }

  @Test
  void aFallbackWhoseFirstLegArrivesLateExecutesOnce() {
    silenceValidators();
    MessagingClient client = client(FallbackTransport.of(DEADLINE, validator(), relay()));
    MessageHandle handle = client.send(deposit(Security.RELAYER_OR_VALIDATORS));
    network.advance(DEADLINE.minusMinutes(1));
    assertThat(handle).hasStatus(DeliveryStatus.Dispatched.class);

    DeliveryReceipt receipt = handle.awaitReceipt(LONG);
    network.committee().addresses().forEach(network.committee()::resume);
    network.mineBlocks(2);

    assertThat(receipt).isExecuted().wasDeliveredFrom(network.trustedRelayer());
    Evidence.Composite evidence = (Evidence.Composite) receipt.evidence().orElseThrow();
    assertThat(evidence.checked()).startsWith("the leg relay of the fallback [validator, relay]");
    assertThat(evidence.legs()).hasExactlyElementsOfTypes(Evidence.Vouched.class);
    assertThat(deliverWithSignatures()).isInstanceOf(CallResult.Reverted.class);
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @Test
  void aStrangerWithTheLateLegIsNamed() {
    silenceValidators();
    MessagingClient client = client(FallbackTransport.of(DEADLINE, validator(), relay()));
    MessageHandle handle = client.send(deposit(Security.RELAYER_OR_VALIDATORS));
    network.faults().handlersRevert();
    network.advance(DEADLINE.plusMinutes(5));
    assertThat(handle).hasStatus(DeliveryStatus.Proven.class);

    network.committee().addresses().forEach(network.committee()::resume);
    network.mineBlocks(2);
    network.faults().handlersRecover();
    assertThat(deliverWithSignatures()).isInstanceOf(CallResult.Returned.class);

    assertThat(handle.awaitReceipt(LONG)).isExecuted().wasDeliveredBy(DeliveredBy.STRANGER);
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @Test
  void aRestartStartsNoDeadlineOver() {
    silenceValidators();
    MessagingClient before = client(FallbackTransport.of(DEADLINE, validator(), relay()));
    MessageHandle handle = before.send(deposit(Security.RELAYER_OR_VALIDATORS));
    network.advance(DEADLINE.minusMinutes(1));
    before.close(CloseMode.ABANDON, Duration.ZERO);

    MessagingClient after = client(FallbackTransport.of(DEADLINE, validator(), relay()));
    network.advance(Duration.ofMinutes(4));

    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
    assertThat(after.find(handle.id()).orElseThrow()).hasStatus(DeliveryStatus.Delivered.class);
  }

  @Test
  void aFallbackIsRefusedWhereTheRecipientDoesNotAcceptEachLeg() {
    MessagingClient client = client(FallbackTransport.of(DEADLINE, validator(), relay()));

    for (Security security :
        List.of(Security.TRUSTED_RELAYER, Security.MESSAGE_ID_MULTISIG, Security.AGGREGATION)) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> client.send(deposit(security)))
          .withMessageContaining(
              "a fallback dispatches once, so the recipient must accept each of its legs");
    }
  }

  @Test
  void aQuorumIsRefusedWhereTheRecipientDoesNotEnforceIt() {
    MessagingClient client = client(QuorumTransport.of(2, validator(), relay()));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(deposit(Security.MESSAGE_ID_MULTISIG)))
        .withMessageContaining("a quorum of transports is enforced by an aggregation ISM");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(deposit(Security.RELAYER_OR_VALIDATORS)))
        .withMessageContaining("asks for 1 of 2 modules, the quorum is of 2 transports");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(deposit(Security.AGGREGATION)))
        .withMessageContaining("has modules for 1 of the 2 transports needed; relay: no module");
  }

  @Test
  void ofThreeReadyLegsExactlyTwoAreSent() {
    try (SimulatedNetwork three = SimulatedNetwork.builder().seed(7).provable().build()) {
      MessagingClient before = client(three, twoOfThree(three));
      MessageHandle handle = before.send(depositBehindTwoOfThree(three));
      three.mineBlocks(1);
      before.close(CloseMode.ABANDON, Duration.ZERO);
      three.advance(Duration.ofMinutes(10));

      MessagingClient after = client(three, twoOfThree(three));
      DeliveryReceipt receipt = after.find(handle.id()).orElseThrow().awaitReceipt(LONG);

      assertThat(receipt).isExecuted().neverWent(DeliveryEvent.AttemptFailed.class);
      assertThat(((Evidence.Composite) receipt.evidence().orElseThrow()).legs())
          .hasExactlyElementsOfTypes(Evidence.Proof.class, Evidence.Quorum.class);
      assertThat(three.destination()).executed(handle.id()).exactlyOnce();
    }
  }

  @Test
  void aStalledLegOfThreeStopsNobody() {
    try (SimulatedNetwork three = SimulatedNetwork.builder().seed(7).provable().build()) {
      three.provenOrigin().stall();
      MessageHandle handle = client(three, twoOfThree(three)).send(depositBehindTwoOfThree(three));

      DeliveryReceipt receipt = handle.awaitReceipt(LONG);

      assertThat(receipt).isExecuted().neverWent(DeliveryEvent.StepSubmitted.class);
      assertThat(((Evidence.Composite) receipt.evidence().orElseThrow()).legs())
          .hasExactlyElementsOfTypes(Evidence.Quorum.class, Evidence.Vouched.class);
    }
  }

  private MessagingClient client(SimulatedNetwork three, MailboxTransport transport) {
    return three.opened(three.clientBuilder().journal(journal).transport(transport).build());
  }

  private static MailboxTransport twoOfThree(SimulatedNetwork three) {
    List<MailboxDeployment> deployments = three.provenOrigin().deployments();
    ValidatorOptions.Builder validators = ValidatorOptions.builder().addAllDeployments(deployments);
    three.committee().announceTo(validators::checkpoints);
    return QuorumTransport.of(
        2,
        ZkTransport.create(ZkOptions.builder().addAllDeployments(deployments).build()),
        ValidatorTransport.hyperlane(validators.build()),
        RelayTransport.create(RelayOptions.builder().addAllDeployments(deployments).build()));
  }

  private static MessageEnvelope depositBehindTwoOfThree(SimulatedNetwork three) {
    return MessageEnvelope.builder()
        .sender(three.sender())
        .recipient(three.createVault(three.provenOrigin().quorumIsm(2)))
        .body(ContractCall.of("deposit(address,uint256)", USER, 5))
        .build();
  }

  @Test
  void combinationsThatCannotBeAreRefusedWhenMade() {
    MailboxTransport relay = relay();
    MailboxTransport validator = validator();
    MailboxTransport elsewhere =
        RelayTransport.create(
            RelayOptions.builder().addDeployments(network.origin().deployment()).build());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuorumTransport.of(1, validator, relay))
        .withMessageContaining("2 to 2 of them, got 1. One of several is a FallbackTransport");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuorumTransport.of(3, validator, relay))
        .withMessageContaining("got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuorumTransport.of(2, relay, relay))
        .withMessageContaining("different names, got [relay, relay]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FallbackTransport.of(DEADLINE, validator, elsewhere))
        .withMessageContaining("a message is dispatched once for all of them");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FallbackTransport.of(DEADLINE, relay))
        .withMessageContaining("two or more, got [relay]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FallbackTransport.of(Duration.ZERO, validator, relay))
        .withMessageContaining("positive, got PT0S");
  }

  private MessagingClient client(MailboxTransport transport) {
    return network.opened(network.clientBuilder().journal(journal).transport(transport).build());
  }

  private MailboxTransport relay() {
    return RelayTransport.create(
        RelayOptions.builder().addAllDeployments(network.deployments()).build());
  }

  private MailboxTransport validator() {
    return validator(reader -> reader);
  }

  private MailboxTransport validator(UnaryOperator<CheckpointReader> published) {
    ValidatorOptions.Builder options =
        ValidatorOptions.builder().addAllDeployments(network.deployments());
    network
        .committee()
        .announceTo(
            (origin, validator, reader) ->
                options.checkpoints(origin, validator, published.apply(reader)));
    return ValidatorTransport.hyperlane(options.build());
  }

  private void silenceValidators() {
    network.committee().addresses().forEach(network.committee()::silence);
  }

  private MessageEnvelope deposit(Security security) {
    return MessageEnvelope.builder()
        .sender(network.sender())
        .recipient(network.vault(security))
        .body(ContractCall.of("deposit(address,uint256)", USER, 5))
        .build();
  }

  /** A stranger delivers the first message with the validators' signatures, if that is accepted. */
  private CallResult deliverWithSignatures() {
    SimulatedChain chain = network.destination().chain();
    List<SignedCheckpoint> signed = new ArrayList<>();
    for (EvmAddress validator : network.committee().addresses().subList(0, 2)) {
      CheckpointReader reader =
          Objects.requireNonNull(
              network.committee().checkpoints(network.origin().id()).get(validator));
      signed.add(reader.checkpoint(0).orElseThrow());
    }
    Checkpoint checkpoint = signed.get(0).checkpoint();
    Bytes signatures =
        IsmMetadata.messageIdMultisig(
            checkpoint.hook(),
            checkpoint.root(),
            checkpoint.index(),
            signed.stream().map(SignedCheckpoint::signature).toList());
    Bytes metadata = IsmMetadata.aggregation(List.of(Optional.empty(), Optional.of(signatures)));
    CallRequest process =
        new CallRequest(
            STRANGER,
            network.destination().mailbox(),
            MailboxAbi.PROCESS.encodeCall(metadata, firstMessage()),
            BigInteger.ZERO);
    CallResult result = chain.call(process, BlockSelector.LATEST);
    if (result instanceof CallResult.Returned) {
      chain.fund(STRANGER, BigInteger.TEN.pow(20));
      chain.impersonate(process);
    }
    return result;
  }

  private Bytes firstMessage() {
    SimulatedChain chain = network.origin().chain();
    LogFilter dispatches =
        new LogFilter(List.of(network.origin().mailbox()), List.of(MailboxAbi.DISPATCHED.topic0()));
    Bytes data = chain.logs(dispatches, 0, chain.heads().seen().height()).get(0).data();
    return data.slice(64, (int) data.longAt(56));
  }

  /** Shows what a validator published in another way. */
  private record Changed(
      CheckpointReader published, UnaryOperator<Optional<SignedCheckpoint>> change)
      implements CheckpointReader {
    @Override
    public OptionalLong latestIndex() {
      return published.latestIndex();
    }

    @Override
    public Optional<SignedCheckpoint> checkpoint(long index) {
      return change.apply(published.checkpoint(index));
    }
  }
}
