package dev.interlane.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.Seeds;
import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Bytes32Test {
  private static final String HEX =
      "0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  @Test
  void roundTripsThroughEveryForm() {
    RandomGenerator random = Seeds.random("Bytes32Test.roundTripsThroughEveryForm");
    for (int i = 0; i < 200; i++) {
      byte[] content = Seeds.bytes(random, 32);

      Bytes32 value = Bytes32.of(Bytes.of(content));

      assertThat(value.toArray()).isEqualTo(content);
      assertThat(Bytes32.copyOf(content, 0)).isEqualTo(value).hasSameHashCodeAs(value);
      assertThat(Bytes32.of(value.toBytes())).isEqualTo(value);
      assertThat(Bytes32.fromHex(value.toHex())).isEqualTo(value);
      assertThat(Bytes32.ofUnsigned(value.toUnsigned())).isEqualTo(value);
    }
  }

  @Test
  void readsFromTheMiddleOfAnArrayOrSlice() {
    Bytes framed = Bytes.concat(Bytes.fromHex("ffff"), Bytes.fromHex(HEX), Bytes.fromHex("ff"));

    assertThat(Bytes32.copyOf(framed.toArray(), 2)).hasToString(HEX);
    assertThat(Bytes32.of(framed.slice(2, 32))).hasToString(HEX);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void refusesAnotherLength(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bytes32.of(Bytes.of(new byte[length])))
        .withMessage("Expected 32 bytes, got " + length);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 33, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void neitherReadsNorWritesOutsideAnArray(int at) {
    byte[] array = new byte[33];

    assertThatIllegalArgumentException().isThrownBy(() -> Bytes32.copyOf(array, at));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bytes32.fromHex(HEX).copyTo(array, at))
        .withMessage("32 bytes do not fit at " + at + " of 33 bytes");

    assertThat(array).containsOnly(0);
  }

  @Test
  void padsOnTheLeft() {
    assertThat(Bytes32.leftPad(Bytes.fromHex("0102")))
        .isEqualTo(Bytes32.ofUnsigned(BigInteger.valueOf(0x0102)));
    assertThat(Bytes32.leftPad(Bytes.EMPTY)).isEqualTo(Bytes32.ZERO);
    assertThat(Bytes32.leftPad(Bytes.fromHex(HEX))).hasToString(HEX);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bytes32.leftPad(Bytes.of(new byte[33])))
        .withMessage("Expected at most 32 bytes, got 33");
  }

  @Test
  void holdsEveryUnsigned256BitNumberAndNoOther() {
    BigInteger limit = BigInteger.TWO.pow(256);

    assertThat(Bytes32.ofUnsigned(BigInteger.ZERO)).isEqualTo(Bytes32.ZERO);
    assertThat(Bytes32.ofUnsigned(limit.subtract(BigInteger.ONE)))
        .hasToString("0x" + "ff".repeat(32));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bytes32.ofUnsigned(limit))
        .withMessage("Expected an unsigned 256-bit number, got " + limit);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bytes32.ofUnsigned(BigInteger.valueOf(-1)));
  }

  @Test
  void everyBitCounts() {
    for (int bit = 0; bit < 256; bit++) {
      Bytes32 one = Bytes32.ofUnsigned(BigInteger.ONE.shiftLeft(bit));

      assertThat(one).as("bit %d", bit).isNotEqualTo(Bytes32.ZERO).isGreaterThan(Bytes32.ZERO);
      assertThat(one.isZero()).isFalse();
    }
    assertThat(Bytes32.ZERO.isZero()).isTrue();
  }

  @Test
  void ordersAsUnsignedNumbers() {
    RandomGenerator random = Seeds.random("Bytes32Test.ordersAsUnsignedNumbers");
    for (int i = 0; i < 200; i++) {
      byte[] left = Seeds.bytes(random, 32);
      byte[] right = left.clone();
      right[random.nextInt(32)] = (byte) random.nextInt();

      Bytes32 a = Bytes32.copyOf(left, 0);
      Bytes32 b = Bytes32.copyOf(right, 0);

      assertThat(Integer.signum(a.compareTo(b)))
          .isEqualTo(a.toUnsigned().compareTo(b.toUnsigned()));
    }
  }
}
