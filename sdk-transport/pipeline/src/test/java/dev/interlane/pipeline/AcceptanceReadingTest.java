package dev.interlane.pipeline;

import static dev.interlane.pipeline.FakeWorld.DAY;
import static dev.interlane.pipeline.Fixtures.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.CloseMode;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.AcceptedUnder.Match;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.spi.AcceptanceQuestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceptanceReadingTest {
  private final FakeWorld world = new FakeWorld();
  private final List<AcceptanceQuestion> questions = new ArrayList<>();

  @Test
  void isReadInTheBlockOfTheDeliveryAndStandsInTheReceipt() {
    world.transport.acceptance = this::known;

    DeliveryReceipt receipt = executed(world.client.send(envelope("m").build()));

    assertThat(questions)
        .singleElement()
        .satisfies(
            question -> {
              assertThat(question.delivery()).isEqualTo(receipt.delivery().orElseThrow());
              assertThat(question.memo().isEmpty()).isFalse();
            });
    assertThat(receipt.acceptedUnder())
        .contains(
            new AcceptedUnder(
                receipt.delivery().orElseThrow().block(), Match.AS_PROVEN, "the rule"));
  }

  @Test
  void aChainInTroubleIsAskedAgain() {
    world.transport.acceptance =
        question -> questions.size() < 2 ? missing(question) : known(question);

    DeliveryReceipt receipt = executed(world.client.send(envelope("m").build()));

    assertThat(questions).hasSize(3);
    assertThat(receipt.acceptedUnder().orElseThrow().match()).isEqualTo(Match.AS_PROVEN);
  }

  @Test
  void whatTheChainDoesNotKnowAnyMoreIsUnknownAndHoldsNothingUp() {
    world.transport.acceptance = this::missing;

    DeliveryReceipt receipt = executed(world.client.send(envelope("m").build()));

    assertThat(questions).hasSize(AcceptanceReading.MAX_TRIES);
    assertThat(receipt.acceptedUnder().orElseThrow().match()).isEqualTo(Match.UNKNOWN);
    assertThat(receipt.acceptedUnder().orElseThrow().rule()).contains("the state is pruned");
  }

  @Test
  void aRestartReadsWhatTheOneBeforeDidNot() {
    world.transport.acceptance = this::missing;
    MessageHandle handle = world.client.send(envelope("m").build());
    world.passUntil(() -> handle.receipt().delivery().isPresent());
    world.client.close(CloseMode.ABANDON, Duration.ZERO);
    assertThat(handle.receipt().acceptedUnder()).isEmpty();
    world.transport.acceptance = this::known;

    MessagingClient after = world.restarted();

    assertThat(executed(after.find(handle.id()).orElseThrow()).acceptedUnder()).isPresent();
  }

  @Test
  void aDeliveryThatIsReorganisedAwayTakesItAlong() {
    world.transport.acceptance = this::known;
    MessageHandle handle = world.client.send(envelope("m").build());
    world.passUntil(() -> handle.receipt().acceptedUnder().isPresent());
    AcceptedUnder first = handle.receipt().acceptedUnder().orElseThrow();

    world.destination.reorg(1);
    DeliveryReceipt receipt = executed(handle);

    assertThat(receipt.timeline())
        .anyMatch(entry -> entry.event() instanceof DeliveryEvent.DeliveryReorged);
    assertThat(receipt.acceptedUnder().orElseThrow().block())
        .isEqualTo(receipt.delivery().orElseThrow().block())
        .isNotEqualTo(first.block());
  }

  private Optional<AcceptedUnder> known(AcceptanceQuestion question) {
    questions.add(question);
    return Optional.of(new AcceptedUnder(question.delivery().block(), Match.AS_PROVEN, "the rule"));
  }

  private Optional<AcceptedUnder> missing(AcceptanceQuestion question) {
    questions.add(question);
    throw new ChainUnavailableException("the state is pruned", "Ask an archive node");
  }

  private static DeliveryReceipt executed(MessageHandle handle) {
    DeliveryReceipt receipt = handle.awaitReceipt(DAY);
    assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    return receipt;
  }
}
