package dev.interlane.codec.rlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RlpTest {

  @Test
  void writesTheSpecificationsExamples() {
    assertThat(Rlp.bytes(Bytes.fromUtf8("dog"))).hasToString("0x83646f67");
    assertThat(Rlp.list(Rlp.bytes(Bytes.fromUtf8("cat")), Rlp.bytes(Bytes.fromUtf8("dog"))))
        .hasToString("0xc88363617483646f67");
    assertThat(Rlp.bytes(Bytes.EMPTY)).hasToString("0x80");
    assertThat(Rlp.list()).hasToString("0xc0");
    assertThat(Rlp.number(0)).hasToString("0x80");
    assertThat(Rlp.bytes(Bytes.of((byte) 0))).hasToString("0x00");
    assertThat(Rlp.number(15)).hasToString("0x0f");
    assertThat(Rlp.number(1024)).hasToString("0x820400");
    Bytes two = Rlp.list(Rlp.list());
    assertThat(Rlp.list(Rlp.list(), two, Rlp.list(Rlp.list(), two)))
        .hasToString("0xc7c0c1c0c3c0c1c0");
    assertThat(
            Rlp.bytes(Bytes.fromUtf8("Lorem ipsum dolor sit amet, consectetur adipisicing elit"))
                .slice(0, 3))
        .hasToString("0xb8384c");
  }

  @Test
  void writesNumbersOfBothKindsAlike() {
    for (long number : new long[] {0, 1, 127, 128, 255, 256, Integer.MAX_VALUE, Long.MAX_VALUE}) {
      assertThat(Rlp.number(number)).isEqualTo(Rlp.number(BigInteger.valueOf(number)));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Rlp.number(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Rlp.number(BigInteger.TEN.negate()));
  }

  @Test
  void readsWhatItWroteAroundEveryLengthBoundary() {
    for (int length : new int[] {0, 1, 2, 54, 55, 56, 57, 255, 256, 65535, 65536}) {
      Bytes content = Bytes.generate(length, target -> Arrays.fill(target, (byte) 0x90));

      RlpReader in = RlpReader.list(Rlp.list(Rlp.bytes(content), Rlp.number(length)));

      assertThat(in.bytes("content")).isEqualTo(content);
      assertThat(in.number("length")).isEqualTo(length);
      in.end();
    }
  }

  @Test
  void readsInnerListsAndRawItems() {
    Bytes inner = Rlp.list(Rlp.number(7), Rlp.list());
    RlpReader in = RlpReader.list(Rlp.list(inner, inner, Rlp.number(BigInteger.TWO.pow(255))));

    assertThat(in.isListNext("first")).isTrue();
    RlpReader first = in.list("first");
    assertThat(first.number("seven")).isEqualTo(7);
    assertThat(first.list("empty").hasNext()).isFalse();
    first.end();
    assertThat(in.encoded("second")).isEqualTo(inner);
    assertThat(in.number("large", 32)).isEqualTo(BigInteger.TWO.pow(255));
    assertThat(in.hasNext()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0x, TRUNCATED",
    "0x80, WRONG_KIND",
    "0xc0c0, TRAILING",
    "0xc1, LENGTH_TOO_LARGE",
    "0xf8, TRUNCATED",
    "0xf837, NON_MINIMAL",
    "0xf90038, NON_MINIMAL",
    "0xf938, TRUNCATED",
    "0xf838, LENGTH_TOO_LARGE",
    "0xffffffffffffffffff, LENGTH_TOO_LARGE",
    "0xff7fffffffffffffff, LENGTH_TOO_LARGE",
  })
  void refusesWhatIsNoCanonicalList(String hex, DecodeReason reason) {
    assertThatThrownBy(() -> RlpReader.list(Bytes.fromHex(hex)))
        .isInstanceOfSatisfying(
            CodecException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "0xc28100, NON_MINIMAL",
    "0xc2817f, NON_MINIMAL",
    "0xc100, NON_MINIMAL",
    "0xc3820001, NON_MINIMAL",
    "0xc0, TRUNCATED",
    "0xc1c0, WRONG_KIND",
    "0xc188, LENGTH_TOO_LARGE",
    "0xc98880000000000000ff00, TRAILING",
    "0xc98880000000000000ff, INT_RANGE",
    "0xca8980000000000000ff00, INT_RANGE",
  })
  void refusesWhatIsNoCanonicalNumber(String hex, DecodeReason reason) {
    assertThatThrownBy(
            () -> {
              RlpReader in = RlpReader.list(Bytes.fromHex(hex));
              in.number("nonce");
            })
        .isInstanceOfSatisfying(
            CodecException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  void namesThePathAndTheOffset() {
    Bytes encoded = Rlp.list(Rlp.number(1), Rlp.list(Rlp.bytes(Bytes.fromHex("0x0102"))));
    RlpReader in = RlpReader.list(encoded);
    in.number("nonce");

    RlpReader accesses = in.list("accessList");

    assertThatThrownBy(() -> accesses.bytes("address", 20))
        .isInstanceOfSatisfying(
            CodecException.class,
            refused -> {
              assertThat(refused.path()).isEqualTo("accessList.address");
              assertThat(refused.offset()).isEqualTo(3);
            });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyBytesAreReadOrRefused(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(24)];
      random.nextBytes(noise);
      if (noise.length > 0 && random.nextBoolean()) {
        noise[0] = (byte) (0xc0 + Math.min(55, noise.length - 1));
      }
      Bytes input = Bytes.of(noise);
      try {
        assertThat(copy(RlpReader.list(input)))
            .as("seed %d input %s", seed, input)
            .isEqualTo(input);
      } catch (CodecException refused) {
        assertThat(refused.offset())
            .as("seed %d input %s", seed, input)
            .isBetween(0, input.length());
      }
    }
  }

  private static Bytes copy(RlpReader in) {
    List<Bytes> items = new ArrayList<>();
    while (in.hasNext()) {
      items.add(in.isListNext("") ? copy(in.list("")) : Rlp.bytes(in.bytes("")));
    }
    return Rlp.list(items);
  }
}
