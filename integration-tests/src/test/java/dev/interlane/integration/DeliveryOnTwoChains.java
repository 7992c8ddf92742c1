package dev.interlane.integration;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.client.SendRequest;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.codec.json.InterlaneJsonModule;
import dev.interlane.error.IdempotencyConflictException;
import dev.interlane.error.RefusedException;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.NodeAgreement;
import dev.interlane.mailbox.ProvenDelivery;
import dev.interlane.mailbox.checkpoint.AnnouncedCheckpoints;
import dev.interlane.mailbox.checkpoint.CheckpointLocations;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.InMemoryCheckpoints;
import dev.interlane.mailbox.composite.FallbackTransport;
import dev.interlane.mailbox.composite.QuorumTransport;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.BlockHashSource;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.Evidence;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.LogFilter;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.Security;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import dev.interlane.zk.ZkOptions;
import dev.interlane.zk.ZkTransport;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every network has to bear out: the same calls, the same bad days, the same receipts. Each
 * subclass names its chains and nothing else.
 */
abstract class DeliveryOnTwoChains extends StoriesOnTwoChains {
  private static final BigInteger AMOUNT = BigInteger.valueOf(5);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Bytes32 EXECUTED =
      Keccak256.hash(Bytes.fromUtf8("Executed(bytes32,uint32,bytes32,bytes4)"));
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new InterlaneJsonModule()).build();
  private static final AtomicInteger USERS = new AtomicInteger();

  /** Chains may be shared: each test deposits for a user of its own. */
  private final EvmAddress user =
      EvmAddress.parse(String.format("0x%040x", 0xdec0de00L + USERS.incrementAndGet()));

  private final List<EvmAddress> further = new ArrayList<>();

  @Test
  void aTrustedRelayerDelivers() {
    MessageHandle handle = client(relay()).send(deposit(Security.TRUSTED_RELAYER).build());

    assertThat(executedOnce(handle))
        .wasDeliveredBy(DeliveredBy.SELF)
        .hasEvidence(Evidence.Vouched.class);
    assertThat(deposited(Security.TRUSTED_RELAYER)).isEqualTo(AMOUNT);
  }

  @Test
  void itsReceiptProvesTheExecutionByReceiptAndByStorage() {
    MessageHandle handle = client(relay()).send(deposit(Security.TRUSTED_RELAYER).build());
    executedOnce(handle);
    MailboxDeployment destination = chains().deployments().get(1);

    for (ExecutionProof.Kind kind : ExecutionProof.Kind.values()) {
      DeliveryReceipt receipt = handle.proveExecution(kind);
      DeliveryReceipt read =
          JSON.readValue(JSON.writeValueAsString(receipt), DeliveryReceipt.class);
      ProvenDelivery proven = ProvenDelivery.verify(read, destination);

      assertThat(read).isEqualTo(receipt);
      assertThat(proven.executed()).isTrue();
      assertThat(proven.processedAt()).hasValue(receipt.delivery().orElseThrow().block().height());
      assertThat(receipt.executionProof().orElseThrow().source())
          .isEqualTo(new BlockHashSource.OneNode(chains().destination().name()));
    }
    ExecutionProof agreed =
        NodeAgreement.confirm(
            handle.proveExecution(ExecutionProof.Kind.RECEIPT).executionProof().orElseThrow(),
            List.of(chains().destination()),
            1);
    assertThat(agreed.source()).isInstanceOf(BlockHashSource.NodeQuorum.class);
  }

  @Test
  void itsReceiptProvesThatNothingWasDeliveredYet() {
    MessagingClient client = client(relay());
    CompletableFuture<DeliveryEvent.AttemptFailed> failed =
        firstEvent(client, DeliveryEvent.AttemptFailed.class);
    chains().pauseVaults();
    try {
      MessageHandle handle = client.send(deposit(Security.TRUSTED_RELAYER).build());
      chains().await(failed);

      DeliveryReceipt receipt = handle.proveExecution(ExecutionProof.Kind.STORAGE);

      assertThat(ProvenDelivery.verify(receipt, chains().deployments().get(1)).executed())
          .isFalse();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> handle.proveExecution(ExecutionProof.Kind.RECEIPT))
          .withMessageContaining("Prove by storage");
    } finally {
      chains().resumeVaults();
    }
  }

  @Test
  void aQuorumOfValidatorsDelivers() {
    MessageHandle handle =
        client(validator(chains().checkpoints()))
            .send(deposit(Security.MESSAGE_ID_MULTISIG).build());

    assertThat(executedOnce(handle))
        .wasDeliveredBy(DeliveredBy.SELF)
        .hasEvidence(Evidence.Quorum.class);
    assertThat(deposited(Security.MESSAGE_ID_MULTISIG)).isEqualTo(AMOUNT);
  }

  @Test
  void aQuorumByWeightBehindARouteDelivers() {
    Map<EvmAddress, CheckpointReader> heavy = new TreeMap<>(chains().checkpoints());
    List<EvmAddress> validators = List.copyOf(heavy.keySet());
    heavy.remove(validators.get(0));
    AccountId vault = known(chains().weightedVault(validators));

    MessageHandle handle = client(validator(heavy)).send(deposit(vault).build());

    assertThat(executedOnce(handle).evidence().orElseThrow())
        .isInstanceOfSatisfying(
            Evidence.Quorum.class,
            quorum -> {
              assertThat(quorum.threshold()).isEqualTo(2);
              assertThat(quorum.trusted()).contains("5 of the weight 6");
            });
    assertThat(deposited(vault)).isEqualTo(AMOUNT);
  }

  @Test
  void aQuorumOfASetInStorageDelivers() {
    Optional<AccountId> behindStorage = chains().storageVault();
    assumeThat(behindStorage).as("a module with storage").isPresent();
    AccountId vault = known(behindStorage.orElseThrow());

    executedOnce(client(validator(chains().checkpoints())).send(deposit(vault).build()));

    assertThat(deposited(vault)).isEqualTo(AMOUNT);
  }

  @Test
  void validatorsAreFoundByWhatTheyAnnounced() throws IOException {
    try (BucketServer buckets = BucketServer.start();
        CheckpointLocations locations = CheckpointLocations.bucketsAt(buckets.url())) {
      chains()
          .checkpoints()
          .forEach(
              (validator, reader) ->
                  chains().announce(validator, buckets.publish(validator, reader)));
      ValidatorOptions options =
          ValidatorOptions.builder()
              .addAllDeployments(chains().deployments())
              .pollInterval(chains().poll())
              .announced(locations)
              .build();

      MessageHandle handle =
          client(ValidatorTransport.hyperlane(options))
              .send(deposit(Security.MESSAGE_ID_MULTISIG).build());

      assertThat(executedOnce(handle)).hasEvidence(Evidence.Quorum.class);
      assertThat(deposited(Security.MESSAGE_ID_MULTISIG)).isEqualTo(AMOUNT);
    }
  }

  @Test
  void validatorsWhoAnnouncedNothingAreNamed() {
    EvmAddress unheard = EvmAddress.parse("0x00000000000000000000000000000000000000dd");
    AnnouncedCheckpoints.Found found =
        AnnouncedCheckpoints.of(
                chains().origin(),
                chains().deployments().get(0).validatorAnnounce().orElseThrow(),
                CheckpointLocations.buckets())
            .find(unheard);

    assertThat(found.readers()).isEmpty();
    assertThat(found.trouble()).isEqualTo("it has announced no location");
  }

  @Test
  void aQuorumOnALaterRootDelivers() {
    MessageHandle handle =
        client(validator(chains().checkpoints()))
            .send(deposit(Security.MERKLE_ROOT_MULTISIG).build());

    assertThat(executedOnce(handle)).hasEvidence(Evidence.Quorum.class);
    assertThat(deposited(Security.MERKLE_ROOT_MULTISIG)).isEqualTo(AMOUNT);
  }

  @Test
  void bothQuorumsTogetherDeliver() {
    MessageHandle handle =
        client(validator(chains().checkpoints())).send(deposit(Security.AGGREGATION).build());

    assertThat(executedOnce(handle)).hasEvidence(Evidence.Composite.class);
    assertThat(deposited(Security.AGGREGATION)).isEqualTo(AMOUNT);
  }

  @Test
  void aQuorumOfTransportsDelivers() {
    MessageHandle handle =
        client(QuorumTransport.of(2, relay(), validator(chains().checkpoints())))
            .send(deposit(Security.RELAYER_AND_VALIDATORS).build());

    assertThat(executedOnce(handle).evidence().orElseThrow())
        .isInstanceOfSatisfying(
            Evidence.Composite.class,
            both ->
                assertThat(both.legs())
                    .hasExactlyElementsOfTypes(Evidence.Vouched.class, Evidence.Quorum.class));
    assertThat(deposited(Security.RELAYER_AND_VALIDATORS)).isEqualTo(AMOUNT);
  }

  @Test
  void aStateProofUnderALightClientDelivers() {
    AccountId vault = known(chains().provenVault());

    MessageHandle handle = client(zk()).send(deposit(vault).build());

    DeliveryReceipt receipt = executedOnce(handle);
    assertThat(receipt)
        .wasDeliveredBy(DeliveredBy.SELF)
        .went(DeliveryEvent.StepSubmitted.class)
        .hasEvidence(Evidence.Proof.class);
    assertThat(receipt.evidence().orElseThrow().trusted())
        .contains("INSECURE TEST PROVER", "nothing is proven to anybody");
    assertThat(deposited(vault)).isEqualTo(AMOUNT);
  }

  @Test
  void threeTransportsThatAgreeDeliver() {
    AccountId vault = known(chains().unanimousVault());
    List<MailboxDeployment> deployments = chains().provenDeployments();

    MessageHandle handle =
        client(
                QuorumTransport.of(
                    3, relay(deployments), validator(deployments, chains().checkpoints()), zk()))
            .send(deposit(vault).build());

    assertThat(executedOnce(handle).evidence().orElseThrow())
        .isInstanceOfSatisfying(
            Evidence.Composite.class,
            all ->
                assertThat(all.legs())
                    .hasExactlyElementsOfTypes(
                        Evidence.Vouched.class, Evidence.Quorum.class, Evidence.Proof.class));
    assertThat(deposited(vault)).isEqualTo(AMOUNT);
  }

  @Test
  void aFallbackTakesTheFirstLegThatProves() {
    MessageHandle handle =
        client(FallbackTransport.of(HOUR, validator(chains().checkpoints()), relay()))
            .send(deposit(Security.RELAYER_OR_VALIDATORS).build());

    assertThat(executedOnce(handle).evidence().orElseThrow())
        .isInstanceOfSatisfying(
            Evidence.Composite.class,
            taken -> assertThat(taken.legs()).hasExactlyElementsOfTypes(Evidence.Quorum.class));
    assertThat(deposited(Security.RELAYER_OR_VALIDATORS)).isEqualTo(AMOUNT);
  }

  @Test
  void theEvidenceNamesWhoSigned() {
    Map<EvmAddress, CheckpointReader> two = new TreeMap<>(chains().checkpoints());
    EvmAddress silent = two.keySet().iterator().next();
    two.remove(silent);

    MessageHandle handle =
        client(validator(two)).send(deposit(Security.MESSAGE_ID_MULTISIG).build());

    assertThat(executedOnce(handle).evidence().orElseThrow())
        .isInstanceOfSatisfying(
            Evidence.Quorum.class,
            quorum -> {
              assertThat(quorum.threshold()).isEqualTo(2);
              assertThat(quorum.signers())
                  .extracting(AccountId::evmAddress)
                  .containsExactlyInAnyOrderElementsOf(two.keySet());
              assertThat(quorum.validators())
                  .extracting(AccountId::evmAddress)
                  .containsExactlyInAnyOrderElementsOf(chains().checkpoints().keySet());
            });
  }

  @Test
  void aTransportThatTheRecipientDoesNotAcceptIsRefused() {
    MessagingClient client = client(relay());

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(deposit(Security.MESSAGE_ID_MULTISIG).build()))
        .withMessageContaining("recipient: ");
    assertThat(deposited(Security.MESSAGE_ID_MULTISIG)).isZero();
  }

  @Test
  void aHandlerThatRevertsAndRecoversExecutes() {
    MessagingClient client = client(relay());
    CompletableFuture<DeliveryEvent.AttemptFailed> failed =
        firstEvent(client, DeliveryEvent.AttemptFailed.class);
    chains().pauseVaults();
    try {
      MessageHandle handle = client.send(deposit(Security.TRUSTED_RELAYER).build());

      assertThat(chains().await(failed).reason()).contains("DepositsPaused()");
      assertThat(executed(handle.id())).isZero();
      chains().resumeVaults();

      assertThat(executedOnce(handle)).went(DeliveryEvent.AttemptFailed.class);
      assertThat(deposited(Security.TRUSTED_RELAYER)).isEqualTo(AMOUNT);
    } finally {
      chains().resumeVaults();
    }
  }

  @Test
  void anErrorOfTheApplicationIsToldWithItsArguments() {
    MessagingClient client = client(relay());
    CompletableFuture<DeliveryEvent.AttemptFailed> failed =
        firstEvent(client, DeliveryEvent.AttemptFailed.class);
    BigInteger cap = HyperlaneChain.VAULT_CAP;
    BigInteger tooMuch = cap.add(BigInteger.ONE);

    client.send(
        deposit(Security.TRUSTED_RELAYER)
            .body(ContractCall.of("deposit(address,uint256)", user, tooMuch))
            .build());

    assertThat(chains().await(failed).reason()).endsWith("OverCap(" + tooMuch + ", " + cap + ")");
    assertThat(deposited(Security.TRUSTED_RELAYER)).isZero();
  }

  @Test
  void aStrangerWhoIsFirstIsNamed() {
    Map<EvmAddress, CheckpointReader> unheard = new TreeMap<>(chains().checkpoints());
    unheard.replaceAll((validator, reader) -> new InMemoryCheckpoints());
    MessagingClient client = client(validator(unheard));
    chains().strangerDelivers();

    MessageHandle handle = client.send(deposit(Security.MESSAGE_ID_MULTISIG).build());

    assertThat(executedOnce(handle))
        .wasDeliveredBy(DeliveredBy.STRANGER)
        .neverWent(DeliveryEvent.DeliverySubmitted.class);
    assertThat(deposited(Security.MESSAGE_ID_MULTISIG)).isEqualTo(AMOUNT);
  }

  @Test
  void aReorgOfTheOriginAfterTheDispatchIsHealed() {
    MessagingClient client = client(relay());
    chains().reorgOnceDispatched(client);

    MessageHandle handle = client.send(deposit(Security.TRUSTED_RELAYER).build());

    assertThat(executedOnce(handle)).went(DeliveryEvent.DispatchReorged.class);
    assertThat(deposited(Security.TRUSTED_RELAYER)).isEqualTo(AMOUNT);
  }

  @Test
  void whatNobodyTookInTimeExpires() {
    MessagingClient client = client(relay());
    CompletableFuture<DeliveryEvent.AttemptFailed> failed =
        firstEvent(client, DeliveryEvent.AttemptFailed.class);
    chains().pauseVaults();
    MessageHandle handle;
    try {
      handle = client.send(deposit(Security.TRUSTED_RELAYER).expiresAfter(HOUR).build());
      chains().await(failed);
      chains().passTime(HOUR.multipliedBy(2));

      assertThat(handle.awaitReceipt(chains().patience()))
          .hasOutcome(DeliveryOutcome.Expired.class);
    } finally {
      chains().resumeVaults();
    }

    executedOnce(client.send(deposit(Security.TRUSTED_RELAYER).build()));
    assertThat(executed(handle.id())).isZero();
    assertThat(deposited(Security.TRUSTED_RELAYER)).isEqualTo(AMOUNT);
  }

  @Test
  void orderedMessagesExecuteInTheirOrder() {
    MessageEnvelope envelope = deposit(Security.TRUSTED_RELAYER).ordering(Ordering.ORDERED).build();
    SendRequest request = new SendRequest(envelope, SendOptions.none());

    List<MessageHandle> handles = client(relay()).sendAll(List.of(request, request));

    handles.forEach(this::executedOnce);
    assertThat(executions()).containsSubsequence(handles.stream().map(MessageHandle::id).toList());
    assertThat(deposited(Security.TRUSTED_RELAYER)).isEqualTo(AMOUNT.multiply(BigInteger.TWO));
  }

  @Test
  void theSameKeyExecutesOnce() {
    MessagingClient client = client(relay());
    SendOptions key = SendOptions.idempotencyKey("order of " + user);
    MessageEnvelope envelope = deposit(Security.TRUSTED_RELAYER).build();

    MessageHandle first = client.send(envelope, key);
    MessageHandle second = client.send(envelope, key);

    assertThat(second.id()).isEqualTo(first.id());
    assertThatExceptionOfType(IdempotencyConflictException.class)
        .isThrownBy(
            () -> client.send(deposit(Security.TRUSTED_RELAYER).expiresAfter(HOUR).build(), key))
        .withMessageContaining("order of " + user);
    executedOnce(first);
    assertThat(client.send(envelope, key).id()).isEqualTo(first.id());
    assertThat(deposited(Security.TRUSTED_RELAYER)).isEqualTo(AMOUNT);
  }

  @Test
  void aUsedMessageIdIsRefusedByTheRecipient() {
    SendOptions key = SendOptions.idempotencyKey("once for " + user);
    MessageEnvelope envelope = deposit(Security.TRUSTED_RELAYER).build();
    MessagingClient before = client(relay());
    MessageHandle first = before.send(envelope, key);
    executedOnce(first);
    before.close();
    MessagingClient withoutMemory = client(relay());
    CompletableFuture<DeliveryEvent.Parked> parked =
        firstEvent(withoutMemory, DeliveryEvent.Parked.class);

    MessageHandle again = withoutMemory.send(envelope, key);

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(chains().await(parked).reason()).contains("executed this message already");
    assertThat(executed(first.id())).isEqualTo(1);
    assertThat(deposited(Security.TRUSTED_RELAYER)).isEqualTo(AMOUNT);
  }

  private RelayTransport relay() {
    return relay(chains().deployments());
  }

  private static RelayTransport relay(List<MailboxDeployment> deployments) {
    return RelayTransport.create(RelayOptions.builder().addAllDeployments(deployments).build());
  }

  private ZkTransport zk() {
    return ZkTransport.create(
        ZkOptions.builder()
            .addAllDeployments(chains().provenDeployments())
            .pollInterval(chains().poll())
            .build());
  }

  private ValidatorTransport validator(
      List<MailboxDeployment> deployments, Map<EvmAddress, CheckpointReader> checkpoints) {
    return validator(deployments, checkpoints, DeliveryTerms.self());
  }

  private MessageEnvelope.Builder deposit(Security security) {
    return deposit(chains().vault(security));
  }

  /** A vault that is not on every network from the start. */
  private AccountId known(AccountId vault) {
    further.add(vault.evmAddress());
    return vault;
  }

  private MessageEnvelope.Builder deposit(AccountId vault) {
    return MessageEnvelope.builder()
        .sender(chains().sender())
        .recipient(vault)
        .body(ContractCall.of("deposit(address,uint256)", user, AMOUNT));
  }

  private static <E extends DeliveryEvent> CompletableFuture<E> firstEvent(
      MessagingClient client, Class<E> kind) {
    CompletableFuture<E> first = new CompletableFuture<>();
    client.listen(
        (id, entry) ->
            Optional.of(entry.event())
                .filter(kind::isInstance)
                .map(kind::cast)
                .ifPresent(first::complete));
    return first;
  }

  private DeliveryReceipt executedOnce(MessageHandle handle) {
    DeliveryReceipt receipt = executed(handle);
    assertThat(executed(handle.id())).isEqualTo(1);
    return receipt;
  }

  private long executed(MessageId id) {
    return executions().stream().filter(id::equals).count();
  }

  private List<MessageId> executions() {
    ChainPort port = chains().destination();
    List<EvmAddress> vaults = new ArrayList<>(further);
    for (Security security : Security.values()) {
      if (security != Security.NOOP) {
        vaults.add(chains().vault(security).evmAddress());
      }
    }
    return port
        .logs(new LogFilter(vaults, List.of(EXECUTED)), 0, port.heads().seen().height())
        .stream()
        .map(log -> new MessageId(log.topics().get(1)))
        .toList();
  }

  private BigInteger deposited(Security security) {
    return deposited(chains().vault(security));
  }

  private BigInteger deposited(AccountId vault) {
    Bytes question = AbiFunction.parse("balanceOf(address)").encodeCall(user);
    CallResult answer =
        chains()
            .destination()
            .call(CallRequest.view(vault.evmAddress(), question), BlockSelector.LATEST);
    assertThat(answer).isInstanceOf(CallResult.Returned.class);
    return Bytes32.of(((CallResult.Returned) answer).data()).toUnsigned();
  }
}
