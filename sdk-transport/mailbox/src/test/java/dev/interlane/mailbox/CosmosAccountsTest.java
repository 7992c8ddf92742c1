package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Bech32;
import dev.interlane.chain.ChainId;
import dev.interlane.mailbox.CosmosAccounts.Recipients;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CosmosAccountsTest {
  private static final ChainId CHAIN = ChainId.parse("cosmos:celestia");
  private static final String MODULE_ID =
      "0x726f757465725f61707000000000000000000000000000010000000000000000";
  private static final Bytes32 CONTRACT = Bytes32.fromHex("0x" + "9a".repeat(32));

  /** Hyperlane's own mailboxes: their addresses, and the words that its registry has for them. */
  @ParameterizedTest
  @CsvSource({
    "neutron, neutron1sjzzd4gwkggy6hrrs8kxxatexzcuz3jecsxm3wqgregkulzj8r7qlnuef4,"
        + " 0x848426d50eb2104d5c6381ec63757930b1c14659c40db8b8081e516e7c5238fc",
    "inj, inj1palm2wtp6urg0c6j4f2ukv5u5ahdcrqek0sapt,"
        + " 0x0000000000000000000000000f7fb53961d70687e352aa55cb329ca76edc0c19"
  })
  void hasTheWordsOfHyperlanesRegistry(String prefix, String address, String word) {
    AccountWord accounts = on(prefix, Recipients.CONTRACTS);
    AccountId mailbox = AccountId.of(CHAIN, address);

    assertThat(accounts.of("recipient", mailbox)).isEqualTo(Bytes32.fromHex(word));
    assertThat(accounts.account(Bytes32.fromHex(word))).isEqualTo(mailbox);
  }

  @Test
  void namesWhatHyperlanesModuleHasByItsId() {
    AccountWord accounts = on("celestia", Recipients.MODULE_IDS);
    AccountId router = AccountId.of(CHAIN, MODULE_ID);

    assertThat(accounts.of("recipient", router)).isEqualTo(Bytes32.fromHex(MODULE_ID));
    assertThat(accounts.account(Bytes32.fromHex(MODULE_ID))).isEqualTo(router);
  }

  @Test
  void refusesAnAddressOfAnotherChain() {
    assertRefused(
        on("celestia", Recipients.MODULE_IDS),
        "inj1palm2wtp6urg0c6j4f2ukv5u5ahdcrqek0sapt",
        "begin with celestia1, this is BECH32 with inj1");
  }

  @Test
  void refusesTheOtherChecksumAnotherLengthAndATypingError() {
    AccountWord accounts = on("inj", Recipients.CONTRACTS);
    String bech32m = Bech32.of(Bech32.Variant.BECH32M, "inj", Bytes.of(new byte[20])).toString();
    String short19 = Bech32.of(Bech32.Variant.BECH32, "inj", Bytes.of(new byte[19])).toString();

    assertRefused(accounts, bech32m, "this is BECH32M with inj1");
    assertRefused(accounts, short19, "20 or 32 bytes, this one has 19");
    assertRefused(accounts, "inj1palm2wtp6urg0c6j4f2ukv5u5ahdcrqek0sapq", "checksum");
    assertRefused(accounts, "0x1234", "Bech32 text is a prefix");
  }

  @Test
  void refusesWhatTheBytesWouldSpellOtherwise() {
    String upper = "INJ1PALM2WTP6URG0C6J4F2UKV5U5AHDCRQEK0SAPT";
    String contract = Bech32.of(Bech32.Variant.BECH32, "inj", CONTRACT.toBytes()).toString();
    Bytes padded = Bytes32.leftPad(CONTRACT.toBytes().slice(12)).toBytes();

    assertRefused(on("inj", Recipients.CONTRACTS), upper, "Spell it so");
    assertRefused(on("inj", Recipients.CONTRACTS), CONTRACT.toHex(), contract);
    assertRefused(on("inj", Recipients.MODULE_IDS), contract, CONTRACT.toHex());
    assertRefused(
        on("inj", Recipients.CONTRACTS),
        Bech32.of(Bech32.Variant.BECH32, "inj", padded).toString(),
        "Spell it so");
  }

  @Test
  void whereThePrefixIsNotKnownThereIsNoWord() {
    assertRefused(AccountWord.on(CHAIN), "inj1palm2wtp6urg0c6j4f2ukv5u5ahdcrqek0sapt", "recipient");
  }

  @Test
  void refusesAPrefixThatIsNoneAndOneOfAnotherEcosystem() {
    CosmosAccounts accounts = new CosmosAccounts("celestia", Recipients.MODULE_IDS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CosmosAccounts("Celestia", Recipients.MODULE_IDS))
        .withMessageContaining("lower case");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RemoteDomain.cosmos(ChainId.parse("starknet:SN_MAIN"), 358974494, accounts))
        .withMessageContaining("starknet:SN_MAIN is no Cosmos chain");
  }

  private static AccountWord on(String prefix, Recipients recipients) {
    return new AccountWord(CHAIN, Optional.of(new CosmosAccounts(prefix, recipients)));
  }

  private static void assertRefused(AccountWord accounts, String address, String reason) {
    assertThatIllegalArgumentException()
        .as(address)
        .isThrownBy(() -> accounts.of("recipient", AccountId.of(CHAIN, address)))
        .withMessageContaining(reason);
  }
}
