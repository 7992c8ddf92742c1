package dev.interlane.integration;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.devnet.Devnet;
import dev.interlane.devnet.DevnetChain;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.devnet.DevnetStranger;
import dev.interlane.devnet.chaos.Aim;
import dev.interlane.devnet.chaos.NodeFault;
import dev.interlane.error.RefusedException;
import dev.interlane.error.WrongChainException;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.submit.FeePolicy;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent.DispatchIncluded;
import dev.interlane.receipt.DeliveryEvent.Parked;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bad days of contracts and of those who call them, through the proxies: the message is undelivered
 * for the true reason and executed nowhere, or refused at the door, or executed once all the same.
 */
class ChaosContractsTest extends OnChaosChains {
  private static final String HANDLED = "Handled(uint32,bytes32,bytes)";

  @ParameterizedTest
  @CsvSource({
    "TEXT, not today",
    "PANIC, division or modulo by zero",
    "CUSTOM_ERROR, NotToday(7)",
    "NOTHING, no reason given",
    "OUT_OF_GAS, out of gas",
  })
  void aRecipientThatFails(Devnet.Refusing manner, String reason) {
    DevnetChain chain = chains.destination.chain;
    EvmAddress refuser =
        chains
            .devnet()
            .createRefuser(chain, chain.address(DevnetContract.TRUSTED_RELAYER_ISM), manner);
    MessagingClient client =
        backend.open(
            ChaosBackend.relay(chains.deployments()), FeePolicy.defaults(), ChaosBackend.FAINT);

    MessageHandle handle = client.send(payload(refuser));
    DeliveryReceipt receipt = handle.awaitReceipt(ChaosBackend.PATIENCE);

    assertThat(receipt).isUndelivered(reason);
    assertThat(backend.emitted(refuser, HANDLED)).isZero();
    chains.devnet().setRefusing(chain, refuser, Devnet.Refusing.NOT_AT_ALL);
    handle.resume();
    assertThat(handle.awaitReceipt(ChaosBackend.PATIENCE)).isExecuted();
    assertThat(backend.emitted(refuser, HANDLED)).isEqualTo(1);
  }

  @Test
  void aRecipientWithoutHandle() {
    EvmAddress deaf = chains.destination.chain.address(DevnetContract.PROTOCOL_FEE);
    MessagingClient client =
        backend.open(
            backend.validators(chains.validators().checkpoints()),
            FeePolicy.defaults(),
            ChaosBackend.FAINT);

    DeliveryReceipt receipt = client.send(payload(deaf)).awaitReceipt(ChaosBackend.PATIENCE);

    assertThat(receipt).isUndelivered("would revert");
    assertThat(receipt.delivery()).isEmpty();
  }

  @Test
  void aMailboxWithoutCode() {
    MailboxDeployment nowhere =
        MailboxDeployment.builder()
            .from(chains.deployments().get(1))
            .mailbox(EvmAddress.parse("0x00000000000000000000000000000000000000ee"))
            .build();
    backend.open(
        ChaosBackend.relay(List.of(chains.deployments().get(0), nowhere)),
        FeePolicy.defaults(),
        ChaosBackend.FAINT);
    long before = chains.origin.accountNonce();

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> backend.send(DevnetContract.TRUSTED_RELAYER_VAULT))
        .withMessageContaining("there is no mailbox at " + nowhere.mailbox());
    assertThat(chains.origin.accountNonce()).isEqualTo(before);
  }

  @Test
  void aMailboxWhoseProxySomebodyElseInitialised() {
    EvmAddress stranger = chains.devnet().others().get(1).address();
    MailboxDeployment hijacked =
        MailboxDeployment.builder()
            .from(chains.deployments().get(1))
            .mailbox(chains.devnet().createMailboxOf(chains.destination.chain, stranger))
            .build();
    backend.open(
        ChaosBackend.relay(List.of(chains.deployments().get(0), hijacked)),
        FeePolicy.defaults(),
        ChaosBackend.FAINT);

    MessageHandle handle = backend.send(DevnetContract.TRUSTED_RELAYER_VAULT);

    DeliveryReceipt receipt = handle.awaitReceipt(ChaosBackend.PATIENCE);
    assertThat(receipt).hasOutcome(DeliveryOutcome.Undelivered.class);
    assertThat(backend.executions(handle.id())).isZero();
  }

  @Test
  void anotherChainBehindTheUrl() {
    chains.destination.node.inject(new NodeFault.WrongChainId(1));

    assertThatExceptionOfType(WrongChainException.class)
        .isThrownBy(
            () -> EvmChain.connect(chains.destination.chain.id(), chains.destination.node.url()))
        .withMessageContaining("serves eip155:1, expected eip155:31338");
  }

  @Test
  void anotherChainBehindTheUrlAfterAWhile() {
    backend.relayClient();
    backend.once(
        DispatchIncluded.class,
        event -> {
          // The wrong one first: who is cut off asks at once which chain answers now.
          chains.destination.node.inject(new NodeFault.WrongChainId(1), Aim.at("eth_chainId"));
          chains.destination.node.inject(
              new NodeFault.ResetAfter(), Aim.at("eth_getBlockByNumber").times(1));
        });

    CompletableFuture<Parked> parked = backend.first(Parked.class);
    MessageHandle handle = backend.send(DevnetContract.TRUSTED_RELAYER_VAULT);

    assertThat(backend.await(parked).reason()).contains("serves eip155:1, expected eip155:31338");
    assertThat(backend.executions(handle.id())).isZero();
    chains.destination.node.calm();
    handle.resume();
    assertThat(handle.awaitReceipt(ChaosBackend.PATIENCE)).isExecuted();
    assertThat(backend.executions(handle.id())).isEqualTo(1);
  }

  @Test
  void aStrangerProcessesWithTooLittleGas() {
    AtomicBoolean heard = new AtomicBoolean();
    Map<EvmAddress, CheckpointReader> late = new TreeMap<>();
    chains
        .validators()
        .checkpoints()
        .forEach((validator, reader) -> late.put(validator, new LateCheckpoints(reader, heard)));
    backend.open(backend.validators(late), FeePolicy.defaults(), ChaosBackend.STUBBORN);
    DevnetStranger stranger = DevnetStranger.stingy(chains.devnet(), chains.validators(), 120_000);
    CompletableFuture<Void> failed = CompletableFuture.runAsync(stranger);

    MessageHandle handle = backend.send(DevnetContract.MESSAGE_ID_MULTISIG_VAULT);
    backend.await(failed);
    assertThat(backend.executions(handle.id())).isZero();
    heard.set(true);

    assertThat(handle.awaitReceipt(ChaosBackend.PATIENCE))
        .isExecuted()
        .wasDeliveredBy(DeliveredBy.SELF);
    assertThat(backend.executions(handle.id())).isEqualTo(1);
  }

  private MessageEnvelope payload(EvmAddress recipient) {
    return MessageEnvelope.builder()
        .sender(chains.origin.account())
        .recipient(AccountId.of(chains.destination.chain.id(), recipient))
        .body(Payload.of(Bytes.fromHex("cafe")))
        .build();
  }
}
