package dev.interlane.zk;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.Chain;
import dev.interlane.testkit.ProvenOrigin;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.contract.StateProofIsm;
import dev.interlane.testkit.zk.LightClientProver;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From send to receipt with the light client's own proofs looked at. */
class UpdateProofJourneyTest {
  private static final Duration LONG = Duration.ofHours(2);
  private static final EvmAddress USER =
      EvmAddress.parse("0x1111111111111111111111111111111111111111");

  private final SimulatedNetwork network = SimulatedNetwork.builder().seed(6).provable().build();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void verifiesTheLightClientsProofAndSaysSo() {
    ProvenOrigin proven = network.provenOrigin();
    AccountId vault = network.createVault(proven.ism());

    DeliveryReceipt receipt =
        client(options().updateProofs(UpdateProofs.REQUIRED).build(), chain -> chain)
            .send(deposit(vault))
            .awaitReceipt(LONG);

    assertThat(receipt).isExecuted();
    assertThat(receipt.evidence().orElseThrow().checked())
        .contains("and its own proof of it: the Groth16 proof in the transaction 0x")
        .contains("INSECURE TEST PROVER");
  }

  @Test
  void deliversWithoutItWhereItCannotBeReadAndSaysSo() {
    AccountId vault = network.createVault(network.provenOrigin().ism());

    DeliveryReceipt receipt =
        client(options().build(), this::withoutCalldata).send(deposit(vault)).awaitReceipt(LONG);

    assertThat(receipt).isExecuted();
    assertThat(receipt.evidence().orElseThrow().checked())
        .contains("but not the light client's own proof of it: our node gives no calldata");
  }

  @Test
  void waitsWhereItCannotBeReadAndIsRequired() {
    AccountId vault = network.createVault(network.provenOrigin().ism());
    ZkOptions required = options().updateProofs(UpdateProofs.REQUIRED).build();
    MessageHandle handle = client(required, this::withoutCalldata).send(deposit(vault));

    network.advance(Duration.ofMinutes(20));

    assertThat(handle).hasStatus(DeliveryStatus.Dispatched.class);
    assertThat(handle.receipt()).neverWent(DeliveryEvent.StepSubmitted.class);
    assertThat(network.destination()).executed(handle.id()).never();
  }

  /** Every root is true, and the light client has it from somebody who proved nothing. */
  @Test
  void deliversNothingUnderARootWhoseProofDoesNotHold() {
    BigInteger chainId = network.origin().id().evmChainId();
    LightClientProver named = LightClientProver.of(1, chainId);
    LightClientProver forger = LightClientProver.of(2, chainId);
    EvmAddress lightClient =
        network
            .destination()
            .deploy(new CredulousLightClient(chainId, named.verifyingKey().encode()))
            .evmAddress();
    AccountId vault = network.createVault(module(lightClient));
    MessageHandle handle = client(options().build(), chain -> chain).send(deposit(vault));
    network.mineBlocks(8);

    update(lightClient, forger);
    network.advance(Duration.ofMinutes(5));

    assertThat(handle).hasStatus(DeliveryStatus.Parked.class);
    assertThat(((DeliveryStatus.Parked) handle.receipt().status()).reason())
        .contains("without a proof that holds", "the Groth16 proof in the transaction");
    assertThat(handle.receipt()).neverWent(DeliveryEvent.StepSubmitted.class);
    assertThat(network.destination()).executed(handle.id()).never();

    update(lightClient, named);
    network.advance(Duration.ofMinutes(1));
    handle.resume();
    assertThat(handle.awaitReceipt(LONG)).isExecuted();
  }

  private void update(EvmAddress lightClient, LightClientProver prover) {
    Bytes update =
        prover.update(
            network.origin().chain(), network.origin().chain().heads().at(Finality.FINAL));
    network
        .destination()
        .chain()
        .impersonate(
            new CallRequest(network.sender().evmAddress(), lightClient, update, BigInteger.ZERO),
            1_000_000);
    network.mineBlocks(1);
  }

  private EvmAddress module(EvmAddress lightClient) {
    return network
        .destination()
        .deploy(new StateProofIsm(lightClient, network.origin().dispatchedHook(), Bytes32.ZERO))
        .evmAddress();
  }

  private Chain withoutCalldata(Chain chain) {
    return network.connect(
        SpoiltPort.of(chain.port(), "calldata", Optional.class, calldata -> Optional.empty()));
  }

  private MessagingClient client(ZkOptions options, UnaryOperator<Chain> between) {
    return network.opened(
        network.clientBuilder(between).transport(ZkTransport.create(options)).build());
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

  private MessageEnvelope deposit(AccountId to) {
    return MessageEnvelope.builder()
        .sender(network.sender())
        .recipient(to)
        .body(ContractCall.of("deposit(address,uint256)", USER, 5))
        .build();
  }
}
