package dev.interlane.pipeline;

import static dev.interlane.pipeline.FakeWorld.DAY;
import static dev.interlane.pipeline.Fixtures.SENDER;
import static dev.interlane.pipeline.Fixtures.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.MessageHandle;
import dev.interlane.client.SendOptions;
import dev.interlane.client.SendRequest;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is signed and journaled while transactions before it are still handed to the chain. */
class SignAheadTest {
  private final FakeWorld world = new FakeWorld();

  @Test
  void signsAndJournalsTheNextWhileTheFirstAreHandedOver() throws Exception {
    world.driver.pass(Duration.ofMinutes(1));
    world.driver.holdsTasks = true;
    MessageHandle first = world.client.send(envelope("first").build());
    world.driver.runHeld(0);
    assertThat(world.driver.held).as("the first is signed and to be handed over").hasSize(1);

    MessageHandle second = world.client.send(envelope("second").build());
    world.driver.runHeld(1);

    assertThat(world.origin.broadcasts).isZero();
    assertThat(List.of(first, second)).allSatisfy(SignAheadTest::isSigned);
    assertThat(world.journal.nextAccountNonce(SENDER)).isEqualTo(2);
    world.driver.runHeld(0);
    assertThat(world.origin.broadcasts).as("the second leaves after the first").isEqualTo(1);

    world.driver.holdsTasks = false;
    while (!world.driver.held.isEmpty()) {
      world.driver.runHeld(0);
    }
    assertThat(first.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(second.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(world.origin.broadcasts).isEqualTo(2);
    assertThat(world.origin.dispatches()).isEqualTo(2);
  }

  @Test
  void whatOneTurnBringsIsSignedInOneRound() {
    world.driver.pass(Duration.ofMinutes(1));
    world.driver.holdsTasks = true;

    world.client.sendAll(List.of(request("one"), request("two"), request("three")));

    assertThat(world.driver.held).hasSize(1);
    world.driver.runHeld(0);
    assertThat(world.journal.nextAccountNonce(SENDER)).isEqualTo(3);
  }

  private static SendRequest request(String text) {
    return new SendRequest(envelope(text).build(), SendOptions.none());
  }

  private static void isSigned(MessageHandle handle) {
    assertThat(handle.receipt().timeline())
        .anyMatch(entry -> entry.event() instanceof DeliveryEvent.DispatchSubmitted);
  }
}
