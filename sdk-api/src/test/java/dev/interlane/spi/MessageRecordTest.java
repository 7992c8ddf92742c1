package dev.interlane.spi;

import static dev.interlane.Fixtures.DESTINATION;
import static dev.interlane.Fixtures.ORIGIN;
import static dev.interlane.Fixtures.SENDER;
import static dev.interlane.Fixtures.account;
import static dev.interlane.Fixtures.canonical;
import static dev.interlane.Fixtures.inclusion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageRecordTest {
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
  private static final AccountId STRANGER = account(DESTINATION, 66);
  private static final MessageRecord.Leg DISPATCH =
      new MessageRecord.Leg(inclusion(ORIGIN, 5), Finality.SAFE);
  private static final MessageRecord.Leg DELIVERY =
      new MessageRecord.Leg(inclusion(DESTINATION, 9), Finality.SEEN);
  private static final MessageRecord.Executor EXECUTOR =
      new MessageRecord.Executor(DeliveredBy.STRANGER, STRANGER);
  private static final Evidence EVIDENCE =
      new Evidence.Vouched("hyperlane/v3", SENDER, "the sender", "the operator", Bytes.EMPTY);

  private static MessageRecord.Builder record() {
    return MessageRecord.builder()
        .appId("treasury")
        .envelope(canonical())
        .transport("relay")
        .laneSequence(0)
        .acceptedAt(NOON)
        .source(MessageRecord.Source.OURS);
  }

  @Test
  void startsWithNothingDone() {
    MessageRecord fresh = record().build();

    assertThat(fresh.status()).isEqualTo(new DeliveryStatus.Accepted());
    assertThat(fresh.version()).isZero();
    assertThat(fresh.stepIndex()).isZero();
    assertThat(fresh.attempts()).isZero();
    assertThat(fresh.memo()).isEqualTo(Bytes.EMPTY);
    assertThat(fresh.broadcast()).isEqualTo(MessageRecord.Broadcast.NEVER);
    assertThat(fresh.wanted()).isEqualTo(MessageRecord.Intent.DELIVER);
    assertThat(fresh.isOpen()).isTrue();
    assertThat(fresh.id()).isEqualTo(canonical().id());
    assertThat(fresh.outbound().envelope()).isEqualTo(canonical());
  }

  @Test
  void isWhereItsFurthestLegIs() {
    assertThat(record().dispatch(DISPATCH).build().status())
        .isEqualTo(new DeliveryStatus.Dispatched(DISPATCH.inclusion(), Finality.SAFE));
    assertThat(record().dispatch(DISPATCH).evidence(EVIDENCE).build().status())
        .isEqualTo(new DeliveryStatus.Proven(EVIDENCE));
    assertThat(record().delivery(DELIVERY).executor(EXECUTOR).build().status())
        .as("delivered by a stranger, from whatever state")
        .isEqualTo(
            new DeliveryStatus.Delivered(
                DELIVERY.inclusion(), DeliveredBy.STRANGER, STRANGER, Finality.SEEN));
  }

  @Test
  void isParkedWhereverItWas() {
    DeliveryStatus.Parked parked = new DeliveryStatus.Parked("no funds", "fund it", Actor.OPERATOR);

    assertThat(record().dispatch(DISPATCH).evidence(EVIDENCE).parked(parked).build().status())
        .isEqualTo(parked);
  }

  @Test
  void aDeliveryHasAnExecutorAndNobodyElseHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> record().delivery(DELIVERY).build())
        .withMessageStartingWith("Delivery and executor of " + canonical().id() + " come together");
    assertThatIllegalArgumentException().isThrownBy(() -> record().executor(EXECUTOR).build());
  }

  @Test
  void staysOpenWhileOthersCanChangeTheEnd() {
    assertThat(ended(new DeliveryOutcome.Undelivered("gave up")).isOpen()).isTrue();
    for (DeliveryOutcome outcome :
        List.of(
            new DeliveryOutcome.Executed(inclusion(DESTINATION, 9), "tag finalized"),
            new DeliveryOutcome.Failed("recorded"),
            new DeliveryOutcome.Expired(NOON, "late"),
            new DeliveryOutcome.Cancelled("asked"),
            new DeliveryOutcome.Orphaned(inclusion(DESTINATION, 9), "reorg"))) {
      assertThat(ended(outcome).isOpen()).as("%s", outcome).isFalse();
    }
  }

  private static MessageRecord ended(DeliveryOutcome outcome) {
    return record().outcome(outcome).build();
  }

  @Test
  void countsFromZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> record().laneSequence(-1).build())
        .withMessage("laneSequence of " + canonical().id() + " must not be negative, got -1");
    assertThatIllegalArgumentException().isThrownBy(() -> record().version(-1).build());
    assertThatIllegalArgumentException().isThrownBy(() -> record().stepIndex(-1).build());
    assertThatIllegalArgumentException().isThrownBy(() -> record().attempts(-1).build());
  }

  @Test
  void isEqualByContentAndCopiedWithChanges() {
    MessageRecord first = record().build();
    MessageRecord second = MessageRecord.builder().from(first).attempts(1).build();

    assertThat(first).isEqualTo(record().build()).hasSameHashCodeAs(record().build());
    assertThat(second).isNotEqualTo(first);
    assertThat(second.acceptedAt()).isEqualTo(first.acceptedAt());
  }
}
