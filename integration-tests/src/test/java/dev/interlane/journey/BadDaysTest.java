package dev.interlane.journey;

import static dev.interlane.journey.Backend.LONG;
import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.client.SendRequest;
import dev.interlane.error.AwaitInterruptedException;
import dev.interlane.error.ClientClosedException;
import dev.interlane.error.IdempotencyConflictException;
import dev.interlane.error.OverloadedException;
import dev.interlane.error.Refusal;
import dev.interlane.error.RefusedException;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong between two chains, and how a message ends all the same. */
class BadDaysTest {
  private final SimulatedNetwork network = SimulatedNetwork.create(7);
  private final Backend backend = new Backend(network);
  private final MessagingClient client = backend.client();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void aGoodDay() {
    MessageHandle handle = client.send(backend.deposit().build());

    assertThat(executedOnce(handle))
        .hasEvidence(Evidence.Vouched.class)
        .wasDeliveredBy(DeliveredBy.SELF);
    assertThat(network.destination()).holds(network.vault(), Backend.USER, Backend.AMOUNT);
  }

  @ParameterizedTest
  @EnumSource(
      value = Security.class,
      names = {"MESSAGE_ID_MULTISIG", "MERKLE_ROOT_MULTISIG", "AGGREGATION"})
  void aQuorumOfValidatorsOpensTheirVaults(Security security) {
    MessageHandle handle =
        client.send(
            backend.deposit(network.vault(security)).build(), SendOptions.none().over("validator"));

    DeliveryReceipt receipt = handle.awaitReceipt(LONG);

    assertThat(receipt).isExecuted();
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
  }

  @ParameterizedTest
  @EnumSource(Displaced.class)
  void aReorgAfterTheDispatch(Displaced displaced) {
    network.faults().reorgAfterDispatch(network.origin(), 1, displaced);

    DeliveryReceipt receipt = executedOnce(client.send(backend.deposit().build()));

    assertThat(receipt).went(DeliveryEvent.DispatchReorged.class);
  }

  @Test
  void aReorgBeforeTheDispatchIsIncluded() {
    network.mineBlocks(5);
    MessageHandle handle = client.send(backend.deposit().build());
    network.origin().reorg(2, Displaced.RETURNED_TO_POOL);

    assertThat(executedOnce(handle)).neverWent(DeliveryEvent.DispatchReorged.class);
  }

  @ParameterizedTest
  @EnumSource(Displaced.class)
  void aReorgOfTheDestinationAfterTheDelivery(Displaced displaced) {
    network.faults().reorgAfterDelivery(network.destination(), 1, displaced);

    DeliveryReceipt receipt = executedOnce(client.send(backend.deposit().build()));

    assertThat(receipt).went(DeliveryEvent.DeliveryReorged.class);
  }

  @Test
  void aReorgOfTheOriginAfterTheDeliveryHealsWhereTheRecipientChecksIds() {
    network
        .faults()
        .afterDelivery(network.destination(), () -> network.origin().reorg(3, Displaced.WITHDRAWN));

    DeliveryReceipt receipt =
        executedOnce(client.send(backend.deposit().finality(Finality.SEEN).build()));

    assertThat(receipt.status()).isInstanceOf(DeliveryStatus.Delivered.class);
  }

  @Test
  void aHandlerThatReverts() {
    network.faults().handlersRevert();
    MessageHandle handle = client.send(backend.deposit().build());

    DeliveryReceipt receipt = handle.awaitReceipt(LONG);

    assertThat(receipt).hasOutcome(DeliveryOutcome.Undelivered.class);
    assertThat(network.destination()).executed(handle.id()).never();
    network.faults().handlersRecover();
    handle.resume();
    executedOnce(handle);
  }

  @Test
  void aStrangerIsFirst() {
    network.faults().strangerDelivers();

    DeliveryReceipt receipt =
        executedOnce(
            client.send(
                backend.deposit(network.vault(Security.MESSAGE_ID_MULTISIG)).build(),
                SendOptions.none().over("validator")));

    assertThat(receipt).wasDeliveredBy(DeliveredBy.STRANGER);
  }

  @Test
  void theSameKeyTwice() {
    SendOptions key = SendOptions.idempotencyKey("order-7781");
    MessageEnvelope envelope = backend.deposit().expiresAfter(Duration.ofHours(2)).build();
    MessageHandle handle = client.send(envelope, key);
    network.advance(Duration.ofSeconds(30));

    assertThat(client.send(envelope, key).id()).isEqualTo(handle.id());
    assertThatExceptionOfType(IdempotencyConflictException.class)
        .isThrownBy(() -> client.send(backend.deposit().build(), key));
    executedOnce(handle);
    assertThat(client.send(envelope, key).id()).isEqualTo(handle.id());
    assertThat(network.destination()).holds(network.vault(), Backend.USER, Backend.AMOUNT);
  }

