package dev.interlane.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.SubmissionState;
import org.junit.jupiter.api.Test;

class InMemoryJournalTest extends JournalContract {
  private final InMemoryJournal small = InMemoryJournal.keepingAtRest(2);
  private final Lease smallLease = small.acquire(JournalValues.APP);

  @Override
  protected Journal open() {
    return new InMemoryJournal();
  }

  @Test
  void forgetsTheOldestMessagesAtRestButTheirKeys() {
    for (int i = 0; i < 5; i++) {
      end(i);
    }

    for (int i = 0; i < 5; i++) {
      MessageRecord message = JournalValues.keyed(i, "key " + i);
      boolean kept = i >= 3;
      assertThat(small.message(message.id()).isPresent()).isEqualTo(kept);
      assertThat(small.events(message.id()).isEmpty()).isNotEqualTo(kept);
      assertThat(small.messageByKey(JournalValues.APP, "key " + i)).contains(message.id());
    }
    assertThat(small.eventsAfter(0, 100))
        .extracting(JournalEvent::message)
        .containsOnly(JournalValues.message(3).id(), JournalValues.message(4).id());
  }

  @Test
  void keepsWhatIsOpenHoweverOld() {
    MessageRecord open = JournalValues.message(0);
    commit(JournalBatch.builder().addMessages(open).addEvents(JournalValues.event(open)));
    for (int i = 1; i < 6; i++) {
      end(i);
    }

    assertThat(small.message(open.id())).isPresent();
    assertThat(small.events(open.id())).hasSize(1);
  }

  @Test
  void keepsWhatAConsumerHasNotRead() {
    commit(JournalBatch.builder().putCursors(Journal.CONSUMER_CURSORS + "suite/audit", 0));
    for (int i = 0; i < 5; i++) {
      end(i);
    }
    assertThat(small.eventsAfter(0, 100)).hasSize(5);

    commit(JournalBatch.builder().putCursors(Journal.CONSUMER_CURSORS + "suite/audit", 5));

    assertThat(small.eventsAfter(0, 100)).hasSize(2);
  }

  @Test
  void forgetsSettledTransactionsButNotTheNextNonce() {
    for (int nonce = 0; nonce < 50; nonce++) {
      commit(
          JournalBatch.builder()
              .addSubmissions(
                  JournalValues.submission(nonce, "n" + nonce).as(SubmissionState.FINAL)));
    }

    assertThat(small.openSubmissions()).isEmpty();
    assertThat(small.nextAccountNonce(JournalValues.submission(0, "n0").account())).isEqualTo(50);
  }

  @Test
  void refusesToKeepLessThanNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InMemoryJournal.keepingAtRest(-1))
        .withMessageContaining("-1");
  }

  private void end(int number) {
    MessageRecord message = JournalValues.keyed(number, "key " + number);
    commit(JournalBatch.builder().addMessages(message).addEvents(JournalValues.event(message)));
    commit(
        JournalBatch.builder()
            .addMessages(JournalValues.ended(small.message(message.id()).orElseThrow())));
  }

  private void commit(JournalBatch.Builder batch) {
    small.commit(smallLease, batch.build());
  }
}
