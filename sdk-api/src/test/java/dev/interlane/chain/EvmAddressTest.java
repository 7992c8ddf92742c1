package dev.interlane.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.Seeds;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvmAddressTest {
  private static final String VITALIK = "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045";

  /** The test cases of the EIP's text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
        "0xde709f2102306220921060314715629080e2fb77",
        "0x27b1fdb04752bbc536007a920d24acb045561c26",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
      })
  void writesTheChecksumOfEip55(String text) {
    EvmAddress address = EvmAddress.parse(text);

    assertThat(address).hasToString(text);
    assertThat(EvmAddress.parse(text.toLowerCase(Locale.ROOT)))
        .isEqualTo(address)
        .hasToString(text);
    assertThat(EvmAddress.parse("0x" + text.substring(2).toUpperCase(Locale.ROOT)))
        .isEqualTo(address);
  }

  @Test
  void refusesEveryWrongLetterCase() {
    for (int i = 2; i < VITALIK.length(); i++) {
      char digit = VITALIK.charAt(i);
      if (Character.isLetter(digit)) {
        char other =
            Character.isUpperCase(digit)
                ? Character.toLowerCase(digit)
                : Character.toUpperCase(digit);
        String wrong = VITALIK.substring(0, i) + other + VITALIK.substring(i + 1);

        assertThatIllegalArgumentException()
            .isThrownBy(() -> EvmAddress.parse(wrong))
            .withMessage(
                "EIP-55 checksum of '"
                    + wrong
                    + "' is wrong: the address with its checksum is "
                    + VITALIK
                    + ". Check for a typing error, or give it in lower case to skip the check");
        assertThat(EvmAddress.parse(wrong, Strictness.LENIENT)).hasToString(VITALIK);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x",
        "d8da6bf26964af9d7eed9e03e53415d37aa96045",
        "d8da6bf26964af9d7eed9e03e53415d37aa9604500",
        "0Xd8da6bf26964af9d7eed9e03e53415d37aa96045",
        "0xd8da6bf26964af9d7eed9e03e53415d37aa9604",
        "0xd8da6bf26964af9d7eed9e03e53415d37aa960455",
        "0xg8da6bf26964af9d7eed9e03e53415d37aa96045",
        "0x0xda6bf26964af9d7eed9e03e53415d37aa96045",
        "0x d8da6bf26964af9d7eed9e03e53415d37aa9604"
      })
  void refusesOtherForms(String text) {
    for (Strictness strictness : Strictness.values()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> EvmAddress.parse(text, strictness))
          .withMessageContaining("hex digits, got '" + text + "'");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 19, 21, 32})
  void refusesAnotherLength(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EvmAddress.of(Bytes.of(new byte[length])))
        .withMessage("An EVM address has 20 bytes, got " + length);
  }

  @Test
  void roundTripsThroughBytesWordsAndText() {
    RandomGenerator random = Seeds.random("EvmAddressTest.roundTripsThroughBytesWordsAndText");
    for (int i = 0; i < 200; i++) {
      EvmAddress address = EvmAddress.of(Bytes.of(Seeds.bytes(random, 20)));

      assertThat(EvmAddress.of(address.toBytes())).isEqualTo(address).hasSameHashCodeAs(address);
      assertThat(EvmAddress.fromWord(address.toWord())).isEqualTo(address);
      assertThat(EvmAddress.parse(address.toString()))
          .isEqualTo(address)
          .isEqualByComparingTo(address);
    }
  }

  @Test
  void refusesAWordWithAnythingAboveTheAddress() {
    for (int i = 0; i < 12; i++) {
      byte[] word = new byte[32];
      word[i] = 1;
      Bytes32 dirty = Bytes32.copyOf(word, 0);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> EvmAddress.fromWord(dirty))
          .withMessage("Not an EVM address: the upper 12 bytes of " + dirty + " must be zero");
    }
    assertThat(EvmAddress.fromWord(Bytes32.ZERO)).isEqualTo(EvmAddress.ZERO);
  }

  @Test
  void ordersByUnsignedBytes() {
    assertThat(EvmAddress.ZERO).isLessThan(EvmAddress.parse(VITALIK));
    assertThat(EvmAddress.parse("0x7f" + "00".repeat(19)))
        .isLessThan(EvmAddress.parse("0x80" + "00".repeat(19)));
    assertThat(EvmAddress.ZERO).isNotEqualTo(EvmAddress.parse(VITALIK));
    assertThat(EvmAddress.ZERO.equals((Object) "0x")).isFalse();
  }
}
