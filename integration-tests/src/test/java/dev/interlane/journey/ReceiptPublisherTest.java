package dev.interlane.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.client.MessagingClient;
import dev.interlane.error.ClientClosedException;
import dev.interlane.message.MessageId;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.publisher.PublisherOptions;
import dev.interlane.publisher.PublisherOptions.OnRefusal;
import dev.interlane.publisher.ReceiptPublisher;
import dev.interlane.publisher.WebhookSink;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.Lease;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.journal.ForwardingJournal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receipts on their way to somebody else's server, over real HTTP. */
class ReceiptPublisherTest {
  private final SimulatedNetwork network = SimulatedNetwork.create(21);
  private final Backend backend = new Backend(network);
  private final CrashingAtPlaces journal = new CrashingAtPlaces(new InMemoryJournal());
  private WebhookReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = WebhookReceiver.start();
  }

  @AfterEach
  void close() {
    receiver.close();
    network.close();
  }

  @Test
  void handsOutEveryOutcomeOnceAndInOrder() {
    MessagingClient client = client();
    List<MessageId> sent = send(client, 5);

    assertThat(publishAll(client, 5)).isEqualTo(5);

    assertThat(receiver.taken()).hasSize(5).doesNotHaveDuplicates();
    assertThat(receiver.taken()).isSortedAccordingTo(Comparator.comparingLong(this::at));
    assertThat(receiver.taken().stream().map(this::message))
        .containsExactlyInAnyOrderElementsOf(sent);
    assertThat(publisher(client, OnRefusal.HOLD).publish(Duration.ZERO)).isZero();
  }

  @Test
  void aCrashBetweenDeliveryAndTheKeptPlaceHandsItOutAgainUnderTheSameKey() {
    MessagingClient client = client();
    send(client, 2);
    journal.crashAtNextPlace = true;

    assertThatExceptionOfType(ClientClosedException.class)
        .isThrownBy(() -> publisher(client, OnRefusal.HOLD).publish(Backend.LONG));
    assertThat(receiver.taken()).hasSize(1);

    client.close();
    assertThat(publishAll(client(), 2)).isEqualTo(2);
    assertThat(receiver.taken()).hasSize(3);
    assertThat(receiver.taken().get(1)).isEqualTo(receiver.taken().get(0));
    assertThat(receiver.taken().get(2)).isNotEqualTo(receiver.taken().get(0));
  }

  @Test
  void whatIsNotTakenNowIsAskedAgainAndThePlaceStaysUntilThen() {
    MessagingClient client = client();
    send(client, 1);
    List<Integer> keptAtAnswer = new ArrayList<>();
    receiver.beforeAnswer = () -> keptAtAnswer.add(journal.placesKept.get());
    receiver.answers(503, 500, 429);

    assertThat(publisher(client, OnRefusal.HOLD).publish(Backend.LONG)).isEqualTo(1);

    assertThat(receiver.asked()).hasSize(4);
    assertThat(receiver.asked().stream().distinct()).hasSize(1);
    assertThat(keptAtAnswer).containsOnly(0);
    assertThat(journal.placesKept).hasValue(1);
  }

  @Test
  void whatIsRefusedHoldsUpThoseAfterItUntilItIsTaken() {
    MessagingClient client = client();
    send(client, 2);
    receiver.answers(400, 422);

    assertThat(publishAll(client, 2)).isEqualTo(2);

    List<String> asked = receiver.asked();
    assertThat(asked).hasSize(4);
    assertThat(asked.subList(0, 3).stream().distinct()).hasSize(1);
    assertThat(receiver.taken()).containsExactly(asked.get(2), asked.get(3));
  }

  @Test
  void whatIsRefusedIsSkippedWhereThatIsAskedFor() {
    MessagingClient client = client();
    send(client, 2);
    receiver.answers(400);
    ReceiptPublisher skipping = publisher(client, OnRefusal.SKIP);

    assertThat(skipping.publish(Backend.LONG) + skipping.publish(Backend.LONG)).isEqualTo(2);

    assertThat(receiver.asked()).hasSize(2).doesNotHaveDuplicates();
    assertThat(receiver.taken()).containsExactly(receiver.asked().get(1));
    assertThat(skipping.trouble()).isEmpty();
  }

  @Test
  void closingEndsWhatIsHeldAndLeavesThePlace() throws InterruptedException {
    MessagingClient client = client();
    send(client, 1);
    CountDownLatch refused = new CountDownLatch(1);
    receiver.beforeAnswer = refused::countDown;
    receiver.answers(IntStream.generate(() -> 400).limit(10_000).toArray());
    ReceiptPublisher publisher =
        ReceiptPublisher.of(
            client,
            receiver.sink(),
            PublisherOptions.builder().consumer("billing").longestPause(Backend.LONG).build());
    Thread thread = Thread.ofVirtual().start(publisher);

    assertThat(refused.await(1, TimeUnit.MINUTES)).isTrue();
    publisher.close();
    thread.join();

    assertThat(journal.placesKept).hasValue(0);
    assertThat(receiver.taken()).isEmpty();
  }

  private MessagingClient client() {
    return network.opened(backend.builder().journal(journal).build());
  }

  private List<MessageId> send(MessagingClient client, int messages) {
    List<MessageId> sent = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      sent.add(client.send(backend.deposit().build()).id());
    }
    return sent;
  }

  /** Until so many are out, however many there are at a time. */
  private int publishAll(MessagingClient client, int messages) {
    int published = 0;
    try (WebhookSink sink = receiver.sink();
        ReceiptPublisher publisher = ReceiptPublisher.of(client, sink, options(OnRefusal.HOLD))) {
      for (int i = 0; i < messages && published < messages; i++) {
        published += publisher.publish(Backend.LONG);
      }
    }
    return published;
  }

  private ReceiptPublisher publisher(MessagingClient client, OnRefusal onRefusal) {
    return ReceiptPublisher.of(client, receiver.sink(), options(onRefusal));
  }

  private static PublisherOptions options(OnRefusal onRefusal) {
    return PublisherOptions.builder()
        .consumer("billing")
        .firstPause(Duration.ofMillis(1))
        .longestPause(Duration.ofMillis(2))
        .onRefusal(onRefusal)
        .build();
  }

  private long at(String key) {
    return Long.parseLong(key.substring(key.indexOf('-') + 1));
  }

  private MessageId message(String key) {
    return MessageId.parse(key.substring(0, key.indexOf('-')));
  }

  /** The process stops while it keeps a consumer's place: nothing of it is kept. */
  private static final class CrashingAtPlaces extends ForwardingJournal {
    private volatile boolean crashAtNextPlace;
    private final AtomicInteger placesKept = new AtomicInteger();

    CrashingAtPlaces(Journal journal) {
      super(journal);
    }

    @Override
    public void commit(Lease lease, JournalBatch batch) {
      boolean place =
          batch.cursors().keySet().stream()
              .anyMatch(name -> name.startsWith(Journal.CONSUMER_CURSORS));
      if (place && crashAtNextPlace) {
        crashAtNextPlace = false;
        throw new IllegalStateException("The process stopped");
      }
      super.commit(lease, batch);
      placesKept.addAndGet(place ? 1 : 0);
    }
  }
}
