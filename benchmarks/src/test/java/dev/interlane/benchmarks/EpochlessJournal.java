package dev.interlane.benchmarks;

import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.Lease;
import dev.interlane.testkit.journal.ForwardingJournal;
import java.util.concurrent.atomic.AtomicReference;

/** Takes the commits of every lease as if it were the newest. */
final class EpochlessJournal extends ForwardingJournal {
  private final AtomicReference<Lease> newest = new AtomicReference<>();

  EpochlessJournal(Journal journal) {
    super(journal);
  }

  @Override
  public Lease acquire(String appId) {
    Lease lease = super.acquire(appId);
    newest.set(lease);
    return lease;
  }

  @Override
  public void commit(Lease lease, JournalBatch batch) {
    super.commit(newest.get(), batch);
  }
}
