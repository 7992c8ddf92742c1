package dev.interlane.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.interlane.error.JournalUnavailableException;
import dev.interlane.message.MessageId;
import dev.interlane.spi.Lease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Executed messages, each handed to the application once. */
class PostgresInboxTest {
  private final DataSource source = PostgresServer.get().getPostgresDatabase();
  private final PostgresJournalOptions options = PostgresServer.fresh().build();
  private final PostgresJournal journal = PostgresJournal.over(source, options);
  private final Lease lease = journal.acquire(Records.APP);

  @BeforeEach
  void makeTheApplicationsTable() throws SQLException {
    sql("create table " + options.schema() + ".ledger (id bytea, consumer text)");
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void handsOverEachExecutedMessageOnceInTheOrderOfTheLog() throws SQLException {
    for (int i = 0; i < 5; i++) {
      journal.commit(lease, Records.executed(i));
    }
    journal.commit(lease, Records.accepted(5));
    PostgresInbox inbox = journal.inbox("ledger");
    List<MessageId> seen = new ArrayList<>();

    assertThat(inbox.take(3, (message, connection) -> seen.add(message.id()))).isEqualTo(3);
    assertThat(inbox.take(10, (message, connection) -> seen.add(message.id()))).isEqualTo(2);
    assertThat(inbox.take(10, (message, connection) -> seen.add(message.id()))).isZero();

    assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    assertThat(seen.getFirst()).isEqualTo(Records.message(0).id());
    assertThat(seen.getLast()).isEqualTo(Records.message(4).id());
  }

  @Test
  void whatTheApplicationWroteAndTheHandoverAreOneTransaction() throws SQLException {
    journal.commit(lease, Records.executed(1));
    PostgresInbox inbox = journal.inbox("ledger");

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                inbox.take(
                    1,
                    (message, connection) -> {
                      credit(connection, message.id(), "ledger");
                      throw new IllegalStateException("the application stumbled");
                    }));
    assertThat(credits()).isZero();
    assertThatExceptionOfType(JournalUnavailableException.class)
        .isThrownBy(
            () ->
                inbox.take(
                    1,
                    (message, connection) -> {
                      credit(connection, message.id(), "ledger");
                      throw new SQLException("the database stumbled");
                    }));
    assertThat(credits()).isZero();

    assertThat(inbox.take(1, (message, to) -> credit(to, message.id(), "ledger"))).isEqualTo(1);
    assertThat(credits()).isEqualTo(1);
  }

  @Test
  void manyTakersOfOneConsumerShareTheMessages() throws SQLException {
    for (int i = 0; i < 60; i++) {
      journal.commit(lease, Records.executed(i));
    }
    List<CompletableFuture<Integer>> takers = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(4);
        PostgresJournal other = PostgresJournal.over(source, options)) {
      for (PostgresJournal instance : List.of(journal, other, journal, other)) {
        takers.add(
            CompletableFuture.supplyAsync(
                () ->
                    instance
                        .inbox("ledger")
                        .take(100, (message, to) -> credit(to, message.id(), "ledger")),
                pool));
      }
      assertThat(takers.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(60);
    }

    assertThat(credits()).isEqualTo(60);
  }

  @Test
  void consumersAreIndependentAndHoldUpRetention() {
    journal.commit(lease, Records.executed(1));
    assertThat(journal.inbox("one").take(9, (message, connection) -> {})).isEqualTo(1);
    PostgresInbox slow = journal.inbox("slow");

    assertThat(journal.forget(Records.NOW.plus(Duration.ofDays(1)), 10)).isZero();
    assertThat(slow.take(9, (message, connection) -> {})).isEqualTo(1);
    assertThat(journal.forget(Records.NOW.plus(Duration.ofDays(1)), 10)).isEqualTo(1);
  }

  private void credit(Connection connection, MessageId id, String consumer) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into " + options.schema() + ".ledger (id, consumer) values (?, ?)")) {
      insert.setBytes(1, id.value().toArray());
      insert.setString(2, consumer);
      insert.executeUpdate();
    }
  }

  private int credits() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "select count(*), count(distinct id) from " + options.schema() + ".ledger")) {
      count.next();
      assertThat(count.getInt(1)).isEqualTo(count.getInt(2));
      return count.getInt(1);
    }
  }

  private void sql(String text) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
