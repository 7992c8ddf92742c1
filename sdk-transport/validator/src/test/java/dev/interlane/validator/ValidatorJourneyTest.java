package dev.interlane.validator;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.error.AwaitTimeoutException;
import dev.interlane.error.RefusedException;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.Evidence;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From send to receipt, by the production pipeline, over simulated chains and a real committee. */
class ValidatorJourneyTest {
  private static final EvmAddress USER =
      EvmAddress.parse("0x1111111111111111111111111111111111111111");
  private static final Duration LONG = Duration.ofHours(2);

  private final SimulatedNetwork network = SimulatedNetwork.create(12);
  private final MessagingClient client = network.client(transport());

  @AfterEach
  void close() {
    network.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Security.class,
      names = {"MESSAGE_ID_MULTISIG", "MERKLE_ROOT_MULTISIG", "AGGREGATION"})
  void executesACall(Security security) {
    MessageHandle handle = client.send(deposit(security, 5));

    assertThat(handle.awaitReceipt(LONG))
        .isExecuted()
        .wasDeliveredBy(DeliveredBy.SELF)
        .hasEvidence(
            security == Security.AGGREGATION ? Evidence.Composite.class : Evidence.Quorum.class);
    assertThat(network.destination())
        .executed(handle.id())
        .exactlyOnce()
        .holds(network.vault(security), USER, BigInteger.valueOf(5));
  }

  @Test
  void waitsForAQuorumAndGoesOnWhenItIsThere() {
    List<EvmAddress> validators = network.committee().addresses();
    network.committee().silence(validators.get(0));
    network.committee().silence(validators.get(2));
    MessageHandle handle = client.send(deposit(Security.MESSAGE_ID_MULTISIG, 5));
    assertThatExceptionOfType(AwaitTimeoutException.class)
        .isThrownBy(() -> handle.awaitReceipt(LONG));

    network.committee().resume(validators.get(2));

    assertThat(handle.awaitReceipt(LONG)).isExecuted();
  }

  @Test
  void needsNoSilentMinority() {
    network.committee().silence(network.committee().addresses().get(1));

    MessageHandle handle = client.send(deposit(Security.AGGREGATION, 5));

    assertThat(handle.awaitReceipt(LONG)).isExecuted();
  }

  @Test
  void letsAStrangerDeliver() {
    network.faults().strangerDelivers();

    MessageHandle handle = client.send(deposit(Security.MESSAGE_ID_MULTISIG, 5));

    assertThat(handle.awaitReceipt(LONG)).isExecuted();
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @Test
  void provesAgainAfterAReorganisation() {
    network.faults().reorgAfterDispatch(network.origin(), 1, Displaced.RETURNED_TO_POOL);

    MessageHandle handle = client.send(deposit(Security.MERKLE_ROOT_MULTISIG, 5));

    assertThat(handle.awaitReceipt(LONG)).isExecuted().went(DeliveryEvent.DispatchReorged.class);
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @Test
  void refusesARecipientThatAsksNoValidators() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(deposit(Security.TRUSTED_RELAYER, 5)))
        .withMessageContaining("asks no validators");
  }

  @ParameterizedTest
  @EnumSource(
      value = Security.class,
      names = {"MESSAGE_ID_MULTISIG", "MERKLE_ROOT_MULTISIG"})
  void carriesManyAtOnce(Security security) {
    List<MessageHandle> handles = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      handles.add(client.send(deposit(security, 1)));
    }

    handles.forEach(handle -> assertThat(handle.awaitReceipt(LONG)).isExecuted());
    assertThat(network.destination()).holds(network.vault(security), USER, BigInteger.valueOf(100));
  }

  private ValidatorTransport transport() {
    ValidatorOptions.Builder options =
        ValidatorOptions.builder().addAllDeployments(network.deployments());
    for (HyperlaneChain origin : network.chains()) {
      network
          .committee()
          .checkpoints(origin.id())
          .forEach((validator, reader) -> options.checkpoints(origin.id(), validator, reader));
    }
    return ValidatorTransport.hyperlane(options.build());
  }

  private MessageEnvelope deposit(Security security, long amount) {
    return MessageEnvelope.builder()
        .sender(network.sender())
        .recipient(network.vault(security))
        .body(ContractCall.of("deposit(address,uint256)", USER, amount))
        .build();
  }
}
