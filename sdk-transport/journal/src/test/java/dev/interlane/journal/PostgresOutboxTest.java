package dev.interlane.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.error.IdempotencyConflictException;
import dev.interlane.error.JournalConflictException;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.TransactionalOutbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages within transactions of the application. */
class PostgresOutboxTest {
  private final PostgresJournal journal =
      PostgresJournal.over(
          PostgresServer.get().getPostgresDatabase(), PostgresServer.fresh().build());
  private final TransactionalOutbox outbox = journal.outbox().orElseThrow();
  private Connection connection = transaction();

  @BeforeEach
  void begin() {
    connection = transaction();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    journal.close();
  }

  @Test
  void aMessageExistsOnceTheTransactionIsCommitted() throws SQLException {
    MessageRecord message = keyed(1, "order");
    outbox.put(message, journal.join(connection));

    assertThat(journal.message(message.id())).isEmpty();
    assertThat(outbox.waiting(Records.APP, 10)).isEmpty();
    connection.commit();

    assertThat(journal.message(message.id())).contains(message);
    assertThat(outbox.waiting(Records.APP, 10)).containsExactly(message);
    assertThat(outbox.waiting("another", 10)).isEmpty();
    assertThat(journal.messageByKey(Records.APP, "order")).contains(message.id());
  }

  @Test
  void afterARollbackItNeverWasAndItsKeyIsFree() throws SQLException {
    outbox.put(keyed(1, "order"), journal.join(connection));
    connection.rollback();

    assertThat(journal.message(keyed(1, "order").id())).isEmpty();
    assertThat(journal.messageByKey(Records.APP, "order")).isEmpty();

    outbox.put(keyed(2, "order"), journal.join(connection));
    connection.commit();
    assertThat(journal.messageByKey(Records.APP, "order")).contains(keyed(2, "order").id());
  }

  @Test
  void theCommitThatTakesItInTakesItOut() throws SQLException {
    MessageRecord message = keyed(1, "order");
    outbox.put(message, journal.join(connection));
    connection.commit();
    Lease lease = journal.acquire(Records.APP);

    journal.commit(lease, JournalBatch.builder().addMessages(message).build());

    assertThat(outbox.waiting(Records.APP, 10)).isEmpty();
    assertThat(journal.message(message.id())).contains(Records.at(message, 1));
    assertThatExceptionOfType(JournalConflictException.class)
        .isThrownBy(
            () -> journal.commit(lease, JournalBatch.builder().addMessages(message).build()));
  }

  @Test
  void theSameMessageAgainIsKeptOnceAndAnotherUnderItsKeyIsRefused() throws SQLException {
    outbox.put(keyed(1, "order"), journal.join(connection));
    outbox.put(keyed(1, "order"), journal.join(connection));
    assertThatExceptionOfType(IdempotencyConflictException.class)
        .isThrownBy(() -> outbox.put(keyed(2, "order"), journal.join(connection)));
    connection.commit();

    outbox.put(keyed(1, "order"), journal.join(connection));
    connection.commit();
    assertThat(outbox.waiting(Records.APP, 10)).hasSize(1);
  }

  @Test
  void twoTransactionsWithOneKeyWaitForEachOther() throws Exception {
    outbox.put(keyed(1, "order"), journal.join(connection));
    try (Connection other = transaction()) {
      CompletableFuture<Void> second =
          CompletableFuture.runAsync(() -> outbox.put(keyed(1, "order"), journal.join(other)));
      connection.commit();

      second.get(30, TimeUnit.SECONDS);
      other.commit();
    }

    assertThat(outbox.waiting(Records.APP, 10)).hasSize(1);
  }

  @Test
  void anOpenTransactionHoldsUpNobodyElse() {
    // Its lane has no number from it yet, so others go on in the same lane.
    outbox.put(Records.message(1), journal.join(connection));
    Lease lease = journal.acquire(Records.APP);

    journal.commit(lease, Records.accepted(0));

    assertThat(journal.message(Records.message(0).id())).isPresent();
  }

  @Test
  void hintsTellOfACommit() throws Exception {
    // The first hint is that somebody listens.
    CountDownLatch listening = new CountDownLatch(1);
    outbox.onArrival(listening::countDown);
    outbox.put(Records.message(1), journal.join(connection));
    connection.commit();
    assertThat(listening.await(30, TimeUnit.SECONDS)).isTrue();
    CountDownLatch told = new CountDownLatch(1);
    outbox.onArrival(told::countDown);
    outbox.put(Records.message(2), journal.join(connection));
    connection.commit();

    assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void refusesWhatIsNoTransactionOfThisJournal() throws SQLException {
    assertThat(outbox.canJoin(connection)).isFalse();
    assertThat(outbox.canJoin(journal.join(connection))).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> outbox.put(Records.message(1), connection));
    connection.setAutoCommit(true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> outbox.put(Records.message(1), journal.join(connection)))
        .withMessageContaining("setAutoCommit(false)");
  }

  private static MessageRecord keyed(int number, String key) {
    return MessageRecord.builder().from(Records.message(number)).idempotencyKey(key).build();
  }

  private static Connection transaction() {
    try {
      Connection connection = PostgresServer.get().getPostgresDatabase().getConnection();
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
