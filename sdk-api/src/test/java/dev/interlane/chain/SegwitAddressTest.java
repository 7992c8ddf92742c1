package dev.interlane.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.Seeds;
import dev.interlane.primitive.Bytes;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegwitAddressTest {
  /** From the test vectors of BIP-350. */
  @ParameterizedTest
  @CsvSource({
    "bc, 0, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4, 751e76e8199196d454941c45d1b3a323f1433bd6",
    "tb, 0, tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7, 1863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262",
    "tb, 0, tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy, 000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433",
    "tb, 1, tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c, 000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433",
    "bc, 1, bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0, 79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
  })
  void readsAndWritesTheBipsAddresses(String prefix, int version, String text, String program) {
    SegwitAddress address = SegwitAddress.parse(prefix, text);

    assertThat(address).isEqualTo(new SegwitAddress(prefix, version, Bytes.fromHex(program)));
    assertThat(address).hasToString(text);
  }

  /**
   * The invalid addresses of BIP-350 with these prefixes, and one with five bits of padding after
   * 20 bytes.
   */
  @ParameterizedTest
  @CsvSource({
    "bc, tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut, is bc1 and",
    "bc, bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd, checksum",
    "tb, tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf, checksum",
    "bc, bc1s0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq54well, checksum",
    "bc, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh, checksum",
    "tb, tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47, checksum",
    "bc, bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4, alphabet",
    "bc, bc130xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq7zws8r, witness version",
    "bc, bc1pw5dgrnzv, got 1",
    "bc, bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav, got 41",
    "bc, bc1qr508d6qejxtdg4y5r3zarvaryv98gj9p, got 16",
    "tb, tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq, one case",
    "bc, bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf, padding",
    "tb, tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j, padding",
    "bc, bc1gmk9yu, is bc1 and",
    "bc, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kqkhhp9x, padding"
  })
  void refusesTheBipsInvalidAddresses(String prefix, String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegwitAddress.parse(prefix, text))
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
        "bc1",
        "bc",
        ""
      })
  void refusesAnotherPrefixOrNoData(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegwitAddress.parse("bc", text))
        .withMessageContaining("is bc1 and bech32 characters");
  }

  @Test
  void refusesAnySingleTypingError() {
    String text = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
    for (int i = 3; i < text.length(); i++) {
      String typo =
          text.substring(0, i) + (text.charAt(i) == 'q' ? 'p' : 'q') + text.substring(i + 1);

      assertThatIllegalArgumentException()
          .as(typo)
          .isThrownBy(() -> SegwitAddress.parse("bc", typo))
          .withMessageContaining("checksum");
    }
    for (int length = 0; length < text.length(); length++) {
      String cut = text.substring(0, length);
      assertThatIllegalArgumentException().as(cut).isThrownBy(() -> SegwitAddress.parse("bc", cut));
    }
  }

  @Test
  void roundTripsRandomPrograms() {
    RandomGenerator random = Seeds.random("SegwitAddressTest.roundTripsRandomPrograms");
    for (int version = 0; version <= SegwitAddress.MAX_VERSION; version++) {
      for (int length : new int[] {20, 32}) {
        SegwitAddress address =
            new SegwitAddress("ltc", version, Bytes.of(Seeds.bytes(random, length)));

        assertThat(SegwitAddress.parse("ltc", address.toString())).isEqualTo(address);
      }
    }
  }

  @Test
  void namesWhatItRefuses() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SegwitAddress("bc", 17, Bytes.of(new byte[20])))
        .withMessage("A witness version is 0 to 16, got 17");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SegwitAddress("bc", 0, Bytes.of(new byte[16])))
        .withMessage("A witness program has 20 or 32 bytes, got 16");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegwitAddress.parse("bc", "bc1qb08d6qejxtdg"))
        .withMessage("Not bech32: character 4 of 'bc1qb08d6qejxtdg' is not in its alphabet");
  }
}
