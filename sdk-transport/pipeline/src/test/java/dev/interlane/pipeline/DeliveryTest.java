package dev.interlane.pipeline;

import static dev.interlane.pipeline.FakeWorld.DAY;
import static dev.interlane.pipeline.Fixtures.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.MessageHandle;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.TimelineEntry;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private final FakeWorld world = new FakeWorld();

  @Test
  void deliversAndTellsTheWholeStory() {
    MessageHandle handle = world.client.send(envelope("hello").build());

    DeliveryReceipt receipt = handle.awaitReceipt(DAY);

    assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(receipt.timeline())
        .extracting(TimelineEntry::event)
        .<Class<?>>extracting(Object::getClass)
        .containsExactly(
            DeliveryEvent.Accepted.class,
            DeliveryEvent.DispatchSubmitted.class,
            DeliveryEvent.DispatchIncluded.class,
            DeliveryEvent.DispatchFinalityRose.class,
            DeliveryEvent.DispatchFinalityRose.class,
            DeliveryEvent.ProofAccepted.class,
            DeliveryEvent.DeliverySubmitted.class,
            DeliveryEvent.DeliverySeen.class,
            DeliveryEvent.DeliveryFinalityRose.class,
            DeliveryEvent.DeliveryFinalityRose.class,
            DeliveryEvent.Concluded.class);
    assertThat(receipt.status())
        .isInstanceOfSatisfying(
            dev.interlane.receipt.DeliveryStatus.Delivered.class,
            delivered -> assertThat(delivered.by()).isEqualTo(DeliveredBy.SELF));
    assertThat(world.origin.dispatches()).isOne();
  }
}
