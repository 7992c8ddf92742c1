package dev.interlane.testkit.conformance;

import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.spi.Journal;

class InMemoryJournalTest extends JournalContract {
  @Override
  protected Journal open() {
    return new InMemoryJournal();
  }
}
