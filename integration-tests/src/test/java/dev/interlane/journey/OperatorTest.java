package dev.interlane.journey;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.client.Explanation;
import dev.interlane.client.MessageFilter;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagePage;
import dev.interlane.client.MessageStanding;
import dev.interlane.client.MessageSummary;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.Operator;
import dev.interlane.client.RetryReport;
import dev.interlane.client.SendOptions;
import dev.interlane.error.IllegalInStateException;
import dev.interlane.error.UnknownMessageException;
import dev.interlane.message.MessageId;
import dev.interlane.pipeline.Interlane;
import dev.interlane.pipeline.RetryPolicy;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.testkit.SimulatedNetwork;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees and does, while a client runs and after it has stopped. */
class OperatorTest {
  private static final BigInteger FUNDS_WEI = BigInteger.TEN.pow(20);
  private static final MessageFilter UNDELIVERED =
      MessageFilter.builder().addStandings(MessageStanding.UNDELIVERED).build();

  private final SimulatedNetwork network = SimulatedNetwork.create(3);
  private final Backend backend = new Backend(network);
  private final MessagingClient client = client();

  private MessagingClient client() {
    return network.opened(
        backend
            .builder()
            .retry(new RetryPolicy(2, Duration.ofSeconds(5), Duration.ofSeconds(5)))
            .build());
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void listsByFilterInPagesAndRetriesThem() {
    List<MessageHandle> handles = sendToPausedVault(5);
    Operator operator = client.operator();

    MessagePage first = operator.list(UNDELIVERED, Optional.empty(), 3);
    MessagePage second = operator.list(UNDELIVERED, first.next(), 3);

    List<MessageSummary> all = new ArrayList<>(first.messages());
    all.addAll(second.messages());
    assertThat(first.messages()).hasSize(3);
    assertThat(second.next()).isEmpty();
    assertThat(all)
        .extracting(MessageSummary::id)
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(handles.stream().map(MessageHandle::id).toList());
    assertThat(all)
        .extracting(MessageSummary::reason)
        .allMatch(why -> why.contains("would revert"));

    network.faults().handlersRecover();
    MessageFilter paused =
        MessageFilter.builder()
            .reasonContains("WOULD revert")
            .origin(network.origin().id())
            .build();
    RetryReport some = operator.retry(paused, Optional.empty(), 2);
    RetryReport rest = operator.retry(paused, some.next(), 10);

    assertThat(some.resumed()).hasSize(2);
    assertThat(rest.resumed()).hasSize(3);
    assertThat(rest.refused()).isEmpty();
    for (MessageHandle handle : handles) {
      assertThat(handle.awaitReceipt(Backend.LONG)).isExecuted();
      assertThat(network.destination()).executed(handle.id()).exactlyOnce();
    }
  }

  @Test
  void explainsWhoMustActAndWhatItCosts() {
    network.origin().chain().fund(network.sender().evmAddress(), BigInteger.ONE);
    MessageHandle handle = client.send(backend.deposit().build());
    passUntil(handle, DeliveryStatus.Parked.class);

    Explanation parked = client.operator().explain(handle.id());

    assertThat(parked.standing()).isEqualTo(MessageStanding.PARKED);
    assertThat(parked.actor()).isEqualTo(Actor.OPERATOR);
    assertThat(parked.why()).first().asString().startsWith("Insufficient funds");
    assertThat(parked.next()).isEqualTo("Fund the account.");
    assertThat(parked.paid()).isEmpty();
    assertThat(
            client
                .operator()
                .list(MessageFilter.builder().actor(Actor.OPERATOR).build(), Optional.empty(), 10)
                .messages())
        .extracting(MessageSummary::id)
        .containsExactly(handle.id());

    network.origin().chain().fund(network.sender().evmAddress(), FUNDS_WEI);
    client.operator().resume(handle.id());
    assertThat(handle.awaitReceipt(Backend.LONG)).isExecuted();

    Explanation executed = client.operator().explain(handle.id());
    assertThat(executed.standing()).isEqualTo(MessageStanding.EXECUTED);
    assertThat(executed.paid()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(executed.outstanding()).isEmpty();
    assertThat(client.operator().show(handle.id())).isEqualTo(handle.receipt());
  }

  @Test
  void replacesATransactionThatWaits() {
    MessageHandle handle = client.send(backend.deposit().build());
    network.advance(Duration.ofMillis(1));
    Operator operator = client.operator();
    BigInteger before = operator.explain(handle.id()).outstanding().getFirst().amount();

    operator.replace(handle.id());

    assertThat(operator.explain(handle.id()).outstanding().getFirst().amount())
        .isGreaterThan(before);
    assertThat(handle.awaitReceipt(Backend.LONG)).isExecuted();
    assertThat(handle.receipt().timeline())
        .filteredOn(entry -> entry.event() instanceof DeliveryEvent.DispatchSubmitted)
        .hasSize(2);
    assertThat(network.origin()).dispatched(Backend.hyperlaneId(handle.receipt())).exactlyOnce();
    assertThatExceptionOfType(IllegalInStateException.class)
        .isThrownBy(() -> operator.replace(handle.id()))
        .withMessageContaining("No transaction");
  }

  @Test
  void steersAJournalThatNobodyWorksOn() {
    MessageHandle undelivered = sendToPausedVault(1).getFirst();
    network.origin().chain().fund(network.sender().evmAddress(), BigInteger.ONE);
    MessageHandle unsent = client.send(backend.deposit().build(), SendOptions.idempotencyKey("no"));
    passUntil(unsent, DeliveryStatus.Parked.class);
    client.close();
    network.faults().handlersRecover();
    Operator operator = Interlane.operator(backend.journal, "testkit", network.clock());

    operator.resume(undelivered.id());
    operator.cancel(unsent.id());

    assertThat(operator.show(unsent.id()).outcome()).isInstanceOf(DeliveryOutcome.Cancelled.class);
    assertThat(operator.list(UNDELIVERED, Optional.empty(), 10).messages()).isEmpty();
    assertThatExceptionOfType(IllegalInStateException.class)
        .isThrownBy(() -> operator.replace(undelivered.id()))
        .withMessageContaining("chain and its key");
    assertThatExceptionOfType(IllegalInStateException.class)
        .isThrownBy(() -> operator.cancel(unsent.id()));

    MessagingClient next = client();
    assertThat(next.find(undelivered.id()).orElseThrow().awaitReceipt(Backend.LONG)).isExecuted();
    assertThat(next.findByKey("no").orElseThrow().receipt().outcome())
        .isInstanceOf(DeliveryOutcome.Cancelled.class);
  }

  @Test
  void looksWithoutTakingTheClientsLease() {
    MessageHandle handle = client.send(backend.deposit().build());
    Operator onlooker = Interlane.operator(backend.journal, "testkit", network.clock());

    assertThat(onlooker.explain(handle.id()).standing()).isEqualTo(MessageStanding.ACCEPTED);

    assertThat(handle.awaitReceipt(Backend.LONG)).isExecuted();
  }

  @Test
  void refusesWhatMakesNoSense() {
    Operator operator = client.operator();
    MessageId unknown = new MessageId(Bytes32.ZERO);

    assertThatExceptionOfType(UnknownMessageException.class)
        .isThrownBy(() -> operator.explain(unknown));
    assertThatExceptionOfType(UnknownMessageException.class)
        .isThrownBy(() -> operator.resume(unknown));
    for (int limit : List.of(0, -1, Operator.MAX_PAGE + 1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> operator.list(MessageFilter.all(), Optional.empty(), limit))
          .withMessageContaining("got " + limit);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                operator.retry(
                    MessageFilter.builder().addStandings(MessageStanding.EXECUTED).build(),
                    Optional.empty(),
                    10))
        .withMessageContaining("EXECUTED");
  }

  private List<MessageHandle> sendToPausedVault(int messages) {
    network.faults().handlersRevert();
    List<MessageHandle> handles = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      handles.add(client.send(backend.deposit().build()));
    }
    handles.forEach(
        handle ->
            assertThat(handle.awaitReceipt(Backend.LONG).outcome())
                .isInstanceOf(DeliveryOutcome.Undelivered.class));
    return handles;
  }

  private void passUntil(MessageHandle handle, Class<? extends DeliveryStatus> status) {
    for (int i = 0; i < 1000 && !status.isInstance(handle.status()); i++) {
      network.advance(Duration.ofSeconds(1));
    }
    assertThat(handle.status()).isInstanceOf(status);
  }
}
