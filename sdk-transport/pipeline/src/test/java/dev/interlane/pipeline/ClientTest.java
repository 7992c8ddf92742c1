package dev.interlane.pipeline;

import static dev.interlane.pipeline.FakeWorld.DAY;
import static dev.interlane.pipeline.Fixtures.START;
import static dev.interlane.pipeline.Fixtures.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.client.CloseMode;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessageListener;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.client.SendRequest;
import dev.interlane.error.AwaitInterruptedException;
import dev.interlane.error.AwaitTimeoutException;
import dev.interlane.error.ClientClosedException;
import dev.interlane.error.IdempotencyConflictException;
import dev.interlane.error.IllegalInStateException;
import dev.interlane.error.OverloadedException;
import dev.interlane.error.RefusedException;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.spi.KeyRoles;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the client promises to those that call it. */
class ClientTest {
  private final FakeWorld world = new FakeWorld();
  private final MessagingClient client = world.client;

  @Test
  void twoEqualSendsAreTwoMessages() {
    MessageHandle one = client.send(envelope("same").build());
    MessageHandle other = client.send(envelope("same").build());

    assertThat(one.id()).isNotEqualTo(other.id());
    one.awaitReceipt(DAY);
    other.awaitReceipt(DAY);
    assertThat(world.origin.dispatches()).isEqualTo(2);
  }

  @Test
  void theSameKeyAndEnvelopeGiveTheSameMessageForEver() {
    SendOptions key = SendOptions.idempotencyKey("order-1");
    MessageEnvelope envelope = envelope("m").expiresAfter(Duration.ofHours(1)).build();

    MessageHandle first = client.send(envelope, key);
    MessageHandle atOnce = client.send(envelope, key);
    first.awaitReceipt(DAY);
    world.driver.pass(Duration.ofHours(3));
    MessageHandle afterTheEnd = client.send(envelope, key);

    assertThat(atOnce.id()).isEqualTo(first.id());
    assertThat(afterTheEnd.id()).isEqualTo(first.id());
    assertThat(client.findByKey("order-1").map(MessageHandle::id)).contains(first.id());
    assertThat(world.origin.dispatches()).isOne();
  }

