package dev.interlane.journey;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.error.RefusedException;
import dev.interlane.error.UnknownMessageException;
import dev.interlane.journal.PostgresJournal;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.testkit.SimulatedNetwork;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A message and the application's own rows: both, or neither. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionalOutboxTest {
  private static final Duration MINUTES = Duration.ofMinutes(10);

  private final EmbeddedPostgres server = start();

  @BeforeAll
  void makeTheApplicationsTable() throws SQLException {
    sql("create table orders (number int primary key)");
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aMessageCommitsWithTheTransactionOrNeverWas() throws SQLException {
    try (SimulatedNetwork network = SimulatedNetwork.create(11)) {
      Backend backend = new Backend(network);
      PostgresJournal journal = PostgresJournal.over(server.getPostgresDatabase());
      MessagingClient client = network.opened(backend.builder().journal(journal).build());
      MessageHandle kept;
      MessageHandle dropped;
      try (Connection connection = transaction()) {
        insertOrder(connection, 1);
        kept =
            client.send(
                backend.deposit().build(),
                SendOptions.idempotencyKey("order-1").within(journal.join(connection)));
        assertThatExceptionOfType(UnknownMessageException.class)
            .isThrownBy(kept::status)
            .withMessageContaining("not in this client's journal");
        connection.commit();
        assertThat(kept.status()).isInstanceOf(DeliveryStatus.Accepted.class);

        insertOrder(connection, 2);
        dropped =
            client.send(
                backend.deposit().build(),
                SendOptions.idempotencyKey("order-2").within(journal.join(connection)));
        connection.rollback();
      }

      assertThat(kept.awaitReceipt(MINUTES)).isExecuted();
      assertThat(network.destination()).executed(kept.id()).exactlyOnce();
      assertThatExceptionOfType(UnknownMessageException.class).isThrownBy(dropped::receipt);
      assertThat(client.find(dropped.id())).isEmpty();
      assertThat(client.findByKey("order-2")).isEmpty();
      assertThat(orders()).isEqualTo(1);
      assertThat(client.findByKey("order-1").orElseThrow().id()).isEqualTo(kept.id());
    }
  }

  @Test
  void aJournalThatCannotJoinRefusesBeforeAnythingIsSent() throws SQLException {
    try (SimulatedNetwork network = SimulatedNetwork.create(12);
        Connection connection = transaction()) {
      Backend backend = new Backend(network);
      MessagingClient client = backend.client();

      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(
              () -> client.send(backend.deposit().build(), SendOptions.none().within(connection)))
          .withMessageContaining("joined");
    }
  }

  private Connection transaction() throws SQLException {
    Connection connection = server.getPostgresDatabase().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void insertOrder(Connection connection, int number) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("insert into orders values (" + number + ")");
    }
  }

  private int orders() throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from orders")) {
      count.next();
      return count.getInt(1);
    }
  }

  private void sql(String text) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  /** As durable as in production. */
  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
