package dev.interlane.pipeline;

import static dev.interlane.pipeline.FakeWorld.DAY;
import static dev.interlane.pipeline.Fixtures.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.error.JournalUnavailableException;
import dev.interlane.message.Ordering;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A journal that cannot keep things for a while, and what is on the chain meanwhile. */
class JournalTroubleTest {
  private final FakeWorld world = new FakeWorld();
  private final FlakyJournal journal = new FlakyJournal();
  private final MessagingClient client =
      world.builder().journal(journal).driver(world.driver.restarted()).build();

  @Test
  void sendFailsAndKeepsNothingWhenTheJournalCannot() {
    journal.down = true;

    assertThatExceptionOfType(JournalUnavailableException.class)
        .isThrownBy(() -> client.send(envelope("m").build()));

    journal.down = false;
    world.driver.pass(Duration.ofSeconds(2));
    MessageHandle handle = client.send(envelope("m").build());
    assertThat(handle.receipt().laneSequence()).isZero();
    assertThat(handle.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(world.origin.dispatches()).isOne();
  }

  @Test
  void nothingIsBroadcastBeforeItIsJournaled() {
    journal.refuseSubmissions = true;
    MessageHandle handle = client.send(envelope("m").build());
    world.driver.pass(Duration.ofMinutes(5));

    assertThat(world.origin.broadcasts).isZero();

    journal.refuseSubmissions = false;
    assertThat(handle.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(world.origin.dispatches()).isOne();
  }

  @Test
  void goesOnWhereItWasAfterAnOutageOfTheJournal() {
    MessageHandle handle = client.send(envelope("m").build());
    journal.down = true;
    world.driver.pass(Duration.ofMinutes(10));
    journal.down = false;

    assertThat(handle.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(world.origin.dispatches()).isOne();
  }

  @Test
  void whatTheJournalDidNotTakeLeavesNothingInItsLane() {
    world.destination.revertsExecutions = true;
    MessageHandle first =
        client.send(FailureTest.call("f(uint256)").ordering(Ordering.ORDERED).build());
    assertThat(first.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Undelivered.class);
    journal.down = true;
    assertThatExceptionOfType(JournalUnavailableException.class)
        .isThrownBy(
            () -> client.send(FailureTest.call("g(uint256)").ordering(Ordering.ORDERED).build()));
    journal.down = false;
    world.driver.pass(Duration.ofSeconds(2));

    first.resume();

    assertThat(first.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Undelivered.class);
    world.destination.revertsExecutions = false;
    first.resume();
    assertThat(first.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
  }

  @Test
  void journalsATurnInOneCommit() {
    List<MessageHandle> handles = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      handles.add(client.send(envelope("m" + i).build()));
    }
    journal.commits = 0;
    handles.forEach(handle -> handle.awaitReceipt(DAY));

    // Ten messages go through some ten moves each; together they take few more commits than one.
    assertThat(journal.commits).isLessThan(40);
  }

  /** A journal in memory that can be told to fail. */
  private static final class FlakyJournal extends MemoryBackedJournal {
    private boolean down;
    private boolean refuseSubmissions;
    private int commits;

    @Override
    public void commit(Lease lease, JournalBatch batch) {
      if (down || (refuseSubmissions && !batch.submissions().isEmpty())) {
        throw new JournalUnavailableException("The disk is full", "");
      }
      commits++;
      super.commit(lease, batch);
    }
  }
}
