package dev.interlane.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.TransactionRef;
import dev.interlane.error.ErrorCode;
import dev.interlane.error.JournalFencedException;
import dev.interlane.message.MessageId;
import dev.interlane.spi.InstanceTerms;
import dev.interlane.spi.Instances;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Steering;
import dev.interlane.spi.SteeringAnswer;
import dev.interlane.spi.Tenure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** Who works for an application, over one PostgreSQL journal. */
class PostgresInstancesTest {
  private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);

  private final DataSource source = PostgresServer.get().getPostgresDatabase();
  private final PostgresJournalOptions options = PostgresServer.fresh().build();
  private final PostgresJournal journal = PostgresJournal.over(source, options);
  private final Instances instances = journal.instances().orElseThrow();

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void oneWorksUntilItGivesTheWorkUp() {
    Tenure first = claim("one").orElseThrow();

    assertThat(first.isHeld()).isTrue();
    assertThat(claim("two")).isEmpty();
    assertThat(instances.holder(Records.APP)).contains("one");
    first.close();

    assertThat(first.isHeld()).isFalse();
    assertThat(instances.holder(Records.APP)).isEmpty();
    try (Tenure second = claim("two").orElseThrow()) {
      assertThat(second.lease().epoch()).isGreaterThan(first.lease().epoch());
    }
  }

  @Test
  void whoeverSaidNothingForTooLongIsFencedByTheNext() throws SQLException {
    Tenure silent = claim("silent").orElseThrow();
    execute("update %s.tenure set until = clock_timestamp() - interval '1 second'");

    try (Tenure next = claim("next").orElseThrow()) {
      assertThatExceptionOfType(JournalFencedException.class)
          .isThrownBy(() -> journal.commit(silent.lease(), Records.accepted(1)));
      journal.commit(next.lease(), Records.accepted(1));
      assertThat(instances.holder(Records.APP)).contains("next");
      // What the silent one says now is too late.
      silent.close();
      assertThat(instances.holder(Records.APP)).contains("next");
      assertThat(next.isHeld()).isTrue();
    }
  }

  @Test
  @Timeout(60)
  void whoeverStandsStillHalfwayThroughACommitHoldsUpTheNextForSecondsOnly() throws Exception {
    FreezingWire wire = FreezingWire.toServer();
    try (PostgresJournal cutOff = PostgresJournal.over(wire.source(), options)) {
      Tenure silent =
          cutOff.instances().orElseThrow().claim(Records.APP, named("silent")).orElseThrow();
      wire.freeze();
      CompletableFuture<Void> commit =
          CompletableFuture.runAsync(
              () -> cutOff.commit(silent.lease(), Records.accepted(1, 500)), VIRTUAL);
      wire.awaitFrozen();
      execute("update %s.tenure set until = clock_timestamp() - interval '1 second'");

      try (Tenure next = claim("next").orElseThrow()) {
        assertThat(next.lease().epoch()).isGreaterThan(silent.lease().epoch());
        journal.commit(next.lease(), Records.accepted(1));
      }
      wire.close();
      assertThat(commit).failsWithin(1, TimeUnit.MINUTES);
      silent.close();
    }
  }

  @Test
  void aTenureWhoseHeartbeatBreaksIsCalledLost() throws InterruptedException {
    CountDownLatch brokeDown = new CountDownLatch(1);
    PGSimpleDataSource breaking =
        new PGSimpleDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            if (Thread.currentThread().getName().equals("interlane-tenure")) {
              brokeDown.countDown();
              throw new StackOverflowError("in the driver");
            }
            return super.getConnection();
          }
        };
    breaking.setUrl(PostgresServer.url());
    breaking.setUser("postgres");

    try (PostgresJournal over = PostgresJournal.over(breaking, options);
        Tenure tenure =
            over.instances().orElseThrow().claim(Records.APP, named("one")).orElseThrow()) {
      assertThat(brokeDown.await(1, TimeUnit.MINUTES)).isTrue();
      // The thread ends right after.
      while (!tenure.isLost()) {
        Thread.onSpinWait();
      }
      assertThat(tenure.isHeld()).isFalse();
    }
  }

  @Test
  void aTransactionOfTheJournalMayNotStandStillForLong() throws SQLException {
    PostgresConnections connections = new PostgresConnections(source, options.schema());
    String show = "show idle_in_transaction_session_timeout";

    String bounded =
        connections.transact(
            to -> to.first(show, none -> {}, row -> row.getString(1)).orElseThrow());
    String handlers =
        connections.transactUnbounded(
            to -> to.first(show, none -> {}, row -> row.getString(1)).orElseThrow());

    // A stopped process must not hold up the next one for ever; a handler may take its time.
    assertThat(bounded).isEqualTo("4s");
    assertThat(handlers).isEqualTo("0");
  }

  @Test
  void messagesAreOfferedWithoutALeaseAndOnce() {
    MessageRecord keyed =
        MessageRecord.builder().from(Records.message(1)).idempotencyKey("order").build();
    instances.offer(List.of(keyed, Records.message(2)));
    instances.offer(List.of(keyed, Records.message(2)));

    assertThat(journal.outbox().orElseThrow().waiting(Records.APP, 10))
        .containsExactly(keyed, Records.message(2));
    assertThat(journal.message(keyed.id())).contains(keyed);
  }

  @Test
  void whatIsAskedIsAnsweredOnceOrWithdrawn() {
    MessageId message = Records.message(1).id();
    TransactionRef transaction = new TransactionRef(ChainId.eip155(1), Records.hash("theirs"));
    long resume = instances.ask(Records.APP, new Steering.Resume(message));
    long track = instances.ask(Records.APP, new Steering.Track(transaction));
    long cancel = instances.ask(Records.APP, new Steering.Cancel(message));
    instances.ask("another", new Steering.Replace(message));

    assertThat(instances.asked(Records.APP, 10))
        .containsExactly(
            new Steering.Asked(resume, new Steering.Resume(message)),
            new Steering.Asked(track, new Steering.Track(transaction)),
            new Steering.Asked(cancel, new Steering.Cancel(message)));
    assertThat(instances.answer(resume)).isEmpty();

    SteeringAnswer done = new SteeringAnswer.Done(List.of(message, Records.message(2).id()));
    SteeringAnswer refused =
        new SteeringAnswer.Refused(ErrorCode.ILLEGAL_IN_STATE, "it is past that", "look at it");
    instances.answer(resume, refused);
    instances.answer(track, done);
    assertThat(instances.withdraw(cancel)).isTrue();
    assertThat(instances.withdraw(track)).isFalse();

    assertThat(instances.asked(Records.APP, 10)).isEmpty();
    assertThat(instances.answer(resume)).contains(refused);
    assertThat(instances.answer(resume)).isEmpty();
    assertThat(instances.answer(track)).contains(done);
    assertThat(instances.answer(cancel)).isEmpty();
  }

  @Test
  void aConsumersPlaceIsKeptWithoutALease() {
    instances.keepPlace("consumer/audit", 7);

    assertThat(journal.cursor("consumer/audit")).contains(7L);
  }

  private Optional<Tenure> claim(String name) {
    return instances.claim(Records.APP, named(name));
  }

  private void execute(String text) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(text.formatted(options.schema()));
    }
  }

  private static InstanceTerms named(String name) {
    return InstanceTerms.named(name);
  }
}
