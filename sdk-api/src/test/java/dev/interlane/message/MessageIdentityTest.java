package dev.interlane.message;

import static dev.interlane.Fixtures.DESTINATION;
import static dev.interlane.Fixtures.ORIGIN;
import static dev.interlane.Fixtures.RECIPIENT;
import static dev.interlane.Fixtures.SENDER;
import static dev.interlane.Fixtures.canonical;
import static dev.interlane.Fixtures.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.interlane.chain.AccountId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Keccak256;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdentityTest {
  @Test
  void anIdRoundTripsThroughText() {
    MessageId id = new MessageId(hash(0xabcdef));

    assertThat(MessageId.parse(id.toString())).isEqualTo(id).isEqualByComparingTo(id);
    assertThat(MessageId.parse(id.toString().substring(2).toUpperCase(Locale.ROOT))).isEqualTo(id);
    assertThat(id).hasToString(hash(0xabcdef).toHex());
    assertThat(id).isLessThan(new MessageId(hash(0xabcdf0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0x", "0x00", "order-7781"})
  void anIdIs32Bytes(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> MessageId.parse(text));
  }

  @Test
  void aLaneIdIsTheHashOfSenderAndRecipient() {
    Lane lane = new Lane(SENDER, RECIPIENT);

    assertThat(lane.id())
        .isEqualTo(
            Keccak256.hash(
                Bytes.fromUtf8(
                    "eip155:1:0x000000000000000000000000000000000000000a"
                        + " eip155:42161:0x000000000000000000000000000000000000000b")));
    assertThat(lane).hasToString(SENDER + " -> " + RECIPIENT);
  }

  @Test
  void aLaneIdDoesNotDependOnTheSpellingOfAccounts() {
    String mixed = "eip155:1:0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045";
    AccountId account = AccountId.parse(mixed);
    AccountId lower = AccountId.parse(mixed.toLowerCase(Locale.ROOT));
    Lane lane = new Lane(account, RECIPIENT);

    assertThat(new Lane(lower, RECIPIENT).id()).isEqualTo(lane.id());
    assertThat(new Lane(RECIPIENT, lower).id()).isEqualTo(new Lane(RECIPIENT, account).id());
    assertThat(new Lane(account, SENDER).id()).isNotEqualTo(lane.id());
    assertThat(new Lane(SENDER, RECIPIENT).id()).isNotEqualTo(lane.id());
    assertThat(new Lane(AccountId.parse("cosmos:a:Bc"), AccountId.parse("cosmos:b:De")).id())
        .isEqualTo(Keccak256.hash(Bytes.fromUtf8("cosmos:a:Bc cosmos:b:De")));
  }

  @Test
  void aRouteHasADirection() {
    assertThat(new Route(ORIGIN, DESTINATION))
        .isNotEqualTo(new Route(DESTINATION, ORIGIN))
        .hasToString("eip155:1 -> eip155:42161");
  }

  @Test
  void aCanonicalEnvelopeKnowsItsPlaces() {
    CanonicalEnvelope envelope = canonical();

    assertThat(envelope.origin()).isEqualTo(ORIGIN);
    assertThat(envelope.destination()).isEqualTo(DESTINATION);
    assertThat(envelope.route()).isEqualTo(new Route(ORIGIN, DESTINATION));
    assertThat(envelope.lane()).isEqualTo(new Lane(SENDER, RECIPIENT));
    assertThat(envelope.recipient()).isEqualTo(RECIPIENT);
    assertThat(envelope).isEqualTo(canonical()).hasSameHashCodeAs(canonical());
    assertThatIllegalStateException()
        .isThrownBy(() -> CanonicalEnvelope.builder().build())
        .withMessageContaining("bytes");
  }

  @Test
  void anAttributeHasAFourByteKey() {
    assertThat(new Attribute(Bytes.fromHex("39f87ba1"), Bytes.EMPTY).key())
        .isEqualTo(Bytes.fromHex("39f87ba1"));
    for (int length : new int[] {0, 3, 5, 32}) {
      Bytes key = Bytes.of(new byte[length]);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Attribute(key, Bytes.EMPTY))
          .withMessage("An attribute key has 4 bytes, got " + length + ": " + key);
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void refusesNullAtTheDoor() {
    assertThatNullPointerException().isThrownBy(() -> new MessageId(null)).withMessage("value");
    assertThatNullPointerException()
        .isThrownBy(() -> new Lane(null, RECIPIENT))
        .withMessage("sender");
    assertThatNullPointerException()
        .isThrownBy(() -> new Route(ORIGIN, null))
        .withMessage("destination");
    assertThatNullPointerException()
        .isThrownBy(() -> new Attribute(Bytes.fromHex("39f87ba1"), null))
        .withMessage("value");
    assertThatNullPointerException()
        .isThrownBy(() -> MessageEnvelope.builder().sender(null))
        .withMessage("sender");
  }
}
