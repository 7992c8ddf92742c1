package dev.interlane.message;

import static dev.interlane.Fixtures.DESTINATION;
import static dev.interlane.Fixtures.ORIGIN;
import static dev.interlane.Fixtures.RECIPIENT;
import static dev.interlane.Fixtures.SENDER;
import static dev.interlane.Fixtures.account;
import static dev.interlane.Fixtures.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.interlane.chain.Finality;
import dev.interlane.primitive.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageEnvelopeTest {
  @Test
  void needsSenderRecipientAndBodyOnly() {
    MessageEnvelope envelope = envelope().build();

    assertThat(envelope.sender()).isEqualTo(SENDER);
    assertThat(envelope.recipient()).isEqualTo(RECIPIENT);
    assertThat(envelope.body()).isEqualTo(Payload.of(Bytes.fromHex("c0ffee")));
    assertThat(envelope.expiry()).isEqualTo(new Expiry.Never());
    assertThat(envelope.ordering()).isEqualTo(Ordering.UNORDERED);
    assertThat(envelope.finality()).isEqualTo(Finality.FINAL);
    assertThat(envelope.gasLimit()).isEmpty();
    assertThat(envelope.attributes()).isEmpty();
  }

  @Test
  void namesEveryMissingPart() {
    assertThatIllegalStateException()
        .isThrownBy(() -> MessageEnvelope.builder().sender(SENDER).build())
        .withMessageContaining("recipient")
        .withMessageContaining("body")
        .withMessageNotContaining("sender");
  }

  @Test
  void isEqualByContent() {
    assertThat(envelope().build())
        .isEqualTo(envelope().build())
        .hasSameHashCodeAs(envelope().build());
    assertThat(envelope().build())
        .isNotEqualTo(envelope().ordering(Ordering.ORDERED).build())
        .isNotEqualTo(envelope().finality(Finality.SAFE).build())
        .isNotEqualTo(envelope().gasLimit(1).build())
        .isNotEqualTo(envelope().sender(account(ORIGIN, 1)).build())
        .isNotEqualTo(envelope().expiresAfter(Duration.ofSeconds(1)).build())
        .isNotEqualTo(envelope().body(Payload.of(Bytes.EMPTY)).build());
  }

  @Test
  void crossesChains() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> envelope().recipient(account(ORIGIN, 2)).build())
        .withMessage(
            "Sender and recipient are both on eip155:1: a message crosses chains. Call the contract"
                + " directly instead");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, (1L << 53) + 1, Long.MAX_VALUE})
  void refusesGasOutsideItsRange(long gas) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> envelope().gasLimit(gas).build())
        .withMessage("gasLimit must be between 1 and 2^53, got " + gas);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, MessageEnvelope.MAX_GAS_LIMIT})
  void takesGasAtTheEndsOfItsRange(long gas) {
    assertThat(envelope().gasLimit(gas).build().gasLimit()).hasValue(gas);
  }

  @Test
  void expiresAtATimeOrAfterAWhile() {
    Instant noon = Instant.parse("2030-01-01T12:00:00Z");

    assertThat(envelope().expiresAt(noon).build().expiry()).isEqualTo(new Expiry.At(noon));
    assertThat(envelope().expiresAfter(Duration.ofHours(2)).build().expiry())
        .isEqualTo(new Expiry.Within(Duration.ofHours(2)));
  }

  @Test
  void keepsItsOwnAttributesInOrder() {
    List<Attribute> given = new ArrayList<>();
    given.add(new Attribute(Bytes.fromHex("00000002"), Bytes.EMPTY));
    given.add(new Attribute(Bytes.fromHex("00000001"), Bytes.fromHex("ff")));

    MessageEnvelope envelope = envelope().attributes(given).build();
    List<Attribute> expected = List.copyOf(given);
    given.clear();

    assertThat(envelope.attributes()).isEqualTo(expected).isUnmodifiable();
  }

  @Test
  void travelsInTheLaneOfItsSenderAndRecipient() {
    Lane lane = Lane.of(envelope().build());

    assertThat(lane).isEqualTo(new Lane(SENDER, RECIPIENT));
    assertThat(lane.route()).isEqualTo(new Route(ORIGIN, DESTINATION));
  }
}
