package dev.interlane.codec.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.error.CodecException;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallRecipientHeaderTest {
  private static final MessageId ID = MessageId.parse("11".repeat(32));
  private static final Bytes32 LANE = Bytes32.fromHex("22".repeat(32));
  private static final Bytes CALLDATA = Bytes.fromHex("0xaabbccdd01");
  private static final CallRecipientHeader FULL =
      new CallRecipientHeader(
          ID,
          Optional.of(Instant.ofEpochSecond(0x0102030405L)),
          Optional.of(new CallRecipientHeader.Place(LANE, 0x0a0b)));

  @Test
  void writesTheLayoutOfTheSpec() {
    assertThat(FULL.encode(CALLDATA).toHex())
        .isEqualTo(
            "0x01"
                + "11".repeat(32)
                + "0000000102030405"
                + "22".repeat(32)
                + "0000000000000a0b"
                + "aabbccdd01");
  }

  @Test
  void writesZerosForNoLimitAndNoOrder() {
    Bytes body = new CallRecipientHeader(ID, Optional.empty(), Optional.empty()).encode(CALLDATA);

    assertThat(body.slice(33, 48)).isEqualTo(Bytes.of(new byte[48]));
    assertThat(body.length()).isEqualTo(86);
  }

  @Test
  void readsBackWhatItWrote() {
    Random random = new Random(20261123);
    for (int i = 0; i < 200; i++) {
      byte[] calldata = new byte[4 + random.nextInt(70)];
      random.nextBytes(calldata);
      CallRecipientHeader header =
          new CallRecipientHeader(
              ID,
              random.nextBoolean()
                  ? Optional.empty()
                  : Optional.of(Instant.ofEpochSecond(1 + random.nextInt(1 << 30))),
              random.nextBoolean()
                  ? Optional.empty()
                  : Optional.of(new CallRecipientHeader.Place(LANE, random.nextInt(1 << 30))));

      CallRecipientHeader.Call read = CallRecipientHeader.decode(header.encode(Bytes.of(calldata)));

      assertThat(read).isEqualTo(new CallRecipientHeader.Call(header, Bytes.of(calldata)));
    }
  }

  @Test
  void refusesEveryTruncation() {
    Bytes body = FULL.encode(Bytes.fromHex("0xaabbccdd"));
    for (int length = 0; length < body.length(); length++) {
      Bytes cut = body.slice(0, length);
      assertThatThrownBy(() -> CallRecipientHeader.decode(cut))
          .as("first %d bytes", length)
          .isInstanceOf(CodecException.class);
    }
  }

  @Test
  void everyFlippedBitIsRefusedOrReadsAsSomethingElse() {
    Bytes body = FULL.encode(CALLDATA);
    CallRecipientHeader.Call original = CallRecipientHeader.decode(body);
    for (int bit = 0; bit < body.length() * 8; bit++) {
      byte[] flipped = body.toArray();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        CallRecipientHeader.Call read = CallRecipientHeader.decode(Bytes.of(flipped));
        assertThat(read).as("bit %d", bit).isNotEqualTo(original);
      } catch (CodecException refused) {
        assertThat(bit / 8).as("bit %d: %s", bit, refused.getMessage()).isIn(0, 33, 34, 35, 73);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 02, expected 1",
    "33, 80, less than 2^63",
    "33, 7f, beyond Java's time",
    "73, ff, less than 2^63"
  })
  void refusesWhatNobodyWrites(int offset, String value, String reason) {
    byte[] body = FULL.encode(CALLDATA).toArray();
    body[offset] = (byte) Integer.parseInt(value, 16);

    assertThatThrownBy(() -> CallRecipientHeader.decode(Bytes.of(body)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesASequenceWithoutALane() {
    byte[] body =
        new CallRecipientHeader(ID, Optional.empty(), Optional.empty()).encode(CALLDATA).toArray();
    body[80] = 1;

    assertThatThrownBy(() -> CallRecipientHeader.decode(Bytes.of(body)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("expected 0 in lane zero");
  }

  @Test
  void refusesBadFields() {
    assertThatIllegalArgumentException().isThrownBy(() -> FULL.encode(Bytes.fromHex("0xaabbcc")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CallRecipientHeader(
                    ID, Optional.of(Instant.ofEpochSecond(1, 1)), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CallRecipientHeader(
                    ID, Optional.of(Instant.ofEpochSecond(0)), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallRecipientHeader.Place(Bytes32.ZERO, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new CallRecipientHeader.Place(LANE, -1));
  }
}
