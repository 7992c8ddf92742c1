package dev.interlane.integration;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A chain changes its mind: before the dispatch, after it, and after the delivery. */
class ReorgTest {
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000cc");
  private static final BigInteger AMOUNT = BigInteger.valueOf(5);
  private static final Duration LONG = Duration.ofHours(6);

  private final SimulatedNetwork network = SimulatedNetwork.create(7);

  private final MessagingClient client =
      network.client(
          RelayTransport.create(
              RelayOptions.builder()
                  .addAllDeployments(network.deployments())
                  .finality(Finality.SAFE)
                  .build()));

  @AfterEach
  void close() {
    network.close();
  }

  @ParameterizedTest
  @EnumSource(Displaced.class)
  void ofTheOriginBeforeTheDispatchChangesNothing(Displaced displaced) {
    network.mineBlocks(5);
    MessageHandle handle = client.send(deposit());

    network.origin().reorg(2, displaced);

    assertThat(executedOnce(handle)).neverWent(DeliveryEvent.DispatchReorged.class);
  }

  @ParameterizedTest
  @EnumSource(Displaced.class)
  void ofTheOriginAfterTheDispatchSendsTheSameBytesAgain(Displaced displaced) {
    network.faults().reorgAfterDispatch(network.origin(), 1, displaced);

    MessageHandle handle = client.send(deposit());

    assertThat(executedOnce(handle)).went(DeliveryEvent.DispatchReorged.class);
  }

  @ParameterizedTest
  @EnumSource(Displaced.class)
  void ofTheOriginAfterTheDeliveryExecutesNothingTwice(Displaced displaced) {
    network
        .faults()
        .afterDelivery(network.destination(), () -> network.origin().reorg(3, displaced));

    MessageHandle handle = client.send(deposit(Finality.SAFE));

    assertThat(executedOnce(handle)).went(DeliveryEvent.DispatchReorged.class);
  }

  @ParameterizedTest
  @EnumSource(Displaced.class)
  void ofTheDestinationAfterTheDeliveryDeliversAgain(Displaced displaced) {
    network.faults().reorgAfterDelivery(network.destination(), 1, displaced);

    MessageHandle handle = client.send(deposit());

    assertThat(executedOnce(handle)).went(DeliveryEvent.DeliveryReorged.class);
  }

  private MessageEnvelope deposit() {
    return deposit(Finality.FINAL);
  }

  private MessageEnvelope deposit(Finality finality) {
    return MessageEnvelope.builder()
        .finality(finality)
        .sender(network.sender())
        .recipient(network.vault())
        .body(ContractCall.of("deposit(address,uint256)", USER, AMOUNT))
        .build();
  }

  private DeliveryReceipt executedOnce(MessageHandle handle) {
    DeliveryReceipt receipt = handle.awaitReceipt(LONG);
    assertThat(receipt).isExecuted();
    assertThat(network.destination())
        .executed(handle.id())
        .exactlyOnce()
        .holds(network.vault(), USER, AMOUNT);
    return receipt;
  }
}
