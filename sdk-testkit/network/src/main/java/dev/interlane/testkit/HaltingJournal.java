package dev.interlane.testkit;

import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.Lease;
import dev.interlane.testkit.fault.Fault;
import dev.interlane.testkit.journal.ForwardingJournal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A journal at one of whose commits the process that uses it stops: the commit is kept or not, and
 * never returns. Thread-safe.
 */
final class HaltingJournal extends ForwardingJournal {
  private final Consumer<Fault.Crash> onCrash;
  private Fault.@Nullable Crash planned;
  private int commitsLeft;

  HaltingJournal(Journal journal, Consumer<Fault.Crash> onCrash) {
    super(journal);
    this.onCrash = onCrash;
  }

  /** The end of the process: nothing in it goes on. */
  static final class Halted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Halted(Fault.Crash crash) {
      super("The process stopped at a commit: " + crash, null, false, false);
    }
  }

  /** Has the process stop at one of the next commits; the last plan counts. */
  synchronized void crash(Fault.Crash crash) {
    planned = crash;
    commitsLeft = crash.afterCommits();
  }

  /** Plans no crash any more. */
  synchronized void spare() {
    planned = null;
  }

  @Override
  public void commit(Lease lease, JournalBatch batch) {
    Fault.Crash crash = due();
    if (crash == null) {
      super.commit(lease, batch);
      return;
    }
    switch (crash.moment()) {
      case BEFORE -> {
        // Nothing of it is kept.
      }
      case AFTER -> super.commit(lease, batch);
    }
    onCrash.accept(crash);
    throw new Halted(crash);
  }

  private synchronized Fault.@Nullable Crash due() {
    Fault.Crash crash = planned;
    if (crash == null || commitsLeft-- > 0) {
      return null;
    }
    planned = null;
    return crash;
  }
}
