package dev.interlane.pipeline;

import static dev.interlane.pipeline.FakeWorld.DAY;
import static dev.interlane.pipeline.Fixtures.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.CloseMode;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.spi.Step;
import dev.interlane.spi.StepContext;
import dev.interlane.spi.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A step with a transaction of its own between proof and delivery. */
class StepTest {
  private final FakeWorld world = new FakeWorld();

  @BeforeEach
  void addStep() {
    world.transport.between = Optional.of("authorize");
  }

  @Test
  void sendsItsTransactionBeforeTheDelivery() {
    DeliveryReceipt receipt = executed(world.client.send(envelope("m").build()));

    assertThat(events(receipt))
        .containsSubsequence(
            DeliveryEvent.ProofAccepted.class,
            DeliveryEvent.StepSubmitted.class,
            DeliveryEvent.DeliverySubmitted.class,
            DeliveryEvent.DeliverySeen.class)
        .doesNotContain(DeliveryEvent.AttemptFailed.class);
    assertThat(receipt.deliveryAttempts()).hasValue(1);
  }

  @Test
  void sendsNothingForWhatSomebodyElseDid() {
    inBetween(context -> new StepResult.DoneByOther("somebody was faster"));

    assertThat(events(executed(world.client.send(envelope("m").build()))))
        .doesNotContain(DeliveryEvent.StepSubmitted.class);
  }

  @Test
  void triesAgainWhenItsTransactionReverts() {
    world.destination.revertsExecutions = true;
    inBetween(
        context ->
            new StepResult.Submit(
                FakeTransport.intent(context, FakeChain.execution(Fixtures.hash("prepared")))));
    world.client.listen(
        (id, entry) -> {
          if (entry.event() instanceof DeliveryEvent.StepReverted) {
            world.destination.revertsExecutions = false;
          }
        });

    DeliveryReceipt receipt = executed(world.client.send(envelope("m").build()));

    assertThat(events(receipt))
        .containsSubsequence(
            DeliveryEvent.StepSubmitted.class,
            DeliveryEvent.StepReverted.class,
            DeliveryEvent.AttemptFailed.class,
            DeliveryEvent.StepSubmitted.class,
            DeliveryEvent.DeliverySubmitted.class)
        .doesNotContain(DeliveryEvent.DeliveryReverted.class);
  }

  @Test
  void goesOnAfterARestart() {
    MessageHandle handle = world.client.send(envelope("m").build());
    world.passUntil(
        () ->
            handle.receipt().timeline().stream()
                .anyMatch(entry -> entry.event() instanceof DeliveryEvent.StepSubmitted));
    world.client.close(CloseMode.ABANDON, Duration.ZERO);

    MessagingClient after = world.restarted();

    assertThat(events(executed(after.find(handle.id()).orElseThrow())))
        .containsOnlyOnce(DeliveryEvent.StepSubmitted.class);
  }

  private void inBetween(Function<StepContext, StepResult> answer) {
    world.transport.overrides =
        context ->
            context.step().reaches() == Step.Stage.UNCHANGED
                ? Optional.of(answer.apply(context))
                : Optional.empty();
  }

  private static DeliveryReceipt executed(MessageHandle handle) {
    DeliveryReceipt receipt = handle.awaitReceipt(DAY);
    assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    return receipt;
  }

  private static List<Class<?>> events(DeliveryReceipt receipt) {
    return receipt.timeline().stream()
        .map(TimelineEntry::event)
        .<Class<?>>map(Object::getClass)
        .toList();
  }
}
