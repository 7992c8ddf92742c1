package dev.interlane.explorer;

import dev.interlane.message.MessageId;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The moves that a journal's event log tells of. The journal stays its owner's to close. */
record JournalMoves(Journal journal) implements Moves {
  private static final int PART_EVENTS = 2_000;

  /** The log is asked where it ends: at the first place after which there is nothing. */
  @Override
  public long newest() {
    long something = 0;
    long nothing = 1;
    while (goesOnAfter(nothing)) {
      something = nothing;
      if (nothing > Long.MAX_VALUE / 2) {
        throw new IllegalStateException("The journal's event log has no end: " + journal);
      }
      nothing *= 2;
    }
    while (something + 1 < nothing) {
      long middle = something + (nothing - something) / 2;
      if (goesOnAfter(middle)) {
        something = middle;
      } else {
        nothing = middle;
      }
    }
    return goesOnAfter(0) ? nothing : 0;
  }

  private boolean goesOnAfter(long position) {
    return !journal.eventsAfter(position, 1).isEmpty();
  }

  @Override
  public Part after(long position) {
    List<JournalEvent> events = journal.eventsAfter(position, PART_EVENTS);
    Set<MessageId> moved = new LinkedHashSet<>();
    events.forEach(event -> moved.add(event.message()));
    return new Part(
        List.copyOf(moved),
        events.isEmpty() ? position : events.getLast().position(),
        events.size() < PART_EVENTS);
  }

  @Override
  public void close() {
    // Not ours.
  }
}
