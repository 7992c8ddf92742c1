package dev.interlane.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.MessageHandle;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node that answers for a block which it has not finished, and has no headers that tell. */
class UnshownTransactionTest {
  private final FakeWorld world = new FakeWorld();

  @Test
  void asksForWhatTheNewestBlockDidNotShowWhenNoFurtherOneComes() {
    MessageHandle handle = send("m");
    lastBlockUnfinished();

    world.driver.pass(Outbox.LONGEST_QUIET.plusSeconds(5));

    assertThat(handle.status()).isInstanceOf(DeliveryStatus.Dispatched.class);
    assertThat(world.origin.broadcasts).isOne();
    world.origin.stands = false;
    assertExecuted(handle);
  }

  @Test
  void asksAgainAsLongAsTheNodeHasNotFinished() {
    MessageHandle handle = send("m");
    lastBlockUnfinished();
    world.origin.receiptAnswersMissing = 3;

    world.driver.pass(Outbox.LONGEST_QUIET.multipliedBy(5));

    assertThat(handle.status()).isInstanceOf(DeliveryStatus.Dispatched.class);
    assertThat(world.origin.receiptQuestions).isEqualTo(4);
  }

  @Test
  void asksAtOnceForWhatALaterNonceHasOvertaken() {
    List<MessageHandle> handles = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      handles.add(send("m" + i));
    }
    world.origin.receiptsLeftOut = 1;
    lastBlockUnfinished();

    world.driver.pass(Duration.ofSeconds(5));

    assertThat(handles)
        .allSatisfy(
            handle -> assertThat(handle.status()).isInstanceOf(DeliveryStatus.Dispatched.class));
    assertThat(world.origin.receiptQuestions).isOne();
    world.origin.stands = false;
    handles.forEach(this::assertExecuted);
    assertThat(world.origin.dispatches()).isEqualTo(3);
  }

  @Test
  void concludesNothingFromAReceiptThatIsMissing() {
    MessageHandle handle = send("m");
    lastBlockUnfinished();
    world.origin.receiptAnswersMissing = 1_000;

    world.driver.pass(Duration.ofHours(1));

    assertThat(handle.status()).isInstanceOf(DeliveryStatus.Accepted.class);
    world.origin.receiptAnswersMissing = 0;
    world.origin.stands = false;
    assertExecuted(handle);
    assertThat(world.origin.dispatches()).isOne();
  }

  @Test
  void sendsAgainWhatNeverArrivedThoughNoBlockComes() {
    world.origin.stands = true;
    world.origin.lostOnTheWay = 1;
    MessageHandle handle = send("m");
    world.driver.pass(Duration.ofSeconds(1));
    world.origin.mine();
    world.driver.pass(Duration.ofSeconds(1));
    assertThat(handle.status()).isInstanceOf(DeliveryStatus.Accepted.class);

    world.driver.pass(Outbox.LONGEST_QUIET.plusSeconds(5));
    world.origin.mine();
    world.driver.pass(Duration.ofSeconds(1));

    assertThat(handle.status()).isInstanceOf(DeliveryStatus.Dispatched.class);
    assertThat(world.origin.broadcasts).isEqualTo(2);
  }

  private MessageHandle send(String body) {
    return world.client.send(envelope(body).build());
  }

  private static MessageEnvelope.Builder envelope(String body) {
    return Fixtures.envelope(body);
  }

  /** The block with what was sent is shown without it, and stays the newest one. */
  private void lastBlockUnfinished() {
    world.origin.hidesLogs = true;
    world.origin.unfinishedAnswers = 1;
    world.origin.mine();
    world.origin.stands = true;
    world.driver.pass(Duration.ofSeconds(1));
    world.origin.hidesLogs = false;
    assertThat(world.origin.unfinishedAnswers).isZero();
  }

  private void assertExecuted(MessageHandle handle) {
    assertThat(handle.awaitReceipt(FakeWorld.DAY).outcome())
        .isInstanceOf(DeliveryOutcome.Executed.class);
  }
}
