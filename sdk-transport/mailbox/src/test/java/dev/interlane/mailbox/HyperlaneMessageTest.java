package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HyperlaneMessageTest {
  private static final Bytes32 ACCOUNT = Bytes32.leftPad(Bytes.fromHex("0xabcdef"));

  @Test
  void keepsNumbersUnsigned() {
    HyperlaneMessage message =
        HyperlaneMessage.of(
            0xffff_fffeL,
            new DomainAccount(0xf000_0001L, ACCOUNT),
            new DomainAccount(Unsigned32.MAX, ACCOUNT),
            Bytes.EMPTY);

    HyperlaneMessage read = HyperlaneMessage.decode(message.bytes());

    assertThat(read.mailboxNonce()).isEqualTo(4_294_967_294L);
    assertThat(read.sender().domain()).isEqualTo(4_026_531_841L);
    assertThat(read.recipient().domain()).isEqualTo(4_294_967_295L);
  }

  @Test
  void refusesEveryTruncatedHeader() {
    Bytes whole = random(1, 5).bytes();
    for (int length = 0; length < HyperlaneMessage.BODY_OFFSET; length++) {
      Bytes cut = whole.slice(0, length);
      assertThatThrownBy(() -> HyperlaneMessage.decode(cut))
          .isInstanceOfSatisfying(
              CodecException.class,
              refused -> assertThat(refused.reason()).isEqualTo(DecodeReason.TRUNCATED));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 255})
  void refusesOtherVersions(int version) {
    byte[] bytes = random(1, 5).bytes().toArray();
    bytes[0] = (byte) version;

    assertThatThrownBy(() -> HyperlaneMessage.decode(Bytes.of(bytes)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("expected 3, got " + version);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 32, Long.MIN_VALUE})
  void refusesNumbersOutOfRange(long number) {
    DomainAccount account = new DomainAccount(1, ACCOUNT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> HyperlaneMessage.of(number, account, account, Bytes.EMPTY))
        .withMessageContaining("mailboxNonce");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DomainAccount(number, ACCOUNT))
        .withMessageContaining("domain");
  }

  @Test
  void everyFlippedBitIsAnotherMessage() {
    HyperlaneMessage message = random(7, 9);
    for (int bit = 8; bit < message.bytes().length() * 8; bit++) {
      byte[] bytes = message.bytes().toArray();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);

      HyperlaneMessage other = HyperlaneMessage.decode(Bytes.of(bytes));

      assertThat(other.id()).as("bit %d", bit).isNotEqualTo(message.id());
      assertThat(other.bytes()).isEqualTo(Bytes.of(bytes));
    }
  }

  private static HyperlaneMessage random(long seed, int bodyLength) {
    Random random = new Random(seed);
    byte[] body = new byte[bodyLength];
    random.nextBytes(body);
    return HyperlaneMessage.of(
        random.nextInt(1000),
        new DomainAccount(random.nextInt(1000), ACCOUNT),
        new DomainAccount(random.nextInt(1000), ACCOUNT),
        Bytes.of(body));
  }
}
