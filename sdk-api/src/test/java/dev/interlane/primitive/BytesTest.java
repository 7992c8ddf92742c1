package dev.interlane.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
  private static final Bytes FIVE = Bytes.fromHex("0x0102030405");

  @Test
  void keepsItsOwnCopyOfAnArray() {
    byte[] source = {1, 2, 3};
    Bytes bytes = Bytes.of(source);
    Bytes part = Bytes.copyOf(source, 1, 2);

    source[1] = 9;
    bytes.toArray()[0] = 9;

    assertThat(bytes).isEqualTo(Bytes.fromHex("010203"));
    assertThat(part).isEqualTo(Bytes.fromHex("0203"));
  }

  @ParameterizedTest
  @CsvSource({"0xdeadBEEF, 0xdeadbeef", "DEADbeef, 0xdeadbeef", "0X00, 0x00", "0x, 0x", "'', 0x"})
  void readsHexInEitherCaseWithOrWithoutPrefix(String text, String expected) {
    assertThat(Bytes.fromHex(text)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x1", "xyz0", "0x0x12", "12 3", "\u0661\u0662", "-1", "0x12\n"})
  void refusesWhatIsNotHex(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bytes.fromHex(text))
        .withMessage(
            "Not hexadecimal bytes: expected an even number of hex digits, got '" + text + "'");
  }

  @Test
  void showsOnlyTheBeginningOfLongTextThatIsNotHex() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bytes.fromHex("z".repeat(100_000)))
        .withMessageEndingWith("got '" + "z".repeat(80) + "...' (100000 characters)");
  }

  @Test
  void roundTripsThroughHexAndArrays() {
    RandomGenerator random = Seeds.random("BytesTest.roundTripsThroughHexAndArrays");
    for (int length = 0; length < 200; length++) {
      byte[] content = Seeds.bytes(random, length);

      Bytes bytes = Bytes.of(content);

      assertThat(bytes.toArray()).isEqualTo(content);
      assertThat(bytes.length()).isEqualTo(length);
      assertThat(bytes.isEmpty()).isEqualTo(length == 0);
      assertThat(Bytes.fromHex(bytes.toHex())).isEqualTo(bytes).hasSameHashCodeAs(bytes);
    }
  }

  @Test
  void fillsAFreshArrayInPlace() {
    Bytes generated = Bytes.generate(3, target -> Arrays.fill(target, (byte) 7));

    assertThat(generated).hasToString("0x070707");
    assertThat(Bytes.generate(0, target -> assertThat(target).isEmpty())).isEqualTo(Bytes.EMPTY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bytes.generate(-1, target -> {}))
        .withMessage("A byte string cannot have -1 bytes");
  }

  @Test
  void joinsParts() {
    assertThat(Bytes.concat(FIVE.slice(3), Bytes.EMPTY, FIVE.slice(0, 1))).hasToString("0x040501");
    assertThat(Bytes.concat()).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void slicesEqualTheirContentWhateverTheirParent() {
    Bytes slice = FIVE.slice(1, 3);

    assertThat(slice)
        .isEqualTo(Bytes.fromHex("020304"))
        .hasSameHashCodeAs(Bytes.of(slice.toArray()));
    assertThat(slice.slice(1)).isEqualTo(Bytes.fromHex("0304"));
    assertThat(slice.slice(3)).isEqualTo(Bytes.EMPTY);
    assertThat(slice.get(0)).isEqualTo((byte) 2);
    assertThat(slice).isNotEqualTo(Bytes.fromHex("020305")).isNotEqualTo(FIVE);
    assertThat(slice.equals((Object) "0x020304")).isFalse();
  }

  @Test
  void compactsASliceWithoutChangingIt() {
    Bytes slice = FIVE.slice(1, 3);

    assertThat(slice.compact()).isEqualTo(slice);
    assertThat(slice.compact().storage()).hasSize(3);
    assertThat(FIVE.compact()).isSameAs(FIVE);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, -1", "0, 6", "5, 1", "6, 0", "2147483647, 1", "1, 2147483647"})
  void refusesRangesOutsideItself(int from, int count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FIVE.slice(from, count))
        .withMessage("Bytes " + from + " to " + ((long) from + count) + " asked of 5 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bytes.copyOf(FIVE.toArray(), from, count));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void refusesIndexesOutsideItself(int index) {
    assertThatIllegalArgumentException().isThrownBy(() -> FIVE.slice(index));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FIVE.get(index))
        .withMessage("Byte " + index + " asked of 5 bytes");
  }

  @Test
  void readsEightBytesAsOneNumberAndNeverPastItsOwnEnd() {
    Bytes slice = Bytes.fromHex("ff0102030405060708ff").slice(1, 8);

    assertThat(slice.longAt(0)).isEqualTo(0x0102030405060708L);
    for (int index : new int[] {-1, 1, Integer.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> slice.longAt(index))
          .withMessage("Eight bytes asked at " + index + " of 8 bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 7, Integer.MAX_VALUE})
  void writesNothingWhereItDoesNotFit(int at) {
    byte[] target = new byte[6];

    assertThatIllegalArgumentException().isThrownBy(() -> FIVE.copyTo(target, at));

    assertThat(target).containsOnly(0);
  }

  @Test
  void copiesItselfIntoAnArray() {
    byte[] target = new byte[7];

    FIVE.copyTo(target, 2);

    assertThat(target).containsExactly(0, 0, 1, 2, 3, 4, 5);
  }

  @Test
  void ordersByUnsignedByteThenLength() {
    assertThat(Bytes.fromHex("7f")).isLessThan(Bytes.fromHex("80"));
    assertThat(Bytes.fromHex("80")).isLessThan(Bytes.fromHex("8000"));
    assertThat(Bytes.EMPTY).isLessThan(Bytes.fromHex("00"));
    assertThat(FIVE.slice(1)).isEqualByComparingTo(Bytes.fromHex("02030405"));
  }

  @Test
  void knowsItsPrefix() {
    assertThat(FIVE.startsWith(Bytes.fromHex("0102"))).isTrue();
    assertThat(FIVE.startsWith(Bytes.EMPTY)).isTrue();
    assertThat(FIVE.startsWith(Bytes.fromHex("02"))).isFalse();
    assertThat(FIVE.slice(0, 1).startsWith(FIVE)).isFalse();
  }

  @Test
  void readsAndWritesUtf8() {
    assertThat(Bytes.fromUtf8("\u00e9\u20ac")).hasToString("0xc3a9e282ac");
    assertThat(Bytes.fromHex("c3a9e282ac").toUtf8()).isEqualTo("\u00e9\u20ac");
    assertThat(Bytes.fromHex("ff").toUtf8()).isEqualTo("\ufffd");
  }
}
