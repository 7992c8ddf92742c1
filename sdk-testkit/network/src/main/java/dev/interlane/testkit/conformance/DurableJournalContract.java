package dev.interlane.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.error.JournalFencedException;
import dev.interlane.message.Ordering;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Submission;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a {@link Journal} adds that outlives its process: it is the same after it was opened anew.
 */
public abstract class DurableJournalContract extends JournalContract {
  /** For the test that extends it. */
  protected DurableJournalContract() {}

  /** Opens what the last {@link #open} made again, as another process would. */
  protected abstract Journal reopen();

  @Test
  void everythingIsThereAfterItWasOpenedAnew() {
    MessageRecord message = JournalValues.full(1);
    Submission submission = JournalValues.submission(3, "a");
    MessageRecord kept;
    List<JournalEvent> events;
    try (Journal first = closeAndReopen()) {
      Lease lease = first.acquire(JournalValues.APP);
      first.commit(
          lease,
          JournalBatch.builder()
              .addMessages(message)
              .addEvents(JournalValues.event(message))
              .addSubmissions(submission)
              .putCursors("place", 7)
              .build());
      kept = first.message(message.id()).orElseThrow();
      events = first.eventsAfter(0, 10);
    }

    try (Journal second = reopen()) {
      assertThat(second.message(message.id())).contains(kept);
      assertThat(second.messageByKey(JournalValues.APP, "full")).contains(message.id());
      assertThat(second.openMessages(JournalValues.APP, Optional.empty(), 10))
          .containsExactly(kept);
      assertThat(second.eventsAfter(0, 10)).isEqualTo(events).hasSize(1);
      assertThat(second.openSubmissions()).containsExactly(submission);
      assertThat(second.nextAccountNonce(submission.account())).isEqualTo(4);
      assertThat(second.nextLaneSequence(message.envelope().lane(), Ordering.UNORDERED))
          .isEqualTo(2);
      assertThat(second.cursor("place")).contains(7L);
    }
  }

  @Test
  void aLeaseOfBeforeIsVoidOnceTheNextOwnerHasOne() {
    Lease before;
    try (Journal first = closeAndReopen()) {
      before = first.acquire(JournalValues.APP);
    }

    try (Journal second = reopen()) {
      Lease now = second.acquire(JournalValues.APP);
      assertThat(now.epoch()).isGreaterThan(before.epoch());
      assertThatExceptionOfType(JournalFencedException.class)
          .isThrownBy(
              () ->
                  second.commit(
                      before,
                      JournalBatch.builder().addMessages(JournalValues.message(1)).build()));
      assertThat(second.message(JournalValues.message(1).id())).isEmpty();
    }
  }

  @Test
  void positionsRiseOverRestartsEvenWhenTheNewestEventsWereForgotten() {
    MessageRecord first = JournalValues.message(1);
    long last;
    try (Journal journal = closeAndReopen()) {
      Lease lease = journal.acquire(JournalValues.APP);
      journal.commit(
          lease,
          JournalBatch.builder()
              .addMessages(JournalValues.ended(first))
              .addEvents(JournalValues.event(first))
              .build());
      last = journal.eventsAfter(0, 10).getLast().position();
      assertThat(journal.forget(JournalValues.event(first).entry().at().plusSeconds(1), 10))
          .isEqualTo(1);
    }

    MessageRecord second = JournalValues.message(2);
    try (Journal journal = reopen()) {
      Lease lease = journal.acquire(JournalValues.APP);
      journal.commit(
          lease,
          JournalBatch.builder()
              .addMessages(second)
              .addEvents(JournalValues.event(second))
              .build());

      assertThat(journal.eventsAfter(last, 10)).hasSize(1);
    }
  }

  private Journal closeAndReopen() {
    close();
    return reopen();
  }
}
