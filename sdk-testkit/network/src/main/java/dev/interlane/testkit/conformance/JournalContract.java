package dev.interlane.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.AccountId;
import dev.interlane.error.JournalConflictException;
import dev.interlane.error.JournalFencedException;
import dev.interlane.message.Ordering;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmissionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the pipeline relies on in a {@link Journal}. Every journal has a test that extends this one.
 *
 * <pre>{@code
 * class MyJournalTest extends JournalContract {
 *   @Override
 *   protected Journal open() {
 *     return MyJournal.open(directory);
 *   }
 * }
 * }</pre>
 */
public abstract class JournalContract {
  private static final String APP = JournalValues.APP;

  private Journal journal;
  private Lease lease;

  /** For the test that extends it. */
  protected JournalContract() {}

  /** An empty journal; the suite closes it. */
  protected abstract Journal open();

  @BeforeEach
  void acquire() {
    journal = open();
    lease = journal.acquire(APP);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void everyLeaseIsNewerThanTheOneBefore() {
    assertThat(lease.appId()).isEqualTo(APP);
    assertThat(journal.acquire(APP).epoch()).isGreaterThan(lease.epoch());
  }

  @Test
  void refusesAVoidLeaseAndKeepsNothing() {
    journal.acquire(APP);
    MessageRecord message = JournalValues.message(1);

    assertThatExceptionOfType(JournalFencedException.class)
        .isThrownBy(() -> commit(batch().addMessages(message)));

    assertThat(journal.message(message.id())).isEmpty();
  }

  @Test
  void leasesOfOtherApplicationsDoNotDisturb() {
    journal.acquire("another");

    commit(batch().addMessages(JournalValues.message(1)));
  }

  @Test
  void givesBackWhatWasKeptOneVersionOn() {
    MessageRecord message = JournalValues.full(1);

    commit(batch().addMessages(message));

    MessageRecord kept = journal.message(message.id()).orElseThrow();
    assertThat(kept).isEqualTo(JournalValues.at(message, 1));
  }

  @Test
  void keepsAChangeOfWhatItGaveBack() {
    commit(batch().addMessages(JournalValues.message(1)));
    MessageRecord kept = journal.message(JournalValues.message(1).id()).orElseThrow();

    commit(batch().addMessages(MessageRecord.builder().from(kept).attempts(3).build()));

    assertThat(journal.message(kept.id()).orElseThrow())
        .satisfies(changed -> assertThat(changed.attempts()).isEqualTo(3))
        .satisfies(changed -> assertThat(changed.version()).isEqualTo(2));
  }

  @Test
  void refusesAChangeOfAnOlderVersion() {
    MessageRecord message = JournalValues.message(1);
    commit(batch().addMessages(message));

    assertConflict(batch().addMessages(message));
    assertConflict(batch().addMessages(JournalValues.at(message, 7)));
    assertConflict(batch().addMessages(JournalValues.at(JournalValues.message(2), 1)));
  }

  @Test
  void keepsAllOfABatchOrNothing() {
    MessageRecord old = JournalValues.message(1);
    commit(batch().addMessages(old));
    MessageRecord fresh = JournalValues.message(2);

    assertConflict(
        batch()
            .addMessages(fresh)
            .addEvents(JournalValues.event(fresh))
            .addSubmissions(JournalValues.submission(0, "a"))
            .putCursors("place", 7)
            .addMessages(old));

    assertThat(journal.message(fresh.id())).isEmpty();
    assertThat(journal.events(fresh.id())).isEmpty();
    assertThat(journal.openSubmissions()).isEmpty();
    assertThat(journal.cursor("place")).isEmpty();
    assertThat(journal.nextLaneSequence(fresh.envelope().lane(), Ordering.UNORDERED)).isEqualTo(2);
  }

  @Test
  void anIdempotencyKeyIsForOneMessageOfOneApplication() {
    MessageRecord message = JournalValues.keyed(1, "order");
    commit(batch().addMessages(message));

    assertThat(journal.messageByKey(APP, "order")).contains(message.id());
    assertThat(journal.messageByKey("another", "order")).isEmpty();
    assertThat(journal.messageByKey(APP, "unused")).isEmpty();
    assertConflict(batch().addMessages(JournalValues.keyed(2, "order")));
    assertConflict(
        batch().addMessages(JournalValues.keyed(3, "new"), JournalValues.keyed(4, "new")));
  }

  @Test
  void aKeyOutlivesItsMessage() {
    commit(batch().addMessages(JournalValues.keyed(1, "order")));
    MessageRecord kept = journal.message(JournalValues.keyed(1, "order").id()).orElseThrow();
    commit(batch().addMessages(JournalValues.ended(kept)));

    assertThat(journal.messageByKey(APP, "order")).contains(kept.id());
  }

  @Test
  void forgetsMessagesAtRestAndTheirEventsButNoKeySequenceOrNonce() {
    MessageRecord resting = JournalValues.keyed(1, "order");
    MessageRecord open = JournalValues.message(2);
    Submission settled = JournalValues.submission(4, "a").as(SubmissionState.FINAL);
    commit(
        batch()
            .addMessages(resting, open)
            .addEvents(JournalValues.event(resting), JournalValues.event(open))
            .addSubmissions(settled, JournalValues.submission(3, "b")));
    commit(batch().addMessages(JournalValues.ended(JournalValues.at(resting, 1))));
    Instant at = JournalValues.event(resting).entry().at();

    assertThat(journal.forget(at, 10)).isZero();
    assertThat(journal.message(resting.id())).isPresent();
    assertThat(journal.forget(at.plusMillis(1), 10)).isEqualTo(1);

    assertThat(journal.message(resting.id())).isEmpty();
    assertThat(journal.events(resting.id())).isEmpty();
    assertThat(journal.eventsAfter(0, 10))
        .extracting(JournalEvent::message)
        .containsExactly(open.id());
    assertThat(journal.messageByKey(APP, "order")).contains(resting.id());
    assertThat(journal.message(open.id())).isPresent();
    assertThat(journal.nextLaneSequence(open.envelope().lane(), Ordering.UNORDERED)).isEqualTo(3);
    assertThat(journal.nextAccountNonce(settled.account())).isEqualTo(5);
    assertThat(journal.openSubmissions()).hasSize(1);
    assertConflict(batch().addMessages(resting));
  }

  @Test
  void forgetsAtMostSoMany() {
    for (int i = 0; i < 5; i++) {
      MessageRecord message = JournalValues.message(i);
      commit(batch().addMessages(message).addEvents(JournalValues.event(message)));
      commit(batch().addMessages(JournalValues.ended(JournalValues.at(message, 1))));
    }
    Instant later = JournalValues.event(JournalValues.message(0)).entry().at().plusSeconds(1);

    assertThat(journal.forget(later, 3)).isEqualTo(3);
    assertThat(journal.forget(later, 3)).isEqualTo(2);
    assertThat(journal.forget(later, 3)).isZero();
  }

  @Test
  void positionsGoOnAfterTheLastEventWasForgotten() {
    MessageRecord first = JournalValues.message(1);
    commit(batch().addMessages(first).addEvents(JournalValues.event(first)));
    commit(batch().addMessages(JournalValues.ended(JournalValues.at(first, 1))));
    long position = journal.eventsAfter(0, 1).getFirst().position();
    journal.forget(JournalValues.event(first).entry().at().plusSeconds(1), 10);
    MessageRecord second = JournalValues.message(2);

    commit(batch().addMessages(second).addEvents(JournalValues.event(second)));

    assertThat(journal.eventsAfter(position, 10))
        .extracting(JournalEvent::message)
        .containsExactly(second.id());
  }

  @Test
  void manyThreadsCommitAtOnceAndEachBatchIsWhole() {
    int threads = 16;
    int batchesEach = 20;
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < threads; writer++) {
        int first = 1000 * (writer + 1);
        writers.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < batchesEach; i++) {
                    MessageRecord one = JournalValues.inOwnLane(first + 2 * i);
                    MessageRecord two = JournalValues.inOwnLane(first + 2 * i + 1);
                    commit(
                        batch()
                            .addMessages(one, two)
                            .addEvents(JournalValues.event(one), JournalValues.event(two)));
                  }
                },
                pool));
      }
      writers.forEach(CompletableFuture::join);
    }

    List<JournalEvent> events = journal.eventsAfter(0, 10 * threads * batchesEach);

    assertThat(events).hasSize(2 * threads * batchesEach);
    assertThat(events).extracting(JournalEvent::position).isSorted().doesNotHaveDuplicates();
    assertThat(journal.openMessages(APP, Optional.empty(), 10_000)).hasSize(events.size());
  }

  @Test
  void aConflictHurtsNobodyWhoCommitsAtTheSameTime() {
    commit(batch().addMessages(JournalValues.keyed(0, "taken")));
    AtomicInteger refused = new AtomicInteger();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 40; i++) {
        MessageRecord good = JournalValues.inOwnLane(2 * i);
        MessageRecord bad =
            MessageRecord.builder()
                .from(JournalValues.inOwnLane(2 * i + 1))
                .idempotencyKey("taken")
                .build();
        pool.execute(() -> commit(batch().addMessages(good)));
        pool.execute(
            () -> {
              try {
                commit(batch().addMessages(bad));
              } catch (JournalConflictException expected) {
                refused.incrementAndGet();
              }
            });
      }
    }

    assertThat(refused).hasValue(40);
    assertThat(journal.openMessages(APP, Optional.empty(), 1000)).hasSize(41);
  }

  @Test
  void numbersEachLaneAndOrderingByItself() {
    MessageRecord message = JournalValues.message(1);
    assertThat(journal.nextLaneSequence(message.envelope().lane(), Ordering.UNORDERED)).isZero();

    commit(batch().addMessages(message, JournalValues.message(2)));

    assertThat(journal.nextLaneSequence(message.envelope().lane(), Ordering.UNORDERED))
        .isEqualTo(3);
    assertThat(journal.nextLaneSequence(message.envelope().lane(), Ordering.ORDERED)).isZero();
  }

  @Test
  void refusesALaneSequenceThatIsTaken() {
    commit(batch().addMessages(JournalValues.message(1)));

    assertConflict(
        batch()
            .addMessages(
                MessageRecord.builder().from(JournalValues.message(2)).laneSequence(1).build()));
    assertConflict(batch().addMessages(JournalValues.message(4), JournalValues.message(3)));

    assertThat(journal.message(JournalValues.message(4).id())).isEmpty();
    commit(batch().addMessages(JournalValues.message(3), JournalValues.message(5)));
  }

  @Test
  void pagesThroughOpenMessagesEachOnce() {
    List<MessageRecord> messages = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      messages.add(JournalValues.message(i));
    }
    commit(batch().addAllMessages(messages));
    MessageRecord over = journal.message(messages.get(3).id()).orElseThrow();
    commit(batch().addMessages(JournalValues.ended(over)));

    List<MessageRecord> read = new ArrayList<>();
    List<MessageRecord> page = journal.openMessages(APP, Optional.empty(), 4);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(4);
      read.addAll(page);
      page = journal.openMessages(APP, Optional.of(page.getLast().id()), 4);
    }

    assertThat(read)
        .extracting(MessageRecord::id)
        .doesNotHaveDuplicates()
        .hasSize(9)
        .doesNotContain(over.id());
    assertThat(journal.openMessages(APP, Optional.empty(), 10)).isEqualTo(read);
    assertThat(journal.openMessages("another", Optional.empty(), 4)).isEmpty();
  }

  @Test
  void pagesThroughAllMessagesAtRestOrNot() {
    List<MessageRecord> messages = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      messages.add(JournalValues.message(i));
    }
    commit(batch().addAllMessages(messages));
    MessageRecord over = journal.message(messages.get(3).id()).orElseThrow();
    commit(batch().addMessages(JournalValues.ended(over)));

    List<MessageRecord> first = journal.messages(APP, Optional.empty(), 4);
    List<MessageRecord> second = journal.messages(APP, Optional.of(first.getLast().id()), 4);

    assertThat(first).hasSize(4);
    assertThat(second).hasSize(3);
    first = new ArrayList<>(first);
    first.addAll(second);
    assertThat(first)
        .extracting(MessageRecord::id)
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(messages.stream().map(MessageRecord::id).toList());
    assertThat(first)
        .filteredOn(MessageRecord::isOpen)
        .extracting(MessageRecord::id)
        .doesNotContain(over.id());
    assertThat(journal.messages("another", Optional.empty(), 4)).isEmpty();
  }

  @Test
  void anUndeliveredMessageStaysOpen() {
    commit(batch().addMessages(JournalValues.message(1)));
    MessageRecord kept = journal.message(JournalValues.message(1).id()).orElseThrow();
    commit(
        batch()
            .addMessages(
                MessageRecord.builder()
                    .from(kept)
                    .outcome(new DeliveryOutcome.Undelivered("tried enough"))
                    .build()));

    assertThat(journal.openMessages(APP, Optional.empty(), 10))
        .extracting(MessageRecord::id)
        .containsExactly(kept.id());
  }

  @Test
  void eventsKeepTheirOrderAndGetRisingPositions() {
    MessageRecord one = JournalValues.message(1);
    MessageRecord other = JournalValues.message(2);
    commit(
        batch()
            .addMessages(one, other)
            .addEvents(
                JournalValues.event(one), JournalValues.event(other), JournalValues.event(one)));
    commit(batch().addEvents(JournalValues.event(other)));

    List<JournalEvent> all = journal.eventsAfter(0, 100);

    assertThat(all)
        .extracting(JournalEvent::message)
        .containsExactly(one.id(), other.id(), one.id(), other.id());
    assertThat(all).extracting(JournalEvent::position).isSorted().doesNotHaveDuplicates();
    assertThat(all.getFirst().position()).isPositive();
    assertThat(journal.eventsAfter(all.get(1).position(), 1)).containsExactly(all.get(2));
    assertThat(journal.eventsAfter(all.getLast().position(), 10)).isEmpty();
    assertThat(journal.events(other.id())).containsExactly(all.get(1), all.get(3));
  }

  @Test
  void keepsEveryAttemptOfASubmission() {
    Submission first = JournalValues.submission(5, "a");
    commit(batch().addSubmissions(first));
    Submission second = first.withAttempt(JournalValues.attempt("again"));
    commit(batch().addSubmissions(second));

    assertThat(journal.openSubmissions()).containsExactly(second);
    assertThat(second.attempts()).hasSize(2);
  }

  @Test
  void anAccountNonceIsForOneIntent() {
    commit(batch().addSubmissions(JournalValues.submission(5, "a")));

    assertConflict(batch().addSubmissions(JournalValues.submission(5, "b")));
  }

  @Test
  void aSignedFormIsNeverForgotten() {
    Submission one = JournalValues.submission(5, "a");
    Submission two = one.withAttempt(JournalValues.attempt("again"));
    commit(batch().addSubmissions(two));

    assertConflict(batch().addSubmissions(one));

    assertThat(journal.openSubmissions()).containsExactly(two);
  }

  @Test
  void theNextAccountNonceFollowsTheHighestWhateverBecameOfIt() {
    AccountId account = JournalValues.submission(0, "a").account();
    assertThat(journal.nextAccountNonce(account)).isZero();

    commit(
        batch()
            .addSubmissions(
                JournalValues.submission(4, "a"),
                JournalValues.submission(9, "b").as(SubmissionState.SUPERSEDED),
                JournalValues.submission(7, "c")));

    assertThat(journal.nextAccountNonce(account)).isEqualTo(10);
    assertThat(journal.nextAccountNonce(JournalValues.otherAccount())).isZero();
  }

  @Test
  void openSubmissionsAreThoseWhoseNonceIsNotSpentFinally() {
    commit(
        batch()
            .addSubmissions(
                JournalValues.submission(4, "pending"),
                JournalValues.submission(2, "included").as(SubmissionState.INCLUDED),
                JournalValues.submission(3, "reverted").as(SubmissionState.REVERTED),
                JournalValues.submission(1, "final").as(SubmissionState.FINAL),
                JournalValues.submission(0, "superseded").as(SubmissionState.SUPERSEDED)));

    assertThat(journal.openSubmissions())
        .extracting(Submission::accountNonce)
        .containsExactly(2L, 3L, 4L);
  }

  @Test
  void keepsTheNewestOfACursor() {
    commit(batch().putCursors("one", 5).putCursors("other", 6));
    commit(batch().putCursors("one", 4));

    assertThat(journal.cursor("one")).contains(4L);
    assertThat(journal.cursor("other")).contains(6L);
    assertThat(journal.cursor("none")).isEmpty();
  }

  private void commit(JournalBatch.Builder batch) {
    journal.commit(lease, batch.build());
  }

  private void assertConflict(JournalBatch.Builder batch) {
    assertThatExceptionOfType(JournalConflictException.class).isThrownBy(() -> commit(batch));
  }

  private static JournalBatch.Builder batch() {
    return JournalBatch.builder();
  }
}
