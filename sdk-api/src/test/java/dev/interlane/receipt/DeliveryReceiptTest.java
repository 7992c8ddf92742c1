package dev.interlane.receipt;

import static dev.interlane.Fixtures.DESTINATION;
import static dev.interlane.Fixtures.ORIGIN;
import static dev.interlane.Fixtures.SENDER;
import static dev.interlane.Fixtures.canonical;
import static dev.interlane.Fixtures.inclusion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryReceiptTest {
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  private static DeliveryReceipt.Builder receipt() {
    return DeliveryReceipt.builder()
        .envelope(canonical())
        .laneSequence(3)
        .transport("relay")
        .status(new DeliveryStatus.Accepted())
        .replayScope(ReplayScope.MESSAGE_ID);
  }

  @Test
  void tellsTheIdOfItsEnvelope() {
    assertThat(receipt().build().id()).isEqualTo(canonical().id());
  }

  @Test
  void hasNoOutcomeBeforeTheEnd() {
    DeliveryReceipt underWay = receipt().build();

    assertThat(underWay.outcomeIfKnown()).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(underWay::outcome)
        .withMessage("Message " + canonical().id() + " has not ended, its status is Accepted[]");
  }

  @Test
  void tellsHowItEnded() {
    DeliveryOutcome executed =
        new DeliveryOutcome.Executed(inclusion(DESTINATION, 9), "tag finalized");

    assertThat(receipt().outcomeIfKnown(executed).build().outcome()).isEqualTo(executed);
  }

  @Test
  void claimsNothingThatWasNotSaid() {
    DeliveryReceipt receipt = receipt().build();

    assertThat(receipt.dispatch()).isEmpty();
    assertThat(receipt.delivery()).isEmpty();
    assertThat(receipt.evidence()).isEmpty();
    assertThat(receipt.notAfter()).isEmpty();
    assertThat(receipt.costs()).isEmpty();
    assertThat(receipt.protocolIds()).isEmpty();
    assertThat(receipt.timeline()).isEmpty();
    assertThat(receipt.deliveryAttempts()).isEmpty();
  }

  @Test
  void isASnapshotOfItsOwn() {
    List<TimelineEntry> timeline = new ArrayList<>();
    timeline.add(new TimelineEntry(NOON, new DeliveryEvent.Accepted()));
    DeliveryReceipt receipt = receipt().timeline(timeline).build();

    timeline.clear();

    assertThat(receipt.timeline()).hasSize(1).isUnmodifiable();
    assertThat(receipt)
        .isEqualTo(
            receipt().addTimeline(new TimelineEntry(NOON, new DeliveryEvent.Accepted())).build())
        .isNotEqualTo(receipt().build());
  }

  @Test
  void eventsKeepTheirOwnLists() {
    List<ProtocolId> ids = new ArrayList<>();
    ids.add(new ProtocolId("message", "hyperlane/v3", ORIGIN, "0x01"));
    DeliveryEvent.DispatchIncluded event =
        new DeliveryEvent.DispatchIncluded(inclusion(ORIGIN, 5), ids);

    ids.clear();

    assertThat(event.protocolIds()).hasSize(1).isUnmodifiable();
  }

  @Test
  void aFeeIsNotNegative() {
    assertThat(new Fee(ORIGIN, Fee.NATIVE, BigInteger.ZERO, SENDER, "origin gas").amount())
        .isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fee(ORIGIN, Fee.NATIVE, BigInteger.valueOf(-1), SENDER, "origin gas"))
        .withMessage("Fee amount must not be negative, got -1");
  }
}
