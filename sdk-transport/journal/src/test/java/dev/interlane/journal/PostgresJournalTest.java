package dev.interlane.journal;

import dev.interlane.spi.Journal;
import dev.interlane.testkit.conformance.DurableJournalContract;

class PostgresJournalTest extends DurableJournalContract {
  private final PostgresJournalOptions options = PostgresServer.fresh().build();

  @Override
  protected Journal open() {
    return PostgresJournal.connect(PostgresServer.url(), options);
  }

  @Override
  protected Journal reopen() {
    return PostgresJournal.connect(PostgresServer.url(), options);
  }
}
