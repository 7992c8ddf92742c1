package dev.interlane.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "eip155:1",
        "eip155:0",
        "eip155:99999999999999999999999999999999",
        "lip9:9ee11e9df416b18b",
        "cosmos:Binance-Chain-Tigris",
        "abc:_",
        "chainstd:8c3444cf8970a9e41a706fab93e7a6c4"
      })
  void readsWhatCaip2Allows(String text) {
    assertThat(ChainId.parse(text)).hasToString(text);
    assertThat(ChainId.parse(text, Strictness.LENIENT)).isEqualTo(ChainId.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "1",
        "ab:1",
        "abcdefghi:1",
        "EIP155:1",
        "eip155:",
        " eip155:1",
        "eip155:1 ",
        "eip155:1\n",
        "eip155:1:2",
        "cosmos:a.b",
        "cosmos:\u00e9",
        "cosmos:123456789012345678901234567890123"
      })
  void refusesWhatCaip2DoesNotAllow(String text) {
    for (Strictness strictness : Strictness.values()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ChainId.parse(text, strictness))
          .withMessageContaining("CAIP-2")
          .withMessageContaining("got '");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"eip155:01", "eip155:0x1", "eip155:1e3", "eip155:-1", "eip155:abc", "eip155:00"})
  void refusesEvmReferencesThatAreNotCanonicalDecimals(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChainId.parse(text))
        .withMessage(
            "An eip155 reference is a decimal chain id without leading zeros, got '"
                + text.substring(7)
                + "'");
  }

  @Test
  void dropsLeadingZerosOnlyWhenLenientAndOnlyOfEvmChains() {
    assertThat(ChainId.parse("eip155:0010", Strictness.LENIENT)).isEqualTo(ChainId.eip155(10));
    assertThat(ChainId.parse("eip155:00", Strictness.LENIENT)).isEqualTo(ChainId.eip155(0));
    assertThat(ChainId.parse("cosmos:0010", Strictness.LENIENT)).hasToString("cosmos:0010");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChainId.parse("eip155:0x1", Strictness.LENIENT));
  }

  @Test
  void showsOnlyTheBeginningOfLongText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChainId.parse("x".repeat(10_000)))
        .withMessageEndingWith("got '" + "x".repeat(80) + "...' (10000 characters)");
  }

  @Test
  void knowsEvmChainsByTheirNumber() {
    ChainId sepolia = ChainId.eip155(11155111);

    assertThat(sepolia).hasToString("eip155:11155111").isEqualTo(ChainId.parse("eip155:11155111"));
    assertThat(sepolia.isEvm()).isTrue();
    assertThat(sepolia.evmChainId()).isEqualTo(BigInteger.valueOf(11155111));
    assertThatIllegalArgumentException().isThrownBy(() -> ChainId.eip155(-1));
  }

  @Test
  void hasNoEvmNumberElsewhere() {
    ChainId cosmos = ChainId.parse("cosmos:cosmoshub-4");

    assertThat(cosmos.isEvm()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(cosmos::evmChainId)
        .withMessage("Only eip155 chains have an EVM chain id, this is cosmos:cosmoshub-4");
  }

  @ParameterizedTest
  @CsvSource({
    "eip155:1, eip155:1, 0",
    "eip155:1, eip155:2, -1",
    "eip155:1, cosmos:a, 1",
    "eip155:10, eip155:9, -1"
  })
  void ordersByText(String left, String right, int order) {
    ChainId a = ChainId.parse(left);
    ChainId b = ChainId.parse(right);

    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(order);
    assertThat(a.equals(b)).isEqualTo(order == 0);
  }

  @Test
  void isEqualByContent() {
    assertThat(ChainId.of("eip155", "1"))
        .isEqualTo(ChainId.eip155(1))
        .hasSameHashCodeAs(ChainId.eip155(1));
    assertThat(ChainId.of("aaa", "SN")).isNotEqualTo(ChainId.of("aaa", "sn"));
    assertThat(ChainId.eip155(1).equals((Object) "eip155:1")).isFalse();
  }
}
