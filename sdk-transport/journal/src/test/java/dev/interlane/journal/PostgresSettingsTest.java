package dev.interlane.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.error.JournalFencedException;
import dev.interlane.error.JournalUnavailableException;
import dev.interlane.error.JournalVersionException;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.Lease;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a PostgreSQL journal is opened, upgraded, fenced and refused. */
class PostgresSettingsTest {
  private final DataSource source = PostgresServer.get().getPostgresDatabase();
  private final PostgresJournalOptions options = PostgresServer.fresh().build();

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit"})
  void theServerOfTheTestsIsAsDurableAsInProduction(String setting) throws SQLException {
    assertThat(query("show " + setting)).isEqualTo("on");
  }

  @Test
  void aServerThatMayLoseWhatItAcknowledgedIsRefused() {
    String careless = PostgresServer.url() + "&options=-c%20synchronous_commit=off";

    assertThatExceptionOfType(JournalUnavailableException.class)
        .isThrownBy(() -> PostgresJournal.connect(careless, options))
        .withMessageContaining("synchronous_commit = off");
  }

  @Test
  void aServerThatIsNotThereIsRefused() {
    assertThatExceptionOfType(JournalUnavailableException.class)
        .isThrownBy(
            () ->
                PostgresJournal.connect(
                    "jdbc:postgresql://127.0.0.1:1/nothing?user=nobody&connectTimeout=1", options))
        .withMessageContaining("Check the URL");
  }

  @Test
  void manyInstancesMayMakeTheTablesAtOnce() {
    List<CompletableFuture<Void>> opened = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        opened.add(
            CompletableFuture.runAsync(() -> PostgresJournal.over(source, options).close(), pool));
      }
      opened.forEach(CompletableFuture::join);
    }

    try (PostgresJournal journal = PostgresJournal.over(source, options)) {
      assertThat(journal.eventsAfter(0, 1)).isEmpty();
    }
  }

  @Test
  void withMigrateNeverTheTablesAreSomebodyElses() throws SQLException {
    PostgresJournalOptions never =
        PostgresServer.fresh().migrate(PostgresJournalOptions.Migration.NEVER).build();
    assertThatExceptionOfType(JournalVersionException.class)
        .isThrownBy(() -> PostgresJournal.over(source, never));

    execute(PostgresJournal.schemaSql(never));

    try (PostgresJournal journal = PostgresJournal.over(source, never)) {
      journal.commit(journal.acquire(Records.APP), Records.accepted(1));
      assertThat(journal.message(Records.message(1).id())).isPresent();
    }
  }

  @Test
  void everyEarlierSchemaIsUpgradedAndItsMessagesAreRead() throws SQLException {
    int newest = Schema.of("postgres", "").version();
    for (int version = 1; version <= newest; version++) {
      PostgresJournalOptions old = PostgresServer.fresh().build();
      String prefix = old.schema() + ".";
      execute("create schema " + old.schema());
      try (Connection connection = source.getConnection();
          Statements to = new Statements(connection)) {
        Schema.of("postgres", prefix).upTo(version).upgrade(to);
        Records.fillSchema(connection, new Sql(prefix), version);
      }

      try (PostgresJournal journal = PostgresJournal.over(source, old)) {
        assertThat(journal.message(Records.message(1).id()))
            .as("version %d", version)
            .contains(Records.at(Records.message(1), 1));
        assertThat(journal.events(Records.message(1).id())).hasSize(1);
        assertThat(journal.openSubmissions()).containsExactly(Records.submission());
        journal.commit(journal.acquire(Records.APP), Records.accepted(2));
        assertThat(journal.eventsAfter(1, 10)).hasSize(1);
        assertThat(journal.instances().orElseThrow().holder(Records.APP)).isEmpty();
      }
      assertThat(query("select max(version) from " + prefix + "schema_version"))
          .isEqualTo(Integer.toString(newest));
    }
  }

  @Test
  void aSchemaMadeByAnotherFileIsRefused() throws SQLException {
    PostgresJournal.over(source, options).close();
    execute("update " + options.schema() + ".schema_version set checksum = 'other'");

    assertThatExceptionOfType(JournalVersionException.class)
        .isThrownBy(() -> PostgresJournal.over(source, options))
        .withMessageContaining("checksum other");
  }

  @Test
  void aDriverThatHidesConflictsIsRefused() {
    String hiding = PostgresServer.url() + "&reWriteBatchedInserts=true";
    try (PostgresJournal journal = PostgresJournal.connect(hiding, options)) {
      Lease lease = journal.acquire(Records.APP);

      assertThatExceptionOfType(JournalUnavailableException.class)
          .isThrownBy(
              () ->
                  journal.commit(
                      lease,
                      JournalBatch.builder()
                          .from(Records.inOwnLane(1))
                          .addAllMessages(Records.inOwnLane(2).messages())
                          .build()))
          .withMessageContaining("reWriteBatchedInserts");
      assertThat(journal.eventsAfter(0, 10)).isEmpty();
    }
  }

  @Test
  void aNewLeaseWaitsForCommitsUnderTheOldOne() throws Exception {
    try (PostgresJournal journal = PostgresJournal.over(source, options);
        Connection working = source.getConnection();
        Statement statement = working.createStatement()) {
      Lease old = journal.acquire(Records.APP);
      working.setAutoCommit(false);
      statement.execute(
          "select epoch from %s.lease where app_id = '%s' and epoch = %d for share"
              .formatted(options.schema(), old.appId(), old.epoch()));
      CompletableFuture<Lease> next =
          CompletableFuture.supplyAsync(() -> journal.acquire(Records.APP));
      assertThat(waitsForALock()).isTrue();
      assertThat(next).isNotDone();
      working.commit();

      assertThat(next.get(30, TimeUnit.SECONDS).epoch()).isGreaterThan(old.epoch());
      assertThatExceptionOfType(JournalFencedException.class)
          .isThrownBy(() -> journal.commit(old, Records.accepted(1)));
    }
  }

  @Test
  void positionsRiseInTheOrderOfCommitsWhoeverCommits() throws Exception {
    try (PostgresJournal one = PostgresJournal.over(source, options);
        PostgresJournal two = PostgresJournal.over(source, options);
        ExecutorService pool = Executors.newFixedThreadPool(3)) {
      Lease first = one.acquire("one");
      Lease second = two.acquire("two");
      CompletableFuture<Void> writers =
          CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> write(one, first, 0), pool),
              CompletableFuture.runAsync(() -> write(two, second, 1), pool));
      List<Long> seen = new ArrayList<>();
      long position = 0;
      boolean over = false;
      while (!over) {
        over = writers.isDone();
        for (var event : one.eventsAfter(position, 1000)) {
          seen.add(event.position());
          position = event.position();
        }
      }
      writers.join();

      // A reader that only ever looks forward has missed nothing.
      assertThat(seen).hasSize(200);
    }
  }

  private static void write(PostgresJournal journal, Lease lease, int parity) {
    for (int i = 0; i < 100; i++) {
      journal.commit(lease, Records.inOwnLane(2 * i + parity));
    }
  }

  @Test
  void aSchemaNameThatNeedsQuotesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgresJournalOptions.builder().schema("x; drop table y").build())
        .withMessageContaining("schema");
  }

  private boolean waitsForALock() throws SQLException {
    for (int i = 0; i < 10_000; i++) {
      if (!query("select count(*) from pg_locks where not granted").equals("0")) {
        return true;
      }
    }
    return false;
  }

  private String query(String text) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(text)) {
      result.next();
      return result.getString(1);
    }
  }

  private void execute(String text) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
