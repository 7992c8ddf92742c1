package dev.interlane.testkit.crash;

import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.Lease;
import dev.interlane.testkit.journal.ForwardingJournal;

/** A journal whose every commit is a boundary. */
final class CrashingJournal extends ForwardingJournal {
  private final CrashPoint point;

  CrashingJournal(Journal journal, CrashPoint point) {
    super(journal);
    this.point = point;
  }

  @Override
  public Lease acquire(String appId) {
    return point.cross("lease of " + appId, () -> super.acquire(appId));
  }

  @Override
  public void commit(Lease lease, JournalBatch batch) {
    point.cross(
        describe(batch),
        () -> {
          super.commit(lease, batch);
          return batch;
        });
  }

  private static String describe(JournalBatch batch) {
    StringBuilder text = new StringBuilder("commit of ").append(batch.messages().size());
    text.append(" messages, ").append(batch.submissions().size()).append(" submissions");
    batch.events().stream()
        .map(event -> event.entry().event().getClass().getSimpleName())
        .distinct()
        .forEach(event -> text.append(", ").append(event));
    return text.toString();
  }
}
