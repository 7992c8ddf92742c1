package dev.interlane.pipeline;

import static dev.interlane.pipeline.FakeWorld.DAY;
import static dev.interlane.pipeline.Fixtures.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.MessageHandle;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.spi.Step;
import dev.interlane.spi.StepContext;
import dev.interlane.spi.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ordered lanes: no message before the one before it. */
class LaneTest {
  private final FakeWorld world = new FakeWorld();

  @Test
  void deliversInOrderOneAfterTheOther() {
    List<MessageHandle> handles = send(5);

    List<Long> heights = new ArrayList<>();
    for (MessageHandle handle : handles) {
      DeliveryReceipt receipt = handle.awaitReceipt(DAY);
      assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
      heights.add(receipt.delivery().orElseThrow().block().height());
    }

    assertThat(heights).isSorted();
    // A payload's recipient enforces no order: each waits until the one before it is safe.
    for (int i = 1; i < heights.size(); i++) {
      assertThat(heights.get(i) - heights.get(i - 1)).isGreaterThan(FakeChain.SAFE_DEPTH);
    }
  }

  @Test
  void numbersOrderedAndUnorderedMessagesApart() {
    MessageHandle unordered = world.client.send(envelope("u").build());
    List<MessageHandle> ordered = send(2);

    assertThat(unordered.receipt().laneSequence()).isZero();
    assertThat(ordered)
        .extracting(handle -> handle.receipt().laneSequence())
        .containsExactly(0L, 1L);
  }

  @Test
  void aStuckHeadParksItsLaneAndReleasesItAgain() {
    boolean[] paused = {true};
    world.transport.overrides = context -> paused[0] ? stopFirst(context) : Optional.empty();
    List<MessageHandle> handles = send(3);
    MessageHandle unordered = world.client.send(envelope("u").build());

    assertThat(unordered.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    world.driver.pass(Duration.ofMinutes(10));

    for (MessageHandle handle : handles) {
      assertThat(handle.status()).isInstanceOf(DeliveryStatus.Parked.class);
    }
    assertThat(handles.get(1).status().toString()).contains(handles.get(0).id().toString());
    paused[0] = false;
    handles.get(0).resume();
    for (MessageHandle handle : handles) {
      assertThat(handle.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    }
  }

  @Test
  void aPersonMayLetAMessageGoAhead() {
    world.transport.overrides = LaneTest::stopFirst;
    List<MessageHandle> handles = send(2);
    world.driver.pass(Duration.ofMinutes(10));
    assertThat(handles.get(1).status()).isInstanceOf(DeliveryStatus.Parked.class);

    handles.get(1).resume();

    assertThat(handles.get(1).awaitReceipt(DAY).outcome())
        .isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(handles.get(0).status()).isInstanceOf(DeliveryStatus.Parked.class);
  }

  @Test
  void aStrangerWhoDeliversTheStuckHeadReleasesTheLane() {
    world.transport.overrides = LaneTest::stopFirst;
    List<MessageHandle> handles = send(2);
    world.driver.pass(Duration.ofMinutes(10));

    world.destination.submitAs(
        Fixtures.STRANGER,
        FakeChain.execution(
            Bytes32.fromHex(handles.get(0).receipt().protocolIds().getFirst().value())));

    for (MessageHandle handle : handles) {
      assertThat(handle.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    }
  }

  @Test
  void aCancelledMessageHoldsNobodyWhereTheRecipientKeepsNoOrder() {
    world.origin.down = true;
    List<MessageHandle> handles = send(2);
    handles.get(0).cancel();
    world.origin.down = false;

    assertThat(handles.get(1).awaitReceipt(DAY).outcome())
        .isInstanceOf(DeliveryOutcome.Executed.class);
  }

  @Test
  void aCancelledMessageHoldsThoseBehindItWhereTheRecipientCounts() {
    world.origin.down = true;
    MessageHandle first =
        world.client.send(FailureTest.call("f(uint256)").ordering(Ordering.ORDERED).build());
    MessageHandle second =
        world.client.send(FailureTest.call("f(uint256)").ordering(Ordering.ORDERED).build());
    first.cancel();
    world.origin.down = false;

    world.driver.pass(Duration.ofHours(1));

    assertThat(second.status())
        .isInstanceOfSatisfying(
            DeliveryStatus.Parked.class,
            parked -> {
              assertThat(parked.reason()).contains("Cancelled");
              assertThat(parked.hint()).contains("skip");
            });
  }

  private static Optional<StepResult> stopFirst(StepContext context) {
    boolean first =
        context.message().envelope().ordering() == Ordering.ORDERED
            && context.message().laneSequence() == 0
            && context.step().reaches() == Step.Stage.DELIVERED;
    return first
        ? Optional.of(
            new StepResult.Failed(StepResult.FailureClass.PARK, "the route is paused", "wait"))
        : Optional.empty();
  }

  private List<MessageHandle> send(int count) {
    List<MessageHandle> handles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      handles.add(world.client.send(envelope("m" + i).ordering(Ordering.ORDERED).build()));
    }
    return handles;
  }
}