  @Test
  void theSameKeyForAnotherMessageIsAConflict() {
    SendOptions key = SendOptions.idempotencyKey("order-1");
    MessageHandle first = client.send(envelope("m").build(), key);

    assertThatExceptionOfType(IdempotencyConflictException.class)
        .isThrownBy(() -> client.send(envelope("other").build(), key))
        .withMessageContaining("order-1")
        .withMessageContaining(first.id().toString());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                client.sendAll(
                    List.of(
                        new SendRequest(envelope("a").build(), SendOptions.idempotencyKey("k")),
                        new SendRequest(envelope("b").build(), SendOptions.idempotencyKey("k")))));
    assertThat(client.findByKey("k")).isEmpty();
  }

  @Test
  void aKeyGivesTheSameIdEvenWhenTheJournalWasLost() {
    SendOptions key = SendOptions.idempotencyKey("order-1");
    MessageId id = client.send(envelope("m").build(), key).id();

    MessagingClient other =
        world.builder().journal(new InMemoryJournal()).driver(world.driver.restarted()).build();

    assertThat(other.send(envelope("m").build(), key).id()).isEqualTo(id);
  }

  @Test
  void namesEveryReasonOfARefusal() {
    ChainId unknown = ChainId.parse("eip155:5");
    AccountId foreign = AccountId.of(unknown, Fixtures.address(9));

    assertRefused(
        envelope("m").recipient(foreign).build(), SendOptions.none(), "recipient", "eip155:5");
    assertRefused(envelope("m").sender(foreign).build(), SendOptions.none(), "sender", "eip155:5");
    assertRefused(
        envelope("m").sender(AccountId.of(Fixtures.ORIGIN, Fixtures.address(9))).build(),
        SendOptions.none(),
        "sender",
        "no key");
    assertRefused(
        envelope("m").build(),
        SendOptions.none().over("carrier-pigeon"),
        "transport",
        "carrier-pigeon");
    assertRefused(
        envelope("m").expiresAt(START.minusSeconds(1)).build(),
        SendOptions.none(),
        "expiry",
        "2025-12-31T23:59:59Z");
    assertRefused(envelope("m".repeat(1001)).build(), SendOptions.none(), "body", "1001 bytes");
    assertRefused(
        envelope("m").build(),
        SendOptions.builder().joined("a connection").build(),
        "joined",
        "transaction");
    assertThat(world.journal.eventsAfter(0, 10)).isEmpty();
  }

  @Test
  void refusesAFeeAboveTheCapAndTakesOneAtTheCap() {
    world.transport.fee = BigInteger.valueOf(101);
    SendOptions cap = SendOptions.builder().maxOriginFee(BigInteger.valueOf(100)).build();

    assertRefused(envelope("m").build(), cap, "maxOriginFee", "101");
    assertThat(client.quote(envelope("m").build(), cap).isSendable()).isFalse();

    world.transport.fee = BigInteger.valueOf(100);
    assertThat(client.quote(envelope("m").build(), cap).fees()).hasSize(1);
    client.send(envelope("m").build(), cap);
  }

  @Test
  void refusesASenderWhoseKeyIsNotForDispatches() {
    world.origin.roles = KeyRoles.builder().addDelivering(Fixtures.SENDER.evmAddress()).build();

    assertRefused(
        envelope("m").build(),
        SendOptions.none(),
        "sender",
        "the key of " + Fixtures.SENDER + " is not for dispatches");
  }

  @Test
  void refusesMoreThanItsBoundAndKeepsNothingOfIt() {
    MessagingClient small =
        world
            .builder()
            .appId("small")
            .maxInFlight(2)
            .journal(new InMemoryJournal())
            .driver(world.driver.restarted())
            .build();
    MessageHandle first = small.send(envelope("1").build());
    List<SendRequest> two =
        List.of(
            new SendRequest(envelope("2").build(), SendOptions.none()),
            new SendRequest(envelope("3").build(), SendOptions.none()));

    assertThatExceptionOfType(OverloadedException.class)
        .isThrownBy(() -> small.sendAll(two))
        .withMessageContaining("maxInFlight 2");

    first.awaitReceipt(DAY);
    assertThat(small.sendAll(two)).hasSize(2);
  }

  @Test
  void aListenerHearsEverythingInOrderAndMayThrow() {
    List<TimelineEntry> heard = new ArrayList<>();
    List<DeliveryReceipt> outcomes = new ArrayList<>();
    client.listen(
        (id, entry) -> {
          throw new IllegalStateException("a listener of the application failed");
        });
    MessagingClient.Registration registration =
        client.listen(
            new MessageListener() {
              @Override
              public void onEvent(MessageId id, TimelineEntry entry) {
                heard.add(entry);
              }

              @Override
              public void onOutcome(DeliveryReceipt receipt) {
                outcomes.add(receipt);
              }
            });

    DeliveryReceipt receipt = client.send(envelope("m").build()).awaitReceipt(DAY);
    registration.close();
    client.send(envelope("n").build()).awaitReceipt(DAY);

    assertThat(heard).isEqualTo(receipt.timeline());
    assertThat(outcomes).containsExactly(receipt);
  }

  @Test
  void aListenerThatCallsBackIsToldInsteadOfHanging() {
    List<Throwable> told = new ArrayList<>();
    client.listen(
        (id, entry) -> {
          try {
            client.send(envelope("from a listener").build());
          } catch (IllegalStateException refused) {
            told.add(refused);
          }
        });

    client.send(envelope("m").build()).awaitReceipt(DAY);

    assertThat(told).isNotEmpty();
    assertThat(told.getFirst()).hasMessageContaining("listener");
  }

  @Test
  void aWaitEndsByTimeoutAndByInterrupt() {
    MessageHandle handle = client.send(envelope("m").build());

    assertThatExceptionOfType(AwaitTimeoutException.class)
        .isThrownBy(() -> handle.awaitReceipt(Duration.ofSeconds(5)))
        .withMessageContaining(handle.id().toString());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> handle.awaitReceipt(Duration.ofSeconds(-1)));
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(AwaitInterruptedException.class)
        .isThrownBy(() -> handle.awaitReceipt(DAY));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(handle.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
  }

  @Test
  void aClosedClientRefusesAndReleasesThoseThatWait() {
    MessageHandle handle = client.send(envelope("m").build());

    assertThat(client.close(CloseMode.ABANDON, Duration.ofSeconds(1))).isEqualTo(1);

    assertThatExceptionOfType(ClientClosedException.class)
        .isThrownBy(() -> client.send(envelope("n").build()));
    assertThatExceptionOfType(ClientClosedException.class)
        .isThrownBy(() -> handle.awaitReceipt(DAY));
    assertThat(handle.outcome().toCompletableFuture()).isCompletedExceptionally();
    assertThat(world.transport.closed).isTrue();
    client.close();
  }

  @Test
  void drainingWaitsForWhatIsInFlight() {
    MessageHandle handle = client.send(envelope("m").build());

    assertThat(client.close(CloseMode.DRAIN, DAY)).isZero();

    assertThat(world.journal.message(handle.id()).orElseThrow().outcome())
        .containsInstanceOf(DeliveryOutcome.Executed.class);
  }

  @Test
  void drainingEndsWithItsBound() {
    client.send(envelope("m").build());

    assertThat(client.close(CloseMode.DRAIN, Duration.ofSeconds(10))).isEqualTo(1);
  }

  @Test
  void cancelsWhatWasNeverSigned() {
    world.origin.down = true;
    MessageHandle handle = client.send(envelope("m").build());

    handle.cancel();

    assertThat(handle.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Cancelled.class);
    world.origin.down = false;
    world.driver.pass(Duration.ofHours(1));
    assertThat(world.origin.dispatches()).isZero();
  }

  @Test
  void cancelAfterTheDispatchDeliversNoMore() {
    MessageHandle handle = client.send(envelope("m").build());
    handle.cancel();

    DeliveryReceipt receipt = handle.awaitReceipt(DAY);

    assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Undelivered.class);
    world.driver.pass(Duration.ofHours(1));
    assertThat(world.destination.broadcasts).isZero();
  }

  @Test
  void steeringIsRefusedWhereItMeansNothing() {
    MessageHandle handle = client.send(envelope("m").build());
    assertThatExceptionOfType(IllegalInStateException.class)
        .isThrownBy(handle::resume)
        .withMessageContaining("Accepted");

    handle.awaitReceipt(DAY);

    assertThatExceptionOfType(IllegalInStateException.class)
        .isThrownBy(handle::cancel)
        .withMessageContaining("Executed");
  }

  @Test
  void expiresWhatWasNeverSigned() {
    world.origin.down = true;
    MessageHandle handle = client.send(envelope("m").expiresAfter(Duration.ofMinutes(5)).build());

    DeliveryReceipt receipt = handle.awaitReceipt(DAY);

    assertThat(receipt.outcome())
        .isInstanceOfSatisfying(
            DeliveryOutcome.Expired.class,
            expired -> assertThat(expired.notAfter()).isEqualTo(START.plusSeconds(300)));
  }

  @Test
  void expiryIsProvenByAFinalBlockWhereTheRecipientEnforcesIt() {
    world.destination.revertsExecutions = true;
    MessageHandle handle =
        client.send(
            FailureTest.call("deposit(uint256)").expiresAfter(Duration.ofMinutes(1)).build());

    DeliveryReceipt receipt = handle.awaitReceipt(DAY);

    assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Expired.class);
    assertThat(world.driver.clock().instant())
        .isAfter(START.plusSeconds(60).plus(FakeWorld.BLOCK.multipliedBy(4)));
  }

  @Test
  void expiryIsProvenByTheNewestBlockWhereNoNodeHasTheStateOfTheFinalOne() {
    world.transport.keptStates = 1;
    world.destination.revertsExecutions = true;
    MessageHandle handle =
        client.send(
            FailureTest.call("deposit(uint256)").expiresAfter(Duration.ofMinutes(1)).build());

    assertThat(handle.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Expired.class);
  }

  @Test
  void whatANodeHidTheExecutionOfDoesNotExpire() {
    world.destination.revertsExecutions = true;
    MessageHandle handle =
        client.send(
            FailureTest.call("deposit(uint256)").expiresAfter(Duration.ofMinutes(1)).build());
    world.driver.pass(Duration.ofSeconds(40));
    world.destination.revertsExecutions = false;
    world.destination.hidesLogs = true;
    world.destination.submitAs(
        Fixtures.STRANGER, FakeChain.execution(FailureTest.protocolId(handle)));
    world.driver.pass(Duration.ofMinutes(10));

    assertThat(handle.receipt().outcomeIfKnown()).isEmpty();

    world.destination.hidesLogs = false;
    assertThat(handle.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
  }

  @Test
  void whatWeGaveUpStillExpires() {
    world.destination.revertsExecutions = true;
    MessageHandle handle =
        client.send(
            FailureTest.call("deposit(uint256)").expiresAfter(Duration.ofMinutes(20)).build());
    assertThat(handle.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Undelivered.class);

    world.driver.pass(Duration.ofMinutes(25));

    assertThat(handle.receipt().outcome()).isInstanceOf(DeliveryOutcome.Expired.class);
  }

  @Test
  void expiryOnlyStopsUsWhereTheRecipientDoesNotEnforceIt() {
    world.destination.revertsExecutions = true;
    MessageHandle handle = client.send(envelope("m").expiresAfter(Duration.ofMinutes(1)).build());

    assertThat(handle.awaitReceipt(DAY).outcome())
        .isInstanceOfSatisfying(
            DeliveryOutcome.Undelivered.class,
            undelivered -> assertThat(undelivered.reason()).contains("others may still"));
  }

  @Test
  void tracksADispatchOfSomebodyElse() {
    var transaction =
        world.origin.submitAs(
            Fixtures.STRANGER, Bytes.concat(Bytes.of((byte) 1), Bytes.fromUtf8("theirs")));
    world.driver.pass(FakeWorld.BLOCK);

    List<MessageHandle> handles = client.track(transaction);

    assertThat(handles).hasSize(1);
    assertThat(client.track(transaction))
        .extracting(MessageHandle::id)
        .containsExactly(handles.get(0).id());
    DeliveryReceipt receipt = handles.get(0).awaitReceipt(DAY);
    assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(world.origin.dispatches()).isOne();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                client.track(
                    new dev.interlane.chain.TransactionRef(
                        ChainId.parse("eip155:5"), Fixtures.hash("t"))));
  }

  @Test
  void aReorganisationReturnsEachOfTwoDispatchesOfOneTransaction() {
    List<MessageHandle> handles = trackTwo();

    world.origin.reorg(1);

    assertExecutedEach(handles);
  }

  @Test
  void findsTheDispatchesOfSomebodyElseThatCameBackWhileNobodyLooked() {
    List<MessageHandle> handles = trackTwo();
    world.origin.reorg(1);
    world.driver.pass(Duration.ofSeconds(1));
    assertThat(handles)
        .allSatisfy(
            handle -> assertThat(handle.status()).isInstanceOf(DeliveryStatus.Accepted.class));
    client.close();
    world.driver.pass(FakeWorld.BLOCK.multipliedBy(10));

    MessagingClient next = world.restarted();

    assertExecutedEach(
        handles.stream().map(handle -> next.find(handle.id()).orElseThrow()).toList());
  }

  private List<MessageHandle> trackTwo() {
    var transaction =
        world.origin.submitAs(
            Fixtures.STRANGER, Bytes.concat(Bytes.of((byte) 3), Bytes.fromUtf8("theirs")));
    world.driver.pass(FakeWorld.BLOCK);
    List<MessageHandle> handles = client.track(transaction);
    assertThat(handles).hasSize(2);
    return handles;
  }

  private void assertExecutedEach(List<MessageHandle> handles) {
    for (MessageHandle handle : handles) {
      DeliveryReceipt receipt = handle.awaitReceipt(DAY);
      assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
      assertThat(
              world.destination.executions(Bytes32.fromHex(receipt.protocolIds().get(0).value())))
          .isOne();
    }
    assertThat(world.origin.dispatches()).isEqualTo(2);
  }

  @Test
  void trackingOurOwnDispatchGivesOurMessage() {
    MessageHandle handle = client.send(envelope("m").build());
    world.driver.pass(FakeWorld.BLOCK.multipliedBy(2));

    assertThat(client.track(handle.receipt().dispatch().orElseThrow().transaction()))
        .extracting(MessageHandle::id)
        .containsExactly(handle.id());
  }

  @Test
  void buildRefusesWhatCannotWork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Interlane.builder().transport(world.transport).build())
        .withMessageContaining("chain");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Interlane.builder().chain(world.origin).build())
        .withMessageContaining("transport");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Interlane.builder().transport("carrier-pigeon"))
        .withMessageContaining("carrier-pigeon");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Interlane.builder().chain(world.origin).chain(world.origin))
        .withMessageContaining("twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Interlane.builder().maxInFlight(0))
        .withMessageContaining("maxInFlight");
  }

  @Test
  void withoutAJournalTheErrorNamesTheArtifactThatHasOne() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> Interlane.builder().chain(world.origin).transport(world.transport).build())
        .withMessageContaining("dev.interlane:interlane-journal")
        .withMessageContaining("InMemoryJournal");
  }

  @Test
  void findsOnlyWhatItKnows() {
    MessageHandle handle = client.send(envelope("m").build());

    assertThat(client.find(handle.id())).isPresent();
    assertThat(client.find(new MessageId(Fixtures.hash("nothing")))).isEmpty();
    assertThat(client.findByKey("nothing")).isEmpty();
  }

  private void assertRefused(
      MessageEnvelope envelope, SendOptions options, String field, String reason) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(envelope, options))
        .satisfies(
            refused ->
                assertThat(refused.refusals())
                    .anySatisfy(
                        refusal -> {
                          assertThat(refusal.field()).isEqualTo(field);
                          assertThat(refusal.reason()).contains(reason);
                        }));
  }
}
