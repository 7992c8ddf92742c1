package dev.interlane.codec.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.message.Attribute;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.Expiry;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanonicalEnvelopeCodecTest {
  private static final AccountId SENDER =
      AccountId.parse("eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
  private static final AccountId RECIPIENT =
      AccountId.parse("eip155:42161:0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359");
  private static final Bytes32 SALT = Bytes32.leftPad(Bytes.of((byte) 7));

  private final CanonicalEnvelopeCodec codec = new CanonicalEnvelopeCodec();

  @Test
  void writesTheDocumentedBytes() {
    CanonicalEnvelope sealed = codec.seal(minimal().build(), Bytes.fromHex("0xc0ffee"), SALT);

    assertThat(sealed.bytes())
        .isEqualTo(
            Bytes.concat(
                Bytes.fromHex("0x0801"),
                Bytes.fromHex("0x1233"),
                Bytes.fromUtf8("eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
                Bytes.fromHex("0x1a37"),
                Bytes.fromUtf8("eip155:42161:0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"),
                Bytes.fromHex("0x2003"),
                Bytes.fromHex("0x3203c0ffee"),
                Bytes.fromHex("0x3a20"),
                SALT.toBytes(),
                Bytes.fromHex("0x5803")));
    assertThat(sealed.id().value()).isEqualTo(Keccak256.hash(sealed.bytes()));
  }

  @Test
  void readsBackEveryField() {
    CanonicalEnvelope sealed = codec.seal(full().build(), Bytes.fromHex("0x01"), SALT);

    CanonicalEnvelope read = codec.decode(sealed.bytes());

    assertThat(read).isEqualTo(sealed);
    assertThat(read.gasLimit()).hasValue(300_000);
    assertThat(read.expiry()).isEqualTo(new Expiry.At(Instant.ofEpochSecond(1_900_000_000)));
    assertThat(read.ordering()).isEqualTo(Ordering.ORDERED);
    assertThat(read.finality()).isEqualTo(Finality.SAFE);
    assertThat(read.attributes())
        .containsExactly(new Attribute(Bytes.fromHex("39f87ba1"), Bytes.EMPTY));
  }

  @Test
  void keepsTheIdWhenOnlyTheSpellingOfAnAddressDiffers() {
    AccountId lower = AccountId.parse("eip155:1:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");

    assertThat(codec.seal(minimal().sender(lower).build(), Bytes.EMPTY, SALT).id())
        .isEqualTo(codec.seal(minimal().build(), Bytes.EMPTY, SALT).id());
  }

  @Test
  void keepsARelativeExpiryRelativeSoThatTheIdIgnoresTheClock() {
    CanonicalEnvelope sealed =
        codec.seal(minimal().expiresAfter(Duration.ofHours(2)).build(), Bytes.EMPTY, SALT);

    assertThat(codec.decode(sealed.bytes()).expiry())
        .isEqualTo(new Expiry.Within(Duration.ofHours(2)));
  }

  @Test
  void refusesEveryTruncation() {
    Bytes bytes = codec.seal(full().build(), Bytes.fromHex("0xc0ffee"), SALT).bytes();

    for (int length = 0; length < bytes.length(); length++) {
      Bytes cut = bytes.slice(0, length);
      Throwable refusal = catchThrowable(() -> codec.decode(cut));
      if (refusal == null) {
        // Leaving out the last field may give another envelope, never the same message.
        assertThat(codec.decode(cut).id()).isNotEqualTo(codec.decode(bytes).id());
      } else {
        assertThat(refusal).as("cut at %d", length).isInstanceOf(CodecException.class);
      }
    }
  }

  @Test
  void everyFlippedBitIsRefusedOrAnotherMessage() {
    Bytes bytes = codec.seal(full().build(), Bytes.fromHex("0xc0ffee"), SALT).bytes();

    for (int bit = 0; bit < bytes.length() * 8; bit++) {
      byte[] flipped = bytes.toArray();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Throwable refusal = catchThrowable(() -> codec.decode(Bytes.of(flipped)));
      if (refusal == null) {
        assertThat(codec.decode(Bytes.of(flipped)).bytes())
            .isEqualTo(Bytes.of(flipped))
            .isNotEqualTo(bytes);
      } else {
        assertThat(refusal).as("bit %d", bit).isInstanceOf(CodecException.class);
      }
    }
  }

  @Test
  void refusesFormsThatProtobufItselfWouldTake() {
    Bytes bytes = codec.seal(minimal().build(), Bytes.fromHex("0xc0ffee"), SALT).bytes();

    refuses(
        Bytes.concat(bytes, Bytes.fromHex("0xa00601")),
        DecodeReason.NON_MINIMAL); // unknown field 100
    refuses(
        Bytes.concat(bytes, Bytes.fromHex("0x6000")), DecodeReason.NON_MINIMAL); // explicit default
    refuses(
        Bytes.concat(bytes, Bytes.fromHex("0x5803")), DecodeReason.NON_MINIMAL); // repeated scalar
    refuses(
        Bytes.concat(Bytes.fromHex("0x088100"), bytes.slice(2)),
        DecodeReason.NON_MINIMAL); // long varint
    refuses(Bytes.concat(bytes.slice(2), bytes.slice(0, 2)), DecodeReason.NON_MINIMAL); // order
    refuses(
        Bytes.concat(Bytes.fromHex("0x0802"), bytes.slice(2)), DecodeReason.WRONG_TAG); // version 2
    refuses(Bytes.concat(bytes, Bytes.fromHex("0x08")), DecodeReason.WRONG_KIND); // cut field
    refuses(Bytes.EMPTY, DecodeReason.WRONG_TAG);
  }

  @Test
  void refusesUnknownFieldsWithinAnAttribute() {
    Bytes bytes = codec.seal(full().build(), Bytes.fromHex("0xc0ffee"), SALT).bytes();
    Bytes attribute = Bytes.fromHex("0x6a060a0439f87ba1");
    Bytes before = bytes.slice(0, bytes.length() - attribute.length());
    assertThat(bytes).isEqualTo(Bytes.concat(before, attribute));

    refuses(
        Bytes.concat(before, Bytes.fromHex("0x6a0a0a0439f87ba16202430d")),
        DecodeReason.NON_MINIMAL); // unknown field 12
  }

  @Test
  void refusesSpellingsThatAreNotCanonical() {
    byte[] lower = codec.seal(minimal().build(), Bytes.EMPTY, SALT).bytes().toArray();
    for (int i = 4 + "eip155:1:0x".length(); i < 4 + 51; i++) {
      lower[i] = (byte) Character.toLowerCase(lower[i]);
    }

    refuses(Bytes.of(lower), DecodeReason.NON_MINIMAL);
  }

  @Test
  void refusesMoreThanItsBound() {
    assertThatThrownBy(
            () ->
                codec.seal(
                    minimal().build(),
                    Bytes.of(new byte[CanonicalEnvelopeCodec.MAX_ENVELOPE_BYTES]),
                    SALT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 1048576");
    refuses(Bytes.of(new byte[CanonicalEnvelopeCodec.MAX_ENVELOPE_BYTES + 1]), DecodeReason.LIMIT);
  }

  @Test
  void takesAnyBytesWithoutAnotherException() {
    long seed = Long.getLong("interlane.seed", System.nanoTime());
    Random random = new Random(seed);
    Bytes valid = codec.seal(full().build(), Bytes.fromHex("0xc0ffee"), SALT).bytes();

    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = valid.toArray();
      for (int change = random.nextInt(4); change >= 0; change--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      Bytes input = Bytes.of(mutated).slice(0, random.nextInt(mutated.length + 1));
      Throwable refusal = catchThrowable(() -> codec.decode(input));
      if (refusal != null) {
        assertThat(refusal).as("seed %d input %s", seed, input).isInstanceOf(CodecException.class);
      }
    }
  }

  private void refuses(Bytes bytes, DecodeReason reason) {
    assertThatThrownBy(() -> codec.decode(bytes))
        .isInstanceOfSatisfying(
            CodecException.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private static MessageEnvelope.Builder minimal() {
    return MessageEnvelope.builder()
        .sender(SENDER)
        .recipient(RECIPIENT)
        .body(Payload.of(Bytes.fromHex("0xc0ffee")));
  }

  private static MessageEnvelope.Builder full() {
    return minimal()
        .expiresAt(Instant.ofEpochSecond(1_900_000_000))
        .ordering(Ordering.ORDERED)
        .finality(Finality.SAFE)
        .gasLimit(300_000)
        .addAttributes(new Attribute(Bytes.fromHex("39f87ba1"), Bytes.EMPTY));
  }
}
