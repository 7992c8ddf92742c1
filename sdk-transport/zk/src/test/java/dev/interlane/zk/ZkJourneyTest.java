package dev.interlane.zk;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.client.CloseMode;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.error.RefusedException;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.Chain;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.Journal;
import dev.interlane.spi.TransportProvider;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.testkit.chain.SimulatedChain;
import dev.interlane.testkit.contract.StateProofIsm;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From send to receipt over simulated chains, by a light client that believes what it is told. */
class ZkJourneyTest {
  private static final Duration LONG = Duration.ofHours(2);
  private static final EvmAddress USER =
      EvmAddress.parse("0x1111111111111111111111111111111111111111");
  private static final EvmAddress STRANGER =
      EvmAddress.parse("0x00000000000000000000000000000000000000ee");

  /** Enough for the calldata of an authorization, and for hardly anything it does. */
  private static final long STARVED_GAS = 60_000;

  private final SimulatedNetwork network = SimulatedNetwork.builder().seed(5).provable().build();
  private final SimulatedChain origin = network.origin().chain();
  private final HandFedHelios helios = new HandFedHelios(31_337);
  private final EvmAddress lightClient = network.destination().deploy(helios).evmAddress();
  private final EvmAddress ism = module(network.origin().dispatchedHook());
  private final AccountId vault = network.createVault(ism);
  private final Journal journal = new InMemoryJournal();
  private final AtomicBoolean updated = new AtomicBoolean(true);
  private MessagingClient client;

