package dev.interlane.integration;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Inclusion;
import dev.interlane.client.CloseMode;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.error.Refusal;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.integration.TwoChains.Multisig;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.mailbox.web.OffchainLookups;
import dev.interlane.mailbox.web.Reach;
import dev.interlane.mailbox.web.StrangersWeb;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.message.Payload;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Journal;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.Security;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What recipients' modules may ask for beside a relayer or a quorum, on every network alike. */
abstract class ModulesOnTwoChains extends StoriesOnTwoChains {
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000ee");
  private static final AbiFunction PROCESS = AbiFunction.parse("process(bytes,bytes)");
  private static final Bytes32 DISPATCH =
      Keccak256.hash(Bytes.fromUtf8("Dispatch(address,uint32,bytes32,bytes)"));
  private static final Bytes SIGNED_MESSAGE = Bytes.fromUtf8("\u0019Ethereum Signed Message:\n32");

  private final OffchainLookups lookups =
      OffchainLookups.over(StrangersWeb.of(Reach.PUBLIC_AND_LOOPBACK));

  @AfterEach
  void closeLookups() {
    lookups.close();
  }

  @Test
  void aPausedModuleHoldsWhatIsUnderWayUntilItsOwnerLetsItGoOn() {
    EvmAddress pausable = chains().pausableIsm();
    AccountId vault = pausedAndSigned(pausable);
    AtomicBoolean released = new AtomicBoolean();
    MessagingClient client = client(validator(withheld(released)));
    MessageHandle handle = client.send(deposit(vault));

    chains().pause(pausable);
    released.set(true);

    awaitReason(client, handle, "the pausable ISM " + pausable + " is paused; its owner ");
    chains().unpause(pausable);
    assertThat(executed(handle)).neverWent(DeliveryEvent.AttemptFailed.class);
  }

