package dev.interlane.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.Seeds;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base58Test {
  /** The test vectors of draft-msporny-base58. */
  @ParameterizedTest
  @CsvSource({
    "0x, ''",
    "0x48656c6c6f20576f726c6421, 2NEpo7TZRRrLZSi2U",
    "0x0000287fb4cd, 11233QC4",
    "0x00, 1",
    "0x0000, 11"
  })
  void encodesAsOthersDo(String hex, String text) {
    assertThat(Base58.encode(Bytes.fromHex(hex))).isEqualTo(text);
    assertThat(Base58.decode(text)).isEqualTo(Bytes.fromHex(hex));
  }

  @Test
  void roundTripsRandomBytes() {
    RandomGenerator random = Seeds.random("Base58Test.roundTripsRandomBytes");
    for (int length = 0; length < 64; length++) {
      byte[] content = Seeds.bytes(random, length);
      if (length > 2 && random.nextBoolean()) {
        content[0] = 0;
        content[1] = 0;
      }
      Bytes bytes = Bytes.of(content);

      assertThat(Base58.decode(Base58.encode(bytes))).isEqualTo(bytes);
      assertThat(Base58.decodeChecked(Base58.encodeChecked(bytes))).isEqualTo(bytes);
    }
  }

  @Test
  void agreesWithDivisionOfTheWholeNumber() {
    RandomGenerator random = Seeds.random("Base58Test.agreesWithDivisionOfTheWholeNumber");
    for (int length = 1; length < 300; length++) {
      BigInteger number =
          new BigInteger(1, Seeds.bytes(random, length)).shiftRight(random.nextInt(8 * length));
      Bytes bytes =
          number.signum() == 0
              ? Bytes.EMPTY
              : Bytes.fromHex(
                  (number.toString(16).length() % 2 == 0 ? "" : "0") + number.toString(16));
      StringBuilder digits = new StringBuilder();
      for (BigInteger rest = number;
          rest.signum() > 0;
          rest = rest.divide(BigInteger.valueOf(58))) {
        digits.append(
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
                .charAt(rest.mod(BigInteger.valueOf(58)).intValue()));
      }

      assertThat(Base58.encode(bytes)).isEqualTo(digits.reverse().toString());
      assertThat(Base58.decode(digits.toString())).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "O", "I", "l", " ", "\u00e9"})
  void refusesCharactersOutsideItsAlphabet(String outside) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Base58.decode("1A" + outside))
        .withMessage(
            "Not base58: character 2 of '1A"
                + outside
                + "' is not in its alphabet, which lacks 0, O, I and l");
  }

  @Test
  void refusesAWrongChecksum() {
    String text = Base58.encodeChecked(Bytes.fromHex("05" + "ab".repeat(20)));
    for (int i = 0; i < text.length(); i++) {
      String typo =
          text.substring(0, i) + (text.charAt(i) == 'x' ? 'y' : 'x') + text.substring(i + 1);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> Base58.decodeChecked(typo))
          .withMessageStartingWith("Base58 checksum of '" + typo + "' is wrong");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Base58.decodeChecked("11"))
        .withMessage("Base58 text too short for its checksum: '11'");
  }
}
