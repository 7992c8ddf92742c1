package dev.interlane.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountIdTest {
  private static final String MIXED = "0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb";
  private static final String WRONG = "0xaB16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb";
  private static final ChainId SOLANA = ChainId.parse("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eip155:1:0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb",
        "bip122:000000000019d6689c085ae165831e93:128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6",
        "cosmos:cosmoshub-3:cosmos1t2uflqwqe0fsj0shcfkrvpukewcw40yjj6hdc0",
        "starknet:SN_GOERLI:0x02dd1b492765c064eac4039e3841aa5f382773b598097a40073bd8b48170ab57",
        "hedera:mainnet:0.0.1234567890-zbhlt",
        "abc:1:%25.x"
      })
  void readsWhatCaip10Allows(String text) {
    AccountId account = AccountId.parse(text);

    assertThat(account)
        .hasToString(text)
        .isEqualTo(AccountId.of(account.chain(), account.address()));
    assertThat(AccountId.parse(text, Strictness.LENIENT)).isEqualTo(account);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "eip155",
        "eip155:1",
        "eip155:1:",
        "cosmos:a:b:c",
        "cosmos:a:b c",
        "cosmos:a:\u00e9",
        "::"
      })
  void refusesWhatCaip10DoesNotAllow(String text) {
    for (Strictness strictness : Strictness.values()) {
      assertThatIllegalArgumentException().isThrownBy(() -> AccountId.parse(text, strictness));
    }
  }

  @Test
  void namesTheAddressAndTheChainItRefuses() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountId.of(SOLANA, "a".repeat(129)))
        .withMessage(
            "CAIP-10 address must be 1 to 128 of [-.%a-zA-Z0-9], got '"
                + "a".repeat(80)
                + "...' (129 characters) on "
                + SOLANA);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountId.parse("eip155:1:0xab"))
        .withMessage("An EVM address is 0x and 40 hex digits, got '0xab'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountId.parse("nocolon"))
        .withMessage(
            "Not a CAIP-10 account id: expected namespace:reference:address, got 'nocolon'");
  }

  @Test
  void keepsTheSpellingButComparesEvmAddresses() {
    AccountId mixed = AccountId.parse("eip155:1:" + MIXED);
    AccountId lower = AccountId.parse("eip155:1:" + MIXED.toLowerCase(Locale.ROOT));

    assertThat(lower).isEqualTo(mixed).hasSameHashCodeAs(mixed).isEqualByComparingTo(mixed);
    assertThat(lower.address()).isEqualTo(MIXED.toLowerCase(Locale.ROOT));
    assertThat(lower.evmAddress()).hasToString(MIXED);
    assertThat(mixed).isEqualTo(AccountId.of(ChainId.eip155(1), EvmAddress.parse(MIXED)));
    assertThat(mixed).isNotEqualTo(AccountId.parse("eip155:2:" + MIXED));
    assertThat(mixed.equals((Object) MIXED)).isFalse();
  }

  @Test
  void comparesTextsElsewhere() {
    assertThat(AccountId.of(SOLANA, "abc")).isNotEqualTo(AccountId.of(SOLANA, "Abc"));
    assertThat(AccountId.of(SOLANA, "abc")).isEqualTo(AccountId.of(SOLANA, "abc"));
    assertThat(AccountId.of(SOLANA, "Abc")).isLessThan(AccountId.of(SOLANA, "abc"));
    assertThat(AccountId.parse("eip155:1:" + MIXED)).isLessThan(AccountId.of(SOLANA, "0"));
  }

  @Test
  void verifiesTheChecksumUnlessLenient() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountId.parse("eip155:1:" + WRONG))
        .withMessageContaining("EIP-55 checksum of '" + WRONG + "' is wrong")
        .withMessageContaining(MIXED);

    AccountId lenient = AccountId.parse("eip155:01:" + WRONG, Strictness.LENIENT);

    assertThat(lenient).hasToString("eip155:1:" + MIXED);
  }

  @Test
  void givesNoEvmAddressOutsideEvm() {
    assertThatIllegalStateException()
        .isThrownBy(() -> AccountId.of(SOLANA, "abc").evmAddress())
        .withMessageContaining("this is " + SOLANA + ":abc");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountId.of(SOLANA, EvmAddress.parse(MIXED)))
        .withMessage("EVM address " + MIXED + " does not exist on " + SOLANA);
  }
}
