package dev.interlane.chain;

import static dev.interlane.chain.Bech32.Variant.BECH32;
import static dev.interlane.chain.Bech32.Variant.BECH32M;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.Seeds;
import dev.interlane.primitive.Bytes;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Bech32Test {
  /** The valid texts of BIP-173. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "A12UEL5L",
        "a12uel5l",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j",
        "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
        "?1ezyfcl"
      })
  void readsAndWritesTheTextsOfBip173(String text) {
    Bech32 read = Bech32.parse(text);

    assertThat(read.variant()).isEqualTo(BECH32);
    assertThat(read).hasToString(text.toLowerCase(Locale.ROOT));
  }

  /** The valid texts of BIP-350. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "A1LQFN3A",
        "a1lqfn3a",
        "an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6",
        "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx",
        "11llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllludsr8",
        "split1checkupstagehandshakeupstreamerranterredcaperredlc445v",
        "?1v759aa"
      })
  void readsAndWritesTheTextsOfBip350(String text) {
    Bech32 read = Bech32.parse(text);

    assertThat(read.variant()).isEqualTo(BECH32M);
    assertThat(read).hasToString(text.toLowerCase(Locale.ROOT));
  }

  /** The invalid texts of both; those with a character outside of ASCII are written as escapes. */
  @ParameterizedTest
  @CsvSource({
    "' 1nwldj5', printable",
    "\u007f1axkwrx, printable",
    "\u00801eym55h, printable",
    "an84characterslonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1569pvx, 90",
    "pzry9x0s0muk, at least 6",
    "1pzry9x0s0muk, a prefix",
    "x1b4n0q5v, alphabet",
    "li1dgmt3, at least 6",
    "de1lg7wt\u00ff, alphabet",
    "A1G7SGD8, checksum",
    "10a06t8, a prefix",
    "1qzzfhee, a prefix",
    "y1b0jsk6g, alphabet",
    "lt1igcx5c0, alphabet",
    "in1muywd, at least 6",
    "mm1crxm3i, alphabet",
    "au1s5cgom, alphabet",
    "M1VUXWEZ, checksum",
    "16plkw9, a prefix",
    "1p2gdwpf, a prefix",
    "abcDef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw, one case"
  })
  void refusesTheInvalidTextsOfBoth(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bech32.parse(text))
        .withMessageContaining(reason);
  }

  @Test
  void findsEveryTypingErrorOfOneAndTwoCharacters() {
    String text = "inj1palm2wtp6urg0c6j4f2ukv5u5ahdcrqek0sapt";
    for (int i = 4; i < text.length(); i++) {
      for (int j = i; j < text.length(); j++) {
        String typo = typo(typo(text, i), j == i ? -1 : j);

        assertThatIllegalArgumentException()
            .as(typo)
            .isThrownBy(() -> Bech32.parse(typo))
            .withMessageContaining("checksum");
      }
    }
  }

  private static String typo(String text, int at) {
    return at < 0
        ? text
        : text.substring(0, at) + (text.charAt(at) == 'q' ? 'p' : 'q') + text.substring(at + 1);
  }

  @Test
  void givesBackAnyBytes() {
    RandomGenerator random = Seeds.random("Bech32Test.givesBackAnyBytes");
    for (int length = 0; length <= 48; length++) {
      Bytes bytes = Bytes.of(Seeds.bytes(random, length));
      for (Bech32.Variant variant : Bech32.Variant.values()) {
        String text = Bech32.of(variant, "cosmos", bytes).toString();

        assertThat(Bech32.parse(text).bytes()).isEqualTo(bytes);
        assertThat(Bech32.parse(text).variant()).isEqualTo(variant);
      }
    }
  }

  @Test
  void refusesGroupsThatAreNoBytes() {
    Bech32 fullGroup = new Bech32(BECH32, "a", Bytes.of((byte) 1));
    Bech32 padded = new Bech32(BECH32, "a", Bytes.of((byte) 0, (byte) 1));

    assertThatIllegalArgumentException()
        .isThrownBy(fullGroup::bytes)
        .withMessageContaining("padding");
    assertThatIllegalArgumentException().isThrownBy(padded::bytes).withMessageContaining("padding");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bech32(BECH32, "a", Bytes.of((byte) 32)))
        .withMessageContaining("more than five bits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bech32.of(BECH32, "A", Bytes.EMPTY))
        .withMessageContaining("lower case");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bech32.of(BECH32, "a", Bytes.of(new byte[60])))
        .withMessageContaining("at most 90");
  }
}
