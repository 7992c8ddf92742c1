package dev.interlane.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.MessageListener;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.TimelineEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MovesTest {
  private static final int MAX_PARTS = 100;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 100, 1_023, 1_024, 1_025})
  void findsTheEndOfTheLog(int messages) {
    SampleJournal sample = new SampleJournal();
    for (int number = 0; number < messages; number++) {
      sample.accept(number);
    }
    Moves moves = new JournalMoves(sample.journal());

    long newest = moves.newest();

    assertThat(moves.after(newest).messages()).isEmpty();
    assertThat(newest)
        .isEqualTo(
            sample.journal().eventsAfter(0, 10_000).stream()
                .mapToLong(event -> event.position())
                .max()
                .orElse(0));
  }

  @Test
  void readsALongLogInParts() {
    SampleJournal sample = new SampleJournal();
    Set<MessageId> accepted = new LinkedHashSet<>();
    for (int number = 0; number < 4_500; number++) {
      accepted.add(sample.accept(number));
    }

    assertThat(all(new JournalMoves(sample.journal()))).containsExactlyElementsOf(accepted);
  }

  private static List<MessageId> all(Moves moves) {
    List<MessageId> found = new ArrayList<>();
    Moves.Part part = moves.after(0);
    for (int i = 0; i < MAX_PARTS && !part.isLast(); i++) {
      found.addAll(part.messages());
      part = moves.after(part.position());
    }
    found.addAll(part.messages());
    return found;
  }

  @Test
  void hearsTheNewestMoveOfAMessageOnly() {
    List<MessageId> ids = List.of(id(1), id(2), id(3));
    HeardMoves moves = new HeardMoves(listener -> () -> {});

    ids.forEach(id -> hear(moves, id));
    hear(moves, id(1));

    assertThat(moves.newest()).isEqualTo(4);
    assertThat(all(moves)).containsExactly(id(2), id(3), id(1));
    assertThat(moves.after(3).messages()).containsExactly(id(1));
    assertThat(moves.after(4).isLast()).isTrue();
  }

  @Test
  void hearsMoreThanOnePart() {
    HeardMoves moves = new HeardMoves(listener -> () -> {});
    for (int number = 0; number < 2_500; number++) {
      hear(moves, id(number));
    }

    assertThat(all(moves)).hasSize(2_500).doesNotHaveDuplicates();
  }

  private static MessageId id(int number) {
    return new MessageId(SampleJournal.hash("message " + number));
  }

  private static void hear(MessageListener listener, MessageId id) {
    listener.onEvent(id, new TimelineEntry(SampleJournal.START, new DeliveryEvent.Accepted()));
  }
}
