package dev.interlane.relay;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.error.RefusedException;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.Evidence;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From send to receipt, by the production pipeline, over simulated chains. */
class RelayJourneyTest {
  private static final EvmAddress USER =
      EvmAddress.parse("0x1111111111111111111111111111111111111111");
  private static final Duration LONG = Duration.ofHours(2);

  private final SimulatedNetwork network = SimulatedNetwork.create(11);
  private final MessagingClient client =
      network.client(
          RelayTransport.create(
              RelayOptions.builder().addAllDeployments(network.deployments()).build()));

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void executesACall() {
    MessageHandle handle = client.send(deposit(5).build());

    assertThat(handle.awaitReceipt(LONG))
        .isExecuted()
        .wasDeliveredBy(DeliveredBy.SELF)
        .wasDeliveredFrom(network.trustedRelayer())
        .hasEvidence(Evidence.Vouched.class);
    assertThat(network.destination())
        .executed(handle.id())
        .exactlyOnce()
        .holds(network.vault(), USER, BigInteger.valueOf(5));
  }

  @Test
  void deliversAPayload() {
    MessageHandle handle =
        client.send(
            MessageEnvelope.builder()
                .sender(network.sender())
                .recipient(network.destination().payloadRecipient(Security.NOOP))
                .body(Payload.of(Bytes.fromUtf8("hello")))
                .build());

    assertThat(handle.awaitReceipt(LONG)).isExecuted();
  }

  @Test
  void letsAStrangerDeliver() {
    network.faults().strangerDelivers();

    MessageHandle handle = client.send(deposit(5).recipient(vault(Security.NOOP)).build());

    assertThat(handle.awaitReceipt(LONG)).isExecuted().wasDeliveredBy(DeliveredBy.STRANGER);
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @Test
  void sendsAgainWhatAReorganisationRemoved() {
    network.faults().reorgAfterDispatch(network.origin(), 1, Displaced.RETURNED_TO_POOL);

    MessageHandle handle = client.send(deposit(5).build());

    assertThat(handle.awaitReceipt(LONG)).isExecuted().went(DeliveryEvent.DispatchReorged.class);
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @Test
  void deliversAgainWhatAReorganisationRemoved() {
    network.faults().reorgAfterDelivery(network.destination(), 2, Displaced.WITHDRAWN);

    MessageHandle handle = client.send(deposit(5).build());

    assertThat(handle.awaitReceipt(LONG)).isExecuted().went(DeliveryEvent.DeliveryReorged.class);
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @Test
  void saysWhyAHandlerDidNotTakeIt() {
    network.faults().handlersRevert();

    MessageHandle handle = client.send(deposit(5).build());

    assertThat(handle.awaitReceipt(Duration.ofDays(60)))
        .hasOutcome(DeliveryOutcome.Undelivered.class);
    assertThat(network.destination()).executed(handle.id()).never();
  }

  @Test
  void keepsTheOrderOfALane() {
    List<MessageHandle> handles = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      handles.add(client.send(deposit(i).ordering(Ordering.ORDERED).build()));
    }

    handles.forEach(handle -> assertThat(handle.awaitReceipt(LONG)).isExecuted());
    assertThat(network.destination()).holds(network.vault(), USER, BigInteger.TEN);
  }

  @Test
  void refusesBeforeAnythingIsSent() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(deposit(1).recipient(vault(Security.AGGREGATION)).build()))
        .withMessageContaining("aggregation ISM")
        .withMessageContaining("validator transport");
    network.advance(Duration.ofMinutes(5));
    assertThat(network.origin().chain().heads().seen().height()).isPositive();
    assertThat(client.quote(deposit(1).build(), SendOptions.none()))
        .satisfies(quote -> assertThat(quote.isSendable()).isTrue());
  }

  @Test
  void carriesManyAtOnce() {
    List<MessageHandle> handles = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      handles.add(client.send(deposit(1).build()));
    }

    handles.forEach(handle -> assertThat(handle.awaitReceipt(LONG)).isExecuted());
    assertThat(network.destination()).holds(network.vault(), USER, BigInteger.valueOf(200));
  }

  private MessageEnvelope.Builder deposit(long amount) {
    return MessageEnvelope.builder()
        .sender(network.sender())
        .recipient(network.vault())
        .body(ContractCall.of("deposit(address,uint256)", USER, amount));
  }

  private AccountId vault(Security security) {
    return network.vault(security);
  }
}
