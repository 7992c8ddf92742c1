package dev.interlane.journal;

import dev.interlane.spi.Journal;
import dev.interlane.testkit.conformance.DurableJournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends DurableJournalContract {
  @TempDir private Path directory = Path.of("");

  @Override
  protected Journal open() {
    return SqliteJournal.open(directory);
  }

  @Override
  protected Journal reopen() {
    return SqliteJournal.open(directory);
  }
}