  @Test
  void aKeyWhoseJournalWasLostIsExecutedOnce() {
    SendOptions key = SendOptions.idempotencyKey("order-7781");
    MessageEnvelope envelope = backend.deposit().build();
    MessageHandle first = client.send(envelope, key);
    executedOnce(first);
    client.close();

    MessageHandle again = new Backend(network).client().send(envelope, key);
    network.advance(LONG);

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again).hasStatus(DeliveryStatus.Parked.class);
    assertThat(again.status().toString()).contains("executed this message already");
    assertThat(network.destination()).executed(first.id()).exactlyOnce();
  }

  @Test
  void expiredWhenSent() {
    assertRefused(
        backend.deposit().expiresAt(SimulatedNetwork.START.minusSeconds(1)).build(),
        SendOptions.none(),
        "expiry");
  }

  @Test
  void aTransportTheRecipientDoesNotAccept() {
    assertRefused(
        backend.deposit(network.vault(Security.MESSAGE_ID_MULTISIG)).build(),
        SendOptions.none().over("relay"),
        "recipient");
  }

  @Test
  void expiredOnTheWay() {
    network.faults().handlersRevert();
    MessageHandle handle =
        client.send(backend.deposit().expiresAfter(Duration.ofSeconds(40)).build());

    DeliveryReceipt receipt = handle.awaitReceipt(LONG);

    assertThat(receipt).hasOutcome(DeliveryOutcome.Expired.class);
    network.faults().handlersRecover();
    network.advance(Duration.ofHours(1));
    assertThat(network.destination()).executed(handle.id()).never();
  }

  @Test
  void tooMuchAtOnce() {
    Backend busy = new Backend(network);
    MessagingClient small = network.opened(busy.builder().maxInFlight(3).build());
    for (int i = 0; i < 3; i++) {
      small.send(busy.deposit().build());
    }

    assertThatExceptionOfType(OverloadedException.class)
        .isThrownBy(() -> small.send(busy.deposit().build()));
  }

  @Test
  void aListenerThatThrowsAndAWaitThatIsInterrupted() {
    client.listen(
        (id, entry) -> {
          throw new IllegalStateException("the application's own trouble");
        });
    MessageHandle handle = client.send(backend.deposit().build());
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(AwaitInterruptedException.class)
        .isThrownBy(() -> handle.awaitReceipt(LONG));
    assertThat(Thread.interrupted()).isTrue();

    executedOnce(handle);
  }

  @Test
  void aClosedClient() {
    MessageHandle handle = client.send(backend.deposit().build());
    client.close();

    assertThatExceptionOfType(ClientClosedException.class)
        .isThrownBy(() -> client.send(backend.deposit().build()));
    assertThatExceptionOfType(ClientClosedException.class)
        .isThrownBy(() -> handle.awaitReceipt(LONG));
  }

  @Test
  void aRestartAtAnyMomentLosesNothingAndRepeatsNothing() {
    for (int seconds = 0; seconds < 90; seconds += 3) {
      try (SimulatedNetwork other = SimulatedNetwork.create(seconds)) {
        Backend restarting = new Backend(other);
        MessagingClient before = restarting.client();
        MessageHandle handle = before.send(restarting.deposit().build());
        other.advance(Duration.ofSeconds(seconds));
        before.close();
        other.advance(Duration.ofSeconds(40));

        MessageHandle found = restarting.client().find(handle.id()).orElseThrow();

        assertThat(found.awaitReceipt(LONG)).as("closed after %s s", seconds).isExecuted();
        assertThat(other.destination()).executed(handle.id()).exactlyOnce();
        assertThat(other.destination()).holds(other.vault(), Backend.USER, Backend.AMOUNT);
      }
    }
  }

  @Test
  void anOrderedLaneKeepsItsOrder() {
    List<SendRequest> requests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      requests.add(
          new SendRequest(
              backend.deposit().ordering(Ordering.ORDERED).build(), SendOptions.none()));
    }

    List<MessageHandle> handles = client.sendAll(requests);

    long before = -1;
    for (MessageHandle handle : handles) {
      DeliveryReceipt receipt = executedOnce(handle);
      long height = receipt.delivery().orElseThrow().block().height();
      assertThat(height).isGreaterThan(before);
      before = height;
    }
  }

  @Test
  void orderedMessagesToTwoRecipientsDoNotWaitForEachOther() {
    SendOptions quorum = SendOptions.none().over("validator");
    AccountId other = network.vault(Security.MESSAGE_ID_MULTISIG);
    MessageHandle first = client.send(backend.deposit().ordering(Ordering.ORDERED).build());
    MessageHandle second =
        client.send(backend.deposit(other).ordering(Ordering.ORDERED).build(), quorum);
    MessageHandle third = client.send(backend.deposit().ordering(Ordering.ORDERED).build());

    executedOnce(first);
    executedOnce(second);
    executedOnce(third);
  }

  @Test
  void theSameSeedIsTheSameStory() {
    assertThat(story()).isEqualTo(story());
  }

  private static String story() {
    try (SimulatedNetwork one = SimulatedNetwork.create(11)) {
      Backend backend = new Backend(one);
      one.faults().reorgAfterDispatch(one.origin(), 1, Displaced.RETURNED_TO_POOL);
      MessagingClient client = backend.client();
      StringBuilder story = new StringBuilder();
      List<MessageHandle> handles = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        handles.add(client.send(backend.deposit().build()));
      }
      for (MessageHandle handle : handles) {
        story.append(handle.awaitReceipt(LONG)).append('\n');
      }
      return story.toString();
    }
  }

  private DeliveryReceipt executedOnce(MessageHandle handle) {
    DeliveryReceipt receipt = handle.awaitReceipt(LONG);
    assertThat(receipt).isExecuted();
    assertThat(network.destination()).executed(handle.id()).exactlyOnce();
    return receipt;
  }

  private void assertRefused(MessageEnvelope envelope, SendOptions options, String field) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(envelope, options))
        .satisfies(
            refused -> assertThat(refused.refusals()).extracting(Refusal::field).contains(field));
  }
}
