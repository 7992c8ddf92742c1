package dev.interlane.pipeline;

import static dev.interlane.pipeline.Fixtures.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.TransactionRef;
import dev.interlane.client.MessageFilter;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.ReceiptFeed;
import dev.interlane.client.RetryReport;
import dev.interlane.client.SendOptions;
import dev.interlane.error.AwaitTimeoutException;
import dev.interlane.error.ClientClosedException;
import dev.interlane.error.IdempotencyConflictException;
import dev.interlane.error.IllegalInStateException;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.spi.InstanceTerms;
import dev.interlane.spi.StepResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several instances of an application: one works, the others stand by. */
class SharedClientTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final SharedWorld world = new SharedWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatIsSentAnywhereIsExecutedOnceByTheOneThatWorks() throws InterruptedException {
    SharedWorld.Instance works = working("one");
    SharedWorld.Instance standsBy = world.instance("two");
    world.mine();

    MessageHandle here = works.client().send(envelope("here").build());
    MessageHandle there = standsBy.client().send(envelope("there").build());

    assertExecuted(standsBy.client().find(here.id()).orElseThrow());
    assertExecuted(works.client().find(there.id()).orElseThrow());
    assertExecuted(there);
    assertThat(world.origin.dispatches()).isEqualTo(2);
    assertThat(standsBy.broadcasts()).isZero();
  }

  @Test
  void theOneThatStandsByAnswersFromTheJournal() throws InterruptedException {
    working("one");
    MessagingClient standsBy = world.instance("two").client();

    MessageHandle handle =
        standsBy.send(envelope("m").build(), SendOptions.idempotencyKey("order-1"));

    assertThat(handle.status()).isInstanceOf(DeliveryStatus.Accepted.class);
    assertThat(standsBy.findByKey("order-1").map(MessageHandle::id)).contains(handle.id());
    assertThat(standsBy.operator().summary(handle.id()).id()).isEqualTo(handle.id());
    assertThatExceptionOfType(AwaitTimeoutException.class)
        .isThrownBy(() -> handle.awaitReceipt(Duration.ZERO));
    assertThatExceptionOfType(IdempotencyConflictException.class)
        .isThrownBy(
            () -> standsBy.send(envelope("other").build(), SendOptions.idempotencyKey("order-1")));
    world.mine();
    assertExecuted(handle);
    assertThat(
            standsBy
                .operator()
                .list(MessageFilter.builder().build(), Optional.empty(), 10)
                .messages())
        .hasSize(1);
  }

  @Test
  void receiptsAreReadOutByAnInstanceThatStandsByAndItsPlaceIsKept() throws InterruptedException {
    working("one");
    MessagingClient standsBy = world.instance("two").client();
    world.mine();
    MessageHandle first = standsBy.send(envelope("first").build());

    try (ReceiptFeed feed = standsBy.receipts("audit")) {
      ReceiptFeed.Entry entry = feed.next(PATIENCE).orElseThrow();
      assertThat(entry.receipt().id()).isEqualTo(first.id());
      feed.acknowledge(entry);
    }
    try (ReceiptFeed feed = standsBy.receipts("audit")) {
      assertThat(feed.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void whatIsSteeredFromAnInstanceThatStandsByIsDoneByTheOneThatWorks() throws Exception {
    SharedWorld.Instance works = working("one");
    MessagingClient standsBy = world.instance("two").client();
    CompletableFuture<Boolean> isParked = new CompletableFuture<>();
    works
        .client()
        .listen(
            (id, entry) -> {
              if (entry.event() instanceof DeliveryEvent.Parked) {
                isParked.complete(true);
              }
            });
    world.transport.overrides =
        context ->
            Optional.of(
                new StepResult.Failed(StepResult.FailureClass.PARK, "the route is paused", "ask"));
    world.mine();
    MessageHandle parked = standsBy.send(envelope("m").build());
    isParked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    world.transport.overrides = context -> Optional.empty();
    RetryReport report =
        standsBy.operator().retry(MessageFilter.builder().build(), Optional.empty(), 10);

    assertThat(report.resumed()).containsExactly(parked.id());
    assertExecuted(parked);
    assertThatExceptionOfType(IllegalInStateException.class)
        .isThrownBy(parked::cancel)
        .withMessageStartingWith("IL-104 Message " + parked.id() + " cannot be cancelled");
    assertThatExceptionOfType(IllegalInStateException.class)
        .isThrownBy(() -> standsBy.operator().replace(parked.id()))
        .withMessageContaining("was replaced");
  }

  @Test
  void aMessageIsCancelledFromAnInstanceThatStandsBy() throws InterruptedException {
    world.origin.down = true;
    working("one");
    MessageHandle handle = world.instance("two").client().send(envelope("m").build());

    handle.cancel();

    assertThat(handle.awaitReceipt(PATIENCE).outcome())
        .isInstanceOf(DeliveryOutcome.Cancelled.class);
  }

  @Test
  void aStrangersTransactionIsTrackedFromAnInstanceThatStandsBy() throws InterruptedException {
    working("one");
    MessagingClient standsBy = world.instance("two").client();
    TransactionRef theirs;
    synchronized (world.origin) {
      theirs =
          world.origin.submitAs(
              Fixtures.STRANGER, Bytes.concat(Bytes.of((byte) 1), Bytes.fromUtf8("theirs")));
      world.origin.mine();
    }
    world.mine();

    assertThat(standsBy.track(theirs)).singleElement().satisfies(SharedClientTest::assertExecuted);
  }

  @Test
  void theNextOneGoesOnOnceTheOneThatWorkedIsClosed() throws InterruptedException {
    SharedWorld.Instance first = working("one");
    SharedWorld.Instance second = world.instance("two");
    MessageHandle handle = second.client().send(envelope("m").build());

    first.client().close();
    world.journal.awaitHolder("two");
    world.mine();

    assertExecuted(handle);
    assertThat(world.origin.dispatches()).isOne();
    assertThat(second.broadcasts()).isPositive();
    assertThatExceptionOfType(ClientClosedException.class)
        .isThrownBy(() -> first.client().send(envelope("late").build()));
  }

  @Test
  void broadcastsNothingOnceItsTenureEndedBetweenItsCommitAndItsBroadcast()
      throws InterruptedException {
    SharedWorld.Instance first = working("one");
    world.journal.afterSubmissions =
        () -> {
          world.journal.afterSubmissions = () -> {};
          world.journal.expire();
        };
    MessageHandle handle = first.client().send(envelope("m").build());
    world.mine();
    SharedWorld.Instance second = world.instance("two");

    assertExecuted(handle);
    // Closed, so that whatever it had begun has ended.
    first.client().close();
    assertThat(first.broadcasts()).isZero();
    assertThat(second.broadcasts()).isPositive();
    assertThat(world.origin.dispatches()).isOne();
  }

  @Test
  void anErrorInAStepEndsTheInstancesTermAndTheNextOneGoesOn() throws InterruptedException {
    AtomicInteger errors = new AtomicInteger();
    world.transport.overrides =
        context -> {
          if (errors.getAndIncrement() == 0) {
            throw new StackOverflowError("in a step");
          }
          return Optional.empty();
        };
    MessageHandle handle = working("one").client().send(envelope("m").build());
    world.mine();

    assertExecuted(handle);
    assertThat(errors).hasValueGreaterThan(1);
  }

  @Test
  void anInstanceThatRunsOutOfMemoryWhileItTakesOverTriesAgain() throws InterruptedException {
    AtomicInteger errors = new AtomicInteger();
    world.journal.beforeOpenMessages =
        () -> {
          if (errors.getAndIncrement() == 0) {
            throw new OutOfMemoryError("as a test has it");
          }
        };
    MessageHandle handle = world.instance("one").client().send(envelope("m").build());
    world.mine();

    assertExecuted(handle);
    assertThat(errors).hasValueGreaterThan(1);
  }

  @Test
  void needsAJournalThatCanBeSharedAndDriversOfItsOwn() {
    InstanceTerms terms = InstanceTerms.named("one");
    FakeWorld alone = new FakeWorld();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> alone.builder().instance(terms).build())
        .withMessageContaining("InMemoryJournal belongs to one process");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                alone
                    .builder()
                    .journal(world.journal)
                    .driver(alone.driver.restarted())
                    .instance(terms)
                    .build())
        .withMessageContaining("give no driver");
  }

  private SharedWorld.Instance working(String name) throws InterruptedException {
    SharedWorld.Instance instance = world.instance(name);
    world.journal.awaitHolder(name);
    return instance;
  }

  private static void assertExecuted(MessageHandle handle) {
    assertThat(handle.awaitReceipt(PATIENCE).outcome())
        .isInstanceOf(DeliveryOutcome.Executed.class);
  }
}