  @Test
  void nothingNewIsSentIntoAPause() {
    EvmAddress pausable = chains().pausableIsm();
    AccountId vault = pausedAndSigned(pausable);
    MessagingClient client = client(validator(chains().checkpoints()));
    chains().pause(pausable);

    assertThat(refusals(client, deposit(vault)))
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.field()).isEqualTo("recipient");
              assertThat(refusal.reason())
                  .contains("is paused; its owner ")
                  .doesNotContain(EvmAddress.ZERO.toString());
            });

    chains().unpause(pausable);
    executed(client.send(deposit(vault)));
  }

  @Test
  void aPausedLegThatIsNotNeededHoldsNothingUp() {
    EvmAddress pausable = chains().pausableIsm();
    EvmAddress either =
        chains().aggregationIsm(List.of(pausable, chains().ism(Security.MESSAGE_ID_MULTISIG)), 1);
    chains().pause(pausable);

    executed(client(validator(chains().checkpoints())).send(deposit(chains().vaultBehind(either))));
  }

  @Test
  void aRateLimitLetsThroughWhatHasRefilled() {
    AccountId recipient =
        chains().rateLimitedRecipient(BigInteger.valueOf(72_000), Duration.ofHours(10));
    MessagingClient client = client(relay());
    MessageHandle first = client.send(transfer(recipient, 40_000));
    MessageHandle second = client.send(transfer(recipient, 40_000));

    String reason = "now, the message is of 40000; that refills in ";
    chains().until(() -> waitsFor(client, first, reason) || waitsFor(client, second, reason));
    chains().passTime(Duration.ofHours(2));

    executed(first);
    executed(second);
  }

  @Test
  void aRateLimitIsSaidBeforeAnythingIsSent() {
    AccountId recipient =
        chains().rateLimitedRecipient(BigInteger.valueOf(7_200), Duration.ofHours(1));
    MessagingClient client = client(relay());

    assertThat(refusals(client, transfer(recipient, 7_201)))
        .singleElement()
        .extracting(Refusal::reason)
        .asString()
        .contains("never lets through more than 7200, the message is of 7201; its owner ");
    executed(client.send(transfer(recipient, 7_000)));
    assertThat(refusals(client, transfer(recipient, 7_000)))
        .singleElement()
        .extracting(Refusal::reason)
        .asString()
        .contains("the message is of 7000; that refills in PT");
    assertThat(refusals(client, payload(recipient, Bytes.of(new byte[63]))))
        .singleElement()
        .extracting(Refusal::reason)
        .asString()
        .contains("takes transfers of a warp route, of 64 bytes or more; the body has 63");
  }

  @Test
  void theAmountDecidesWhoIsAsked() {
    AccountId recipient =
        chains()
            .payloadRecipient(
                chains()
                    .amountRoutingIsm(
                        chains().ism(Security.TRUSTED_RELAYER),
                        chains().ism(Security.MESSAGE_ID_MULTISIG),
                        BigInteger.valueOf(1_000)));
    MessagingClient relay = client(relay());

    assertThat(executed(relay.send(transfer(recipient, 999))).evidence().orElseThrow())
        .isInstanceOf(Evidence.Vouched.class);
    assertThat(refusals(relay, transfer(recipient, 1_000)))
        .singleElement()
        .extracting(Refusal::reason)
        .asString()
        .contains("message-id multisig ISM");
    assertThat(
            executed(client(validator(chains().checkpoints())).send(transfer(recipient, 1_000)))
                .evidence()
                .orElseThrow())
        .isInstanceOf(Evidence.Quorum.class);
  }

  @Test
  void aQuorumByWeightOnALaterRootDelivers() {
    Map<EvmAddress, CheckpointReader> heavy = new TreeMap<>(chains().checkpoints());
    List<EvmAddress> validators = List.copyOf(heavy.keySet());
    heavy.remove(validators.get(0));
    EvmAddress ism = chains().weightedIsm(Multisig.MERKLE_ROOT, validators, List.of(1L, 2L, 3L), 5);

    DeliveryReceipt receipt =
        executed(client(validator(heavy)).send(deposit(chains().vaultBehind(ism))));

    assertThat(receipt.evidence().orElseThrow().trusted()).contains("5 of the weight 6");
  }

  @Test
  void aValidatorListedTwiceSignsTwice() {
    List<EvmAddress> validators = List.copyOf(chains().checkpoints().keySet());
    EvmAddress twice = validators.get(0);
    Map<EvmAddress, CheckpointReader> one = new TreeMap<>(chains().checkpoints());
    one.keySet().retainAll(List.of(twice));
    for (Multisig kind : Multisig.values()) {
      EvmAddress ism = chains().multisigIsm(kind, List.of(twice, validators.get(1), twice), 2);

      DeliveryReceipt receipt =
          executed(client(validator(one)).send(deposit(chains().vaultBehind(ism))));

      assertThat(receipt.evidence().orElseThrow())
          .isInstanceOfSatisfying(
              Evidence.Quorum.class,
              quorum ->
                  assertThat(quorum.signers())
                      .extracting(AccountId::evmAddress)
                      .containsExactly(twice, twice));
    }
  }

  @Test
  void whatAGatewayAnswersDelivers() throws IOException {
    try (GatewayServer gateway = GatewayServer.start(question -> Bytes.fromHex("0xc0ffee"))) {
      AccountId recipient = chains().payloadRecipient(chains().ccipReadIsm(List.of(gateway.url())));

      DeliveryReceipt receipt = executed(client(relay()).send(payload(recipient, Bytes.EMPTY)));

      assertThat(receipt.evidence().orElseThrow())
          .isInstanceOfSatisfying(
              Evidence.Vouched.class,
              vouched -> {
                assertThat(vouched.raw()).isEqualTo(Bytes.fromHex("0xc0ffee"));
                assertThat(vouched.trusted()).contains(gateway.url());
              });
      assertThat(gateway.asked()).isNotEmpty();
    }
  }

  @Test
  void aGatewayThatErrsIsAskedAgain() throws IOException {
    PrivateKey signer = PrivateKey.fromHex("0x" + "42".repeat(32));
    try (GatewayServer gateway = GatewayServer.start(question -> Bytes.of(new byte[65]))) {
      String nobody = "http://127.0.0.1:1/{data}";
      AccountId recipient =
          chains()
              .payloadRecipient(
                  chains().gatewayIsm(signer.address(), List.of(nobody, gateway.url())));
      MessagingClient client = client(relay());
      AtomicBoolean failed = new AtomicBoolean();
      client.listen(
          (id, entry) -> {
            if (entry.event() instanceof DeliveryEvent.AttemptFailed attempt
                && attempt.reason().contains("with what the gateways said")) {
              failed.set(true);
            }
          });

      MessageHandle handle = client.send(payload(recipient, Bytes.fromUtf8("please")));
      chains().until(failed::get);
      assertThat(ended(handle)).isFalse();
      gateway.answer(id -> signed(signer, id));

      executed(handle);
    }
  }

  @Test
  void aGatewayOutOfReachHoldsTheMessageAndIsNamed() {
    AccountId recipient =
        chains()
            .payloadRecipient(
                chains()
                    .ccipReadIsm(List.of("https://10.0.0.1/{data}", "http://192.168.0.1/{data}")));
    MessagingClient client = client(relay());

    MessageHandle handle = client.send(payload(recipient, Bytes.EMPTY));

    awaitReason(client, handle, "10.0.0.1 is not an address of the public internet");
    assertThat(ended(handle)).isFalse();
  }

  @Test
  void withoutAWayToAskGatewaysNothingIsSent() {
    AccountId recipient =
        chains().payloadRecipient(chains().ccipReadIsm(List.of("https://gateway.example/{data}")));
    Transport deaf =
        RelayTransport.create(
            RelayOptions.builder().addAllDeployments(chains().deployments()).build());

    assertThat(refusals(client(deaf), payload(recipient, Bytes.EMPTY)))
        .singleElement()
        .extracting(Refusal::reason)
        .asString()
        .contains("CCIP-read ISM", "https://gateway.example/{data}", "no OffchainLookups");
  }

  @Test
  void aModuleThatIsChangedWhileTheMessageIsUnderWayIsSatisfiedAsItIsThen() {
    AccountId recipient = chains().payloadRecipient(chains().ism(Security.MESSAGE_ID_MULTISIG));
    AtomicBoolean released = new AtomicBoolean();
    MessageHandle handle =
        client(validator(withheld(released))).send(payload(recipient, Bytes.EMPTY));

    chains().setIsm(recipient, chains().ism(Security.MERKLE_ROOT_MULTISIG));
    released.set(true);

    DeliveryReceipt receipt = executed(handle);
    Evidence evidence = receipt.evidence().orElseThrow();
    assertThat(receipt.acceptedUnder().orElseThrow())
        .isEqualTo(
            new AcceptedUnder(
                receipt.delivery().orElseThrow().block(),
                AcceptedUnder.Match.AS_PROVEN,
                "the merkle-root multisig ISM "
                    + chains().ism(Security.MERKLE_ROOT_MULTISIG)
                    + ", which wants the signatures of 2 of "
                    + setOf((Evidence.Quorum) evidence)));
    assertThat(evidence.raw().length()).isEqualTo(1_096 + 2 * 65);
    assertThat(evidence.checked())
        .contains("merkle-root multisig ISM " + chains().ism(Security.MERKLE_ROOT_MULTISIG))
        .contains("which wants the signatures of 2 of " + setOf((Evidence.Quorum) evidence))
        .doesNotContain(chains().ism(Security.MESSAGE_ID_MULTISIG).toString());
  }

  @Test
  void aModuleThatIsReplacedAfterTheProofIsRecordedAsTheMailboxFoundIt() {
    Proven proven = provenAndLeft();
    EvmAddress open = chains().pausableIsm();

    chains().setIsm(proven.recipient(), open);
    chains().strangerCallsThere(destinationMailbox(), proven.process());
    chains().setIsm(proven.recipient(), proven.ism());

    DeliveryReceipt receipt = resumed(proven);
    assertThat(receipt).wasDeliveredBy(DeliveredBy.STRANGER);
    assertThat(receipt.evidence().orElseThrow().checked())
        .contains("message-id multisig ISM " + proven.ism());
    assertThat(receipt.acceptedUnder().orElseThrow())
        .satisfies(
            accepted -> {
              assertThat(accepted.match()).isEqualTo(AcceptedUnder.Match.OTHER_THAN_PROVEN);
              assertThat(accepted.rule()).startsWith("the pausable ISM " + open);
              assertThat(accepted.block()).isEqualTo(receipt.delivery().orElseThrow().block());
            });
  }

  /**
   * A message that is proven and not delivered, because it waits for the one before it in its lane;
   * its client has stopped.
   *
   * @param process the call with which anybody delivers it to an ISM that asks for nothing
   */
  record Proven(
      Journal journal, MessageId id, AccountId recipient, EvmAddress ism, Bytes process) {}

  Proven provenAndLeft() {
    EvmAddress ism = chains().ism(Security.MESSAGE_ID_MULTISIG);
    AccountId recipient = chains().payloadRecipient(ism);
    Journal journal = new InMemoryJournal();
    Map<EvmAddress, CheckpointReader> hidden = new TreeMap<>();
    AtomicLong leaf = new AtomicLong(-1);
    chains()
        .checkpoints()
        .forEach((validator, reader) -> hidden.put(validator, new WithoutLeaf(reader, leaf)));
    MessagingClient client = client(validator(hidden), journal);
    client.send(inOrder(recipient, "first"));
    chains().until(() -> leaf.get() >= 0);
    MessageHandle second = client.send(inOrder(recipient, "second"));
    chains().until(() -> second.receipt().status() instanceof DeliveryStatus.Proven);
    Bytes process = PROCESS.encodeCall(Bytes.EMPTY, dispatched(second));
    client.close(CloseMode.ABANDON, Duration.ZERO);
    return new Proven(journal, second.id(), recipient, ism, process);
  }

  private MessageEnvelope inOrder(AccountId recipient, String text) {
    return MessageEnvelope.builder()
        .from(payload(recipient, Bytes.fromUtf8(text)))
        .ordering(Ordering.ORDERED)
        .build();
  }

  /** What a validator published but for the leaf that was asked for first. */
  private record WithoutLeaf(CheckpointReader published, AtomicLong leaf)
      implements CheckpointReader {
    @Override
    public OptionalLong latestIndex() {
      return published.latestIndex();
    }

    @Override
    public Optional<SignedCheckpoint> checkpoint(long index) {
      leaf.compareAndSet(-1, index);
      return index == leaf.get() ? Optional.empty() : published.checkpoint(index);
    }
  }

  DeliveryReceipt resumed(Proven proven) {
    MessagingClient client = client(validator(chains().checkpoints()), proven.journal());
    return executed(client.find(proven.id()).orElseThrow());
  }

  EvmAddress destinationMailbox() {
    return chains().deployments().get(1).mailbox();
  }

  /** The message as the origin's mailbox wrote it. */
  private Bytes dispatched(MessageHandle handle) {
    LogFilter filter =
        new LogFilter(List.of(chains().deployments().get(0).mailbox()), List.of(DISPATCH));
    Inclusion dispatch = handle.receipt().dispatch().orElseThrow();
    return chains().origin().logs(filter, dispatch.block()).stream()
        .filter(log -> log.transaction().equals(dispatch.transaction()))
        .map(log -> log.data().slice(64, (int) log.data().longAt(56)))
        .findFirst()
        .orElseThrow();
  }

  private static List<EvmAddress> setOf(Evidence.Quorum quorum) {
    return quorum.validators().stream().map(AccountId::evmAddress).toList();
  }

  private static Bytes signed(PrivateKey signer, Bytes id) {
    Bytes32 digest = Keccak256.hash(SIGNED_MESSAGE, id);
    return InMemorySigner.of(signer).sign(digest).toRsv();
  }

  private AccountId pausedAndSigned(EvmAddress pausable) {
    return chains()
        .vaultBehind(
            chains()
                .aggregationIsm(List.of(pausable, chains().ism(Security.MESSAGE_ID_MULTISIG)), 2));
  }

  private Map<EvmAddress, CheckpointReader> withheld(AtomicBoolean released) {
    Map<EvmAddress, CheckpointReader> withheld = new TreeMap<>();
    chains()
        .checkpoints()
        .forEach(
            (validator, reader) ->
                withheld.put(validator, new WithheldCheckpoints(reader, released::get)));
    return withheld;
  }

  private void awaitReason(MessagingClient client, MessageHandle handle, String reason) {
    chains().until(() -> waitsFor(client, handle, reason));
  }

  private static List<Refusal> refusals(MessagingClient client, MessageEnvelope envelope) {
    return client.quote(envelope, SendOptions.none()).refusals();
  }

  private MessageEnvelope deposit(AccountId vault) {
    return MessageEnvelope.builder()
        .sender(chains().sender())
        .recipient(vault)
        .body(ContractCall.of("deposit(address,uint256)", USER, 5))
        .build();
  }

  /** What a warp route sends: for whom, and how much. */
  private MessageEnvelope transfer(AccountId recipient, long amount) {
    return payload(
        recipient,
        Bytes.concat(
            USER.toWord().toBytes(), Bytes32.ofUnsigned(BigInteger.valueOf(amount)).toBytes()));
  }

  private MessageEnvelope payload(AccountId recipient, Bytes body) {
    return MessageEnvelope.builder()
        .sender(chains().sender())
        .recipient(recipient)
        .body(Payload.of(body))
        .build();
  }

  private Transport relay() {
    return RelayTransport.create(
        RelayOptions.builder()
            .addAllDeployments(chains().deployments())
            .pollInterval(chains().poll())
            .lookups(Optional.of(lookups))
            .build());
  }
}
