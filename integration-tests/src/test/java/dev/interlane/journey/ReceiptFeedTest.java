package dev.interlane.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.ReceiptFeed;
import dev.interlane.error.ClientClosedException;
import dev.interlane.message.MessageId;
import dev.interlane.pipeline.RetryPolicy;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.testkit.SimulatedNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receipts for a consumer that must not miss one. */
class ReceiptFeedTest {
  private final SimulatedNetwork network = SimulatedNetwork.create(11);
  private final Backend backend = new Backend(network);

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
  void tellsEveryOutcomeOnceAndInOrder() {
    MessagingClient client = client();
    List<MessageId> sent = send(client, 20);

    List<MessageId> told = new ArrayList<>();
    try (ReceiptFeed feed = client.receipts("audit")) {
      long last = 0;
      for (int i = 0; i < sent.size(); i++) {
        ReceiptFeed.Entry entry = feed.next(Backend.LONG).orElseThrow();
        assertThat(entry.position()).isGreaterThan(last);
        assertThat(entry.receipt().outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
        last = entry.position();
        told.add(entry.receipt().id());
        feed.acknowledge(entry);
      }
      assertThat(feed.next(Duration.ZERO)).isEmpty();
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void goesOnAfterARestartFromWhatWasAcknowledged() {
    MessagingClient client = client();
    send(client, 3);
    ReceiptFeed feed = client.receipts("audit");
    ReceiptFeed.Entry first = feed.next(Backend.LONG).orElseThrow();
    ReceiptFeed.Entry second = feed.next(Backend.LONG).orElseThrow();
    feed.acknowledge(first);
    client.close();

    MessagingClient next = client();
    ReceiptFeed again = next.receipts("audit");

    assertThat(again.next(Backend.LONG).orElseThrow().position()).isEqualTo(second.position());
    assertThat(next.receipts("another").next(Duration.ZERO).orElseThrow().position())
        .isEqualTo(first.position());
  }

  @Test
  void tellsASecondOutcomeToo() {
    MessagingClient client = client();
    network.faults().handlersRevert();
    MessageHandle handle = client.send(backend.deposit().build());
    ReceiptFeed feed = client.receipts("audit");

    assertThat(feed.next(Backend.LONG).orElseThrow().receipt().outcome())
        .isInstanceOf(DeliveryOutcome.Undelivered.class);

    network.faults().handlersRecover();
    handle.resume();
    assertThat(feed.next(Backend.LONG).orElseThrow().receipt().outcome())
        .isInstanceOf(DeliveryOutcome.Executed.class);
  }

  @Test
  void waitsNoLongerThanItWasTold() {
    MessagingClient client = client();
    Instant before = network.clock().instant();

    Optional<ReceiptFeed.Entry> none = client.receipts("audit").next(Duration.ofMinutes(3));

    assertThat(none).isEmpty();
    assertThat(Duration.between(before, network.clock().instant()))
        .isLessThanOrEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void endsWithItsClient() {
    MessagingClient client = client();
    ReceiptFeed feed = client.receipts("audit");
    client.close();

    assertThatExceptionOfType(ClientClosedException.class)
        .isThrownBy(() -> feed.next(Duration.ofMinutes(1)));
  }

  @Test
  void refusesWhatMakesNoSense() {
    MessagingClient client = client();
    MessageHandle handle = client.send(backend.deposit().build());
    ReceiptFeed feed = client.receipts("audit");

    assertThatIllegalArgumentException().isThrownBy(() -> client.receipts(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> feed.next(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> feed.acknowledge(new ReceiptFeed.Entry(7, handle.receipt())))
        .withMessageContaining("was not returned yet");
  }

  private List<MessageId> send(MessagingClient client, int messages) {
    List<MessageId> sent = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      sent.add(client.send(backend.deposit().build()).id());
    }
    return sent;
  }
}