  @BeforeEach
  void open() {
    client = client(options().build());
    origin.onHead(
        () -> {
          if (updated.get()) {
            helios.learn(origin, Finality.FINAL);
          }
        });
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void provesShowsAndDelivers() {
    MessageHandle handle = client.send(deposit());

    DeliveryReceipt receipt = handle.awaitReceipt(LONG);

    assertThat(receipt)
        .isExecuted()
        .wasDeliveredBy(DeliveredBy.SELF)
        .went(DeliveryEvent.StepSubmitted.class)
        .neverWent(DeliveryEvent.AttemptFailed.class);
    assertThat(network.destination())
        .executed(handle.id())
        .exactlyOnce()
        .holds(vault, USER, BigInteger.valueOf(5));
    assertThat(receipt.evidence().orElseThrow())
        .isInstanceOfSatisfying(
            Evidence.Proof.class,
            proof -> {
              assertThat(proof.system()).isEqualTo("SP1 Helios");
              assertThat(proof.statement())
                  .contains(receipt.protocolIds().getFirst().value())
                  .contains(network.origin().dispatchedHook().toString())
                  .contains("at block 1, whose", lightClient.toString());
              assertThat(proof.checked())
                  .contains("the header of that block", "but not the light client's own proof")
                  .contains("logged the update of block 1 in none of the newest");
              assertThat(proof.trusted())
                  .contains(
                      "the key " + HandFedHelios.PROGRAM,
                      HandFedHelios.VERIFIER.toString(),
                      HandFedHelios.GUARDIAN.toString());
              assertThat(proof.raw().isEmpty()).isFalse();
            });
  }

  @Test
  void waitsForALightClientThatStalled() {
    updated.set(false);
    MessageHandle handle = client.send(deposit());

    network.advance(Duration.ofHours(1));

    assertThat(handle).hasStatus(DeliveryStatus.Dispatched.class);
    assertThat(handle.receipt())
        .neverWent(DeliveryEvent.StepSubmitted.class)
        .neverWent(DeliveryEvent.AttemptFailed.class);
    updated.set(true);
    assertThat(handle.awaitReceipt(LONG)).isExecuted();
  }

  @Test
  void usesNoRootFromBeforeTheMessage() {
    network.mineBlocks(6);
    updated.set(false);
    assertThat(helios.roots).isNotEmpty();
    MessageHandle handle = client.send(deposit());

    network.advance(Duration.ofMinutes(20));

    assertThat(handle).hasStatus(DeliveryStatus.Dispatched.class);
    assertThat(network.destination()).executed(handle.id()).never();
  }

  @Test
  void provesAnewWhenTheLightClientRolledOver() {
    AtomicBoolean rolledOver = new AtomicBoolean();
    client.listen(
        (id, entry) -> {
          if (entry.event() instanceof DeliveryEvent.ProofAccepted
              && rolledOver.compareAndSet(false, true)) {
            helios.roots.clear();
          }
        });

    MessageHandle handle = client.send(deposit());

    assertThat(handle.awaitReceipt(LONG)).isExecuted().went(DeliveryEvent.ProofVoided.class);
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @Test
  void parksWhenTheKeyIsNotThePinnedOne() {
    client.close(CloseMode.ABANDON, Duration.ZERO);
    AccountId account = AccountId.of(network.destination().id(), lightClient);
    client = client(options().putPinnedKeys(account, HandFedHelios.PROGRAM).build());
    updated.set(false);
    MessageHandle handle = client.send(deposit());
    network.mineBlocks(6);
    helios.program = Bytes32.fromHex("0x" + "66".repeat(32));

    updated.set(true);
    network.mineBlocks(6);

    assertThat(handle).hasStatus(DeliveryStatus.Parked.class);
    assertThat(((DeliveryStatus.Parked) handle.receipt().status()).reason())
        .contains(
            "checks proofs against the key " + helios.program,
            "pinned is " + HandFedHelios.PROGRAM,
            "guardian " + HandFedHelios.GUARDIAN);
    assertThat(network.destination()).executed(handle.id()).never();
    helios.program = HandFedHelios.PROGRAM;
    handle.resume();
    assertThat(handle.awaitReceipt(LONG)).isExecuted();
  }

  @Test
  void parksWhenTheLightClientHasAnotherRoot() {
    updated.set(false);
    MessageHandle handle = client.send(deposit());
    network.mineBlocks(6);
    long height = origin.heads().finalized().height();
    helios.roots.put(height, HandFedHelios.rootOf(network.destination().chain(), 3));

    network.mineBlocks(2);

    assertThat(handle).hasStatus(DeliveryStatus.Parked.class);
    assertThat(((DeliveryStatus.Parked) handle.receipt().status()).reason())
        .contains("of our node has the state root " + HandFedHelios.rootOf(origin, height))
        .contains("under the root " + helios.roots.get(height));
    assertThat(network.destination()).executed(handle.id()).never();
  }

  @Test
  void letsSomebodyElseShowTheProof() {
    AtomicBoolean shown = new AtomicBoolean();
    client.listen(
        (id, entry) -> {
          if (entry.event() instanceof DeliveryEvent.ProofAccepted proof
              && shown.compareAndSet(false, true)) {
            Bytes authorize = proof.evidence().raw();
            assertThat(
                    network
                        .destination()
                        .chain()
                        .perform(new CallRequest(STRANGER, ism, authorize, BigInteger.ZERO)))
                .isInstanceOf(CallResult.Returned.class);
          }
        });

    MessageHandle handle = client.send(deposit());

    assertThat(handle.awaitReceipt(LONG)).isExecuted().neverWent(DeliveryEvent.AttemptFailed.class);
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @Test
  void doesNotMindAStrangerWhoGivesTooLittleGas() {
    SimulatedChain chain = network.destination().chain();
    chain.fund(STRANGER, BigInteger.TEN.pow(20));
    List<Bytes32> starved = new ArrayList<>();
    client.listen(
        (id, entry) -> {
          if (entry.event() instanceof DeliveryEvent.ProofAccepted proof && starved.isEmpty()) {
            CallRequest authorize =
                new CallRequest(STRANGER, ism, proof.evidence().raw(), BigInteger.ZERO);
            starved.add(chain.impersonate(authorize, STARVED_GAS));
          }
        });

    MessageHandle handle = client.send(deposit());

    assertThat(handle.awaitReceipt(LONG)).isExecuted().wasDeliveredBy(DeliveredBy.SELF);
    assertThat(starved)
        .singleElement()
        .satisfies(
            attempt -> assertThat(chain.receipt(attempt).orElseThrow().succeeded()).isFalse());
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  /**
   * Of authorize, then of process: it fails in its block, nothing is half done, and it is redone.
   */
  @ParameterizedTest
  @CsvSource({"0, 60000", "1, 40000"})
  void triesAgainAfterTooLittleGas(int step, long gas) {
    client.close(CloseMode.ABANDON, Duration.ZERO);
    AtomicInteger estimates = new AtomicInteger();
    client =
        network.opened(
            network
                .clientBuilder(
                    chain -> stingy(chain, () -> estimates.getAndIncrement() == step, gas))
                .journal(journal)
                .transport(ZkTransport.create(options().build()))
                .build());

    MessageHandle handle = client.send(deposit());

    DeliveryReceipt receipt = handle.awaitReceipt(LONG);
    assertThat(estimates.get()).isGreaterThan(step + 1);
    assertThat(receipt)
        .isExecuted()
        .wasDeliveredBy(DeliveredBy.SELF)
        .went(DeliveryEvent.AttemptFailed.class);
    assertThat(network.destination())
        .executed(handle.id())
        .exactlyOnce()
        .holds(vault, USER, BigInteger.valueOf(5));
  }

  /** The destination through a node whose estimate is far too low, once. */
  private Chain stingy(Chain chain, BooleanSupplier when, long gas) {
    return chain.port().chainId().equals(origin.chainId())
        ? chain
        : network.connect(
            SpoiltPort.of(
                chain.port(),
                "estimateGas",
                GasEstimate.class,
                estimate ->
                    estimate instanceof GasEstimate.Enough && when.getAsBoolean()
                        ? new GasEstimate.Enough(gas)
                        : estimate));
  }

  @ParameterizedTest
  @EnumSource(Displaced.class)
  void followsAReorgOfTheOrigin(Displaced displaced) {
    network.faults().reorgAfterDispatch(network.origin(), 1, displaced);

    MessageHandle handle = client.send(deposit());

    assertThat(handle.awaitReceipt(LONG)).isExecuted().went(DeliveryEvent.DispatchReorged.class);
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @ParameterizedTest
  @EnumSource(Displaced.class)
  void followsAReorgThatTakesTheAuthorizationBack(Displaced displaced) {
    network.faults().reorgAfterDelivery(network.destination(), 4, displaced);

    MessageHandle handle = client.send(deposit());

    assertThat(handle.awaitReceipt(LONG)).isExecuted().went(DeliveryEvent.DeliveryReorged.class);
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @Test
  void goesOnAfterARestartBetweenTheSteps() {
    AtomicBoolean crash = new AtomicBoolean();
    client.listen(
        (id, entry) -> {
          if (entry.event() instanceof DeliveryEvent.StepSubmitted) {
            crash.set(true);
          }
        });
    MessageHandle handle = client.send(deposit());
    while (!crash.get()) {
      network.advance(Duration.ofMillis(500));
    }
    client.close(CloseMode.ABANDON, Duration.ZERO);

    MessagingClient after = client(options().build());

    assertThat(after.find(handle.id()).orElseThrow().awaitReceipt(LONG)).isExecuted();
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @Test
  void refusesAHookThatDispatchesDoNotRun() {
    MessagingClient plain =
        network.client(
            ZkTransport.create(
                ZkOptions.builder().addAllDeployments(network.deployments()).build()));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> plain.send(deposit()))
        .withMessageContaining("and not " + network.origin().dispatchedHook())
        .withMessageContaining("name a dispatchHook");
  }

  @Test
  void refusesAHookThatIsNone() {
    AccountId elsewhere = network.createVault(module(network.origin().merkleTreeHook()));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(deposit(elsewhere)))
        .withMessageContaining(
            "there is no DispatchedHook at " + network.origin().merkleTreeHook());
  }

  @Test
  void refusesALightClientOfAnotherChain() {
    helios.sourceChainId = 1;

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(deposit()))
        .withMessageContaining("follows chain 1, the origin is 31337");
  }

  @Test
  void refusesAModuleThatAsksForNoStateProof() {
    for (Security security : List.of(Security.MESSAGE_ID_MULTISIG, Security.NOOP)) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> client.send(deposit(network.vault(security))))
          .withMessageContaining("the ISM of");
    }
  }

  @Test
  void isFoundByItsName() {
    assertThat(ServiceLoader.load(TransportProvider.class))
        .extracting(TransportProvider::name)
        .contains(ZkTransport.NAME);
  }

  private EvmAddress module(EvmAddress hook) {
    return network
        .destination()
        .deploy(new StateProofIsm(lightClient, hook, Bytes32.ZERO))
        .evmAddress();
  }

  private MessagingClient client(ZkOptions options) {
    return network.opened(
        network.clientBuilder().journal(journal).transport(ZkTransport.create(options)).build());
  }

  private ZkOptions.Builder options() {
    return ZkOptions.builder()
        .addDeployments(
            MailboxDeployment.builder()
                .from(network.origin().deployment())
                .dispatchHook(network.origin().aggregationHook())
                .build(),
            network.destination().deployment());
  }

  private MessageEnvelope deposit() {
    return deposit(vault);
  }

  private MessageEnvelope deposit(AccountId to) {
    return MessageEnvelope.builder()
        .sender(network.sender())
        .recipient(to)
        .body(ContractCall.of("deposit(address,uint256)", USER, 5))
        .build();
  }
}
