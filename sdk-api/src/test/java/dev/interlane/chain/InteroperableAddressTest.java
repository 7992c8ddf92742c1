package dev.interlane.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.interlane.Seeds;
import dev.interlane.primitive.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InteroperableAddressTest {
  private static final String EVM = "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045";
  private static final Bytes EVM_BYTES =
      Bytes.fromHex("00010000010114d8da6bf26964af9d7eed9e03e53415d37aa96045");
  private static final String BITCOIN = "bip122:000000000019d6689c085ae165831e93";
  private static final String SOLANA = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d";
  private static final String STARKNET_ADDRESS =
      "0x02DDFb499765C064eAc5039e3841aa5F382E73b598097A40073BD8b48170AB57";

  /** One address of every profile, as text and as bytes. */
  static List<String> texts() {
    return List.of(
        EVM + "@eip155:1#4CA88C9C",
        EVM + "@eip155#B26DB7CB",
        "MJKqp326RZCHnAAbew9MDdui3iCKWco7fsK9sVuZTX2@" + SOLANA + "#88835C11",
        "@" + SOLANA + "#2EB18670",
        "7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv@solana",
        "35PBEaofpUeH8VnnNSorM1QZsadrZoQp4N@" + BITCOIN,
        "bc1qwz2lhc40s8ty3l5jg3plpve3y3l82x9l42q7fk@" + BITCOIN,
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0@" + BITCOIN,
        "@" + BITCOIN,
        STARKNET_ADDRESS + "@starknet:SN_MAIN",
        "@starknet:SN_MAIN",
        STARKNET_ADDRESS + "@starknet");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void roundTripsThroughTextAndBytes(String text) {
    InteroperableAddress address = InteroperableAddress.parse(text);

    assertThat(address.toText()).startsWith(text).hasToString(address.toString());
    assertThat(InteroperableAddress.parse(address.toText())).isEqualTo(address);
    assertThat(InteroperableAddress.decode(address.encode()))
        .isEqualTo(address)
        .hasSameHashCodeAs(address);
    assertThat(InteroperableAddress.parse(text, Strictness.LENIENT)).isEqualTo(address);
    assertThat(
            InteroperableAddress.of(
                address.chainType(), address.chainReference(), address.address()))
        .isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({
    "@bip122:000000000019d6689c085ae165831e93, 0x0001000110000000000019d6689c085ae165831e9300",
    "@starknet:SN_MAIN, 0x0001000307534e5f4d41494e00",
    "@solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d, 0x000100022045296998a6f8e2a784db5d9f95e18fc23f70441a1039446801089879b08c7ef000"
  })
  void writesTheBytesOfTheProfiles(String text, String hex) {
    assertThat(InteroperableAddress.parse(text).encode()).isEqualTo(Bytes.fromHex(hex));
  }

  @Test
  void roundTripsRandomEvmAccounts() {
    RandomGenerator random = Seeds.random("InteroperableAddressTest.roundTripsRandomEvmAccounts");
    for (int i = 0; i < 200; i++) {
      ChainId chain = ChainId.eip155(1 + random.nextLong(Long.MAX_VALUE >> random.nextInt(62)));
      AccountId account = AccountId.of(chain, EvmAddress.of(Bytes.of(Seeds.bytes(random, 20))));

      InteroperableAddress address = InteroperableAddress.of(account);

      assertThat(address.toAccountId()).isEqualTo(account).hasToString(account.toString());
      assertThat(address.toChainId()).isEqualTo(chain);
      assertThat(InteroperableAddress.decode(address.encode())).isEqualTo(address);
      assertThat(InteroperableAddress.parse(address.toText())).isEqualTo(address);
      assertThat(InteroperableAddress.of(chain).chainReference())
          .isEqualTo(address.chainReference());
    }
  }

  @Test
  void roundTripsRandomPartsOfUnknownChainTypes() {
    RandomGenerator random =
        Seeds.random("InteroperableAddressTest.roundTripsRandomPartsOfUnknownChainTypes");
    for (int i = 0; i < 200; i++) {
      Bytes reference = Bytes.of(Seeds.bytes(random, random.nextInt(256)));
      Bytes account = Bytes.of(Seeds.bytes(random, 1 + random.nextInt(255)));
      InteroperableAddress address =
          InteroperableAddress.of(4 + random.nextInt(0xfffc), reference, account);

      assertThat(InteroperableAddress.decode(address.encode())).isEqualTo(address);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void refusesTruncationAtEveryLength(String text) {
    Bytes bytes = InteroperableAddress.parse(text).encode();
    for (int length = 0; length < bytes.length(); length++) {
      Bytes cut = bytes.slice(0, length);
      for (Strictness strictness : Strictness.values()) {
        assertThatIllegalArgumentException()
            .as("%s cut to %d bytes", bytes, length)
            .isThrownBy(() -> InteroperableAddress.decode(cut, strictness));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aFlippedBitIsRefusedOrIsAnotherAddress(String text) {
    InteroperableAddress address = InteroperableAddress.parse(text);
    Bytes bytes = address.encode();
    for (int bit = 0; bit < 8 * bytes.length(); bit++) {
      byte[] flipped = bytes.toArray();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        InteroperableAddress other = InteroperableAddress.decode(Bytes.of(flipped));

        assertThat(other).as("bit %d", bit).isNotEqualTo(address);
        assertThat(other.encode()).isEqualTo(Bytes.of(flipped));
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void neverFailsOtherwiseThanByRefusing() {
    RandomGenerator random =
        Seeds.random("InteroperableAddressTest.neverFailsOtherwiseThanByRefusing");
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = Seeds.bytes(random, random.nextInt(80));
      for (int at = 0; at < Math.min(4, noise.length); at++) {
        noise[at] = (byte) (at == 1 ? 1 : at == 3 ? random.nextInt(5) : 0);
      }
      for (Strictness strictness : Strictness.values()) {
        try {
          InteroperableAddress read = InteroperableAddress.decode(Bytes.of(noise), strictness);
          assertThat(InteroperableAddress.decode(read.encode())).isEqualTo(read);
          assertThat(read.toString()).isNotEmpty();
        } catch (IllegalArgumentException refused) {
          assertThat(refused).hasMessageNotContaining("null");
        }
      }
    }
  }

  @Test
  void everyErrorSaysWhereAndWhatWasExpected() {
    refuses("0x00010000", "An ERC-7930 address has at least 6 bytes, got 4: 0x00010000");
    refuses("0x000200000100", "ERC-7930 version at offset 0 must be 0x0001, got 0x0002");
    refuses(
        "0x000100000501",
        "ERC-7930 address is truncated: its chain reference has 5 bytes by the length at offset 4,"
            + " but the input ends at 6");
    refuses(
        "0x0001000001011401",
        "ERC-7930 address is truncated: its address has 20 bytes by the length at offset 6, but the"
            + " input ends at 8");
    refuses(
        EVM_BYTES + "00",
        "The ERC-7930 address ends at offset 27 and 1 bytes follow. Strictness.LENIENT drops them");
    refuses(
        "0x000100000000",
        "An ERC-7930 address needs a chain reference or an address, and both are empty");
    refuses(
        "0x0001000002000100",
        "An eip155 chain reference has no leading zero bytes: expected 0x01, got 0x0001."
            + " Strictness.LENIENT drops them");
    refuses("0x00010000010000", "EVM chain id 0 has no form in ERC-7930, got 0x00");
    refuses("0x00010000000101", "An EVM address has 20 bytes, got 1");
    refuses(
        "0x00010001010100",
        "A bip122 chain reference is the first 16 bytes of the genesis hash, got 1 bytes: 0x01");
    refuses(
        "0x00010002010100",
        "A solana chain reference is the 32-byte genesis hash, got 1 bytes: 0x01");
    refuses("0x00010002000101", "A solana address has 32 bytes, got 1 bytes: 0x01");
    refuses("0x00010003012000", "A starknet chain reference is 1 to 32 of [-_a-zA-Z0-9], got ' '");
    refuses("0x00010003000101", "A starknet address has 32 bytes, got 1 bytes: 0x01");
    refuses(
        "0x000100030020" + "ff".repeat(32),
        "A starknet address is a field element, less than 2^251 + 17 * 2^192 + 1, got 0x"
            + "ff".repeat(32));
    refuses(
        "0x00010001000103",
        "A bip122 address is 01 and 21 bytes (script hash) or 02, a version and 20 or 32 bytes"
            + " (witness), got 0x03");
  }

  private static void refuses(String hex, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.decode(Bytes.fromHex(hex)))
        .withMessage(message);
  }

  @Test
  void readsTheCanonicalFormOfLenientBytes() {
    Bytes sloppy = Bytes.fromHex("000100000300000114d8da6bf26964af9d7eed9e03e53415d37aa96045ffff");

    assertThat(InteroperableAddress.decode(sloppy, Strictness.LENIENT).encode())
        .isEqualTo(EVM_BYTES);
    assertThatIllegalArgumentException().isThrownBy(() -> InteroperableAddress.decode(sloppy));
    assertThatIllegalArgumentException()
        .as("all zeros would turn into no chain at all")
        .isThrownBy(
            () ->
                InteroperableAddress.decode(
                    Bytes.fromHex("0x0001000002000000"), Strictness.LENIENT));
  }

  @Test
  void refusesPartsThatDoNotFitTheForm() {
    Bytes tooLong = Bytes.of(new byte[256]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.of(0xfffe, tooLong, Bytes.EMPTY))
        .withMessage("The chain reference of an ERC-7930 address has at most 255 bytes, got 256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.of(0xfffe, Bytes.EMPTY, tooLong))
        .withMessage("The address of an ERC-7930 address has at most 255 bytes, got 256");
    for (int chainType : new int[] {-1, 0x10000}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> InteroperableAddress.of(chainType, Bytes.fromHex("01"), Bytes.EMPTY))
          .withMessage("An ERC-7930 chain type is two bytes, got " + chainType);
    }
  }

  @Test
  void doesNotKeepTheInputAlive() {
    Bytes large = Bytes.concat(EVM_BYTES, Bytes.of(new byte[1000]));
    InteroperableAddress read = InteroperableAddress.decode(large, Strictness.LENIENT);

    assertThat(read.address()).isSameAs(read.address().compact());
    assertThat(read.chainReference()).isSameAs(read.chainReference().compact());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "@eip155",
        "@eip155:",
        "@eip155:1#",
        EVM,
        EVM + "@",
        EVM + "#4CA88C9C",
        EVM + "@eip155:",
        EVM + "@eip155:#4CA88C9C",
        EVM + "@EIP155:1",
        EVM + "@eip155:1#4ca88c9",
        EVM + "@eip155:1#4CA88C9C0",
        EVM + "@eip155:1#4CA88C9G",
        EVM + "@eip155:1#4CA88C9C#4CA88C9C",
        EVM + "@eip155:1@eip155:1",
        EVM + "@eip155:1#4CA88C9C\n",
        EVM + "@eip155:1:2",
        EVM + "@eip155:-1",
        EVM + "@eip155:0",
        EVM + "@base",
        EVM + "@cosmos:cosmoshub-4",
        "alice.eth@eip155:1",
        "alice@eip155:1",
        "0x00@eip155:1",
        "%20@eip155:1",
        EVM + "@solana"
      })
  void refusesOtherTexts(String text) {
    for (Strictness strictness : Strictness.values()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> InteroperableAddress.parse(text, strictness));
    }
  }

  @Test
  void refusesAWrongChecksumOfWhateverPart() {
    for (Strictness strictness : Strictness.values()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> InteroperableAddress.parse(EVM + "@eip155:10#4CA88C9C", strictness))
          .withMessageContaining("is 4CA88C9C, its address and chain give ")
          .withMessageEndingWith("Check all three for a typing error");
    }
  }

  @Test
  void forgivesSpellingsOnlyWhenLenient() {
    InteroperableAddress canonical = InteroperableAddress.decode(EVM_BYTES);
    for (String sloppy :
        List.of(
            EVM + "@eip155:1#4ca88c9c",
            EVM + "@eip155:01",
            EVM.replace("dA", "Da") + "@eip155:1")) {
      assertThatIllegalArgumentException().isThrownBy(() -> InteroperableAddress.parse(sloppy));
      assertThat(InteroperableAddress.parse(sloppy, Strictness.LENIENT)).isEqualTo(canonical);
    }
    assertForgiven("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4@" + BITCOIN);
    assertForgiven("@bip122:12A765E31FFD4059BADA1E25190F6E98");
    assertForgiven("0x2@starknet:SN_MAIN");
  }

  private static void assertForgiven(String sloppy) {
    assertThatIllegalArgumentException().isThrownBy(() -> InteroperableAddress.parse(sloppy));
    InteroperableAddress read = InteroperableAddress.parse(sloppy, Strictness.LENIENT);
    assertThat(InteroperableAddress.parse(read.toText())).isEqualTo(read);
    assertThat(read.toText()).doesNotStartWith(sloppy);
  }

  @Test
  void boundsTheWorkThatTextCanCause() {
    String digits = "9".repeat(79);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.parse("@eip155:" + digits))
        .withMessageStartingWith(
            "An eip155 chain reference is a decimal chain id of up to 78 digits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.parse("@eip155:" + "9".repeat(78)))
        .withMessageStartingWith("An EVM chain id has at most 256 bits, got 260 bits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.parse("a".repeat(1_000_000) + "@eip155:1"))
        .withMessageContaining("of up to 512 characters")
        .withMessageEndingWith("(1000009 characters)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.parse("z".repeat(400) + "@solana"))
        .withMessageStartingWith("A solana address has at most 44 characters");
  }

  @Test
  void refusesNamespacesWithoutChainTypeByName() {
    ChainId cosmos = ChainId.parse("cosmos:cosmoshub-4");
    String reason =
        "CAIP-350 gives no chain type to 'cosmos', only to eip155, bip122, solana, starknet";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.of(cosmos))
        .withMessage("'cosmos:cosmoshub-4' has no form in ERC-7930: " + reason);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.of(AccountId.of(cosmos, "cosmos1abc")))
        .withMessage("'cosmos:cosmoshub-4:cosmos1abc' has no form in ERC-7930: " + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp, 5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d",
    "EtWTRABZaYq6iMfeYKouRu166VU2xqa1, EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG",
    "4uhcVJyU9pJkvQyS88uRDiswHXSCkY3z, 4uhcVJyU9pJkvQyS88uRDiswHXSCkY3zQawwpjk2NsNY"
  })
  void completesTheGenesisHashOfPublicSolanaClusters(String caip2, String genesisHash) {
    ChainId chain = ChainId.of("solana", caip2);

    InteroperableAddress cluster = InteroperableAddress.of(chain);

    assertThat(cluster.toText()).startsWith("@solana:" + genesisHash + "#");
    assertThat(cluster.toChainId()).isEqualTo(chain);
  }

  @Test
  void doesNotGuessTheGenesisHashOfOtherSolanaClusters() {
    InteroperableAddress cluster = InteroperableAddress.of(2, Bytes.of(new byte[32]), Bytes.EMPTY);
    ChainId shortened = cluster.toChainId();

    assertThat(shortened).hasToString("solana:" + "1".repeat(32));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.of(shortened))
        .withMessageContaining("has only the first characters of a genesis hash");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.parse("@solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"))
        .withMessageEndingWith("Is it CAIP-2's first 32 characters?");
  }

  @Test
  void carriesUnknownChainTypesWithoutReadingThem() {
    InteroperableAddress unknown = InteroperableAddress.decode(Bytes.fromHex("00017777010101ff"));

    assertThat(unknown.chainType()).isEqualTo(0x7777);
    assertThat(unknown.address()).isEqualTo(Bytes.fromHex("ff"));
    assertThat(unknown).hasToString("0x00017777010101ff");
    assertThat(unknown.checksum()).matches("[0-9A-F]{8}");
    assertThatIllegalStateException()
        .isThrownBy(unknown::toText)
        .withMessage("Chain type 0x7777 is not one of CAIP-350: eip155, bip122, solana, starknet");
    assertThatIllegalStateException().isThrownBy(unknown::toChainId);
    assertThatIllegalStateException().isThrownBy(unknown::toAccountId);
  }

  @Test
  void saysWhichPartIsMissing() {
    InteroperableAddress anywhere = InteroperableAddress.parse(EVM + "@eip155");
    InteroperableAddress chain = InteroperableAddress.of(ChainId.eip155(1));

    assertThatIllegalStateException()
        .isThrownBy(anywhere::toChainId)
        .withMessage("No chain is said by " + EVM + "@eip155#B26DB7CB");
    assertThatIllegalStateException()
        .isThrownBy(anywhere::toAccountId)
        .withMessage("No chain is said by " + EVM + "@eip155#B26DB7CB");
    assertThatIllegalStateException()
        .isThrownBy(chain::toAccountId)
        .withMessage("No address is said by " + chain);
  }

  @Test
  void doesNotCutAnEvmChainIdToFitCaip2() {
    InteroperableAddress longest = InteroperableAddress.parse("@eip155:" + "9".repeat(32));
    InteroperableAddress tooLong = InteroperableAddress.parse("@eip155:" + "9".repeat(33));

    assertThat(longest.toChainId().reference()).isEqualTo("9".repeat(32));
    assertThatIllegalStateException()
        .isThrownBy(tooLong::toChainId)
        .withMessage("EVM chain id " + "9".repeat(33) + " has 33 digits, CAIP-2 holds 32");
  }

  @Test
  void bitcoinAddressesBelongToTheirNetwork() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                InteroperableAddress.parse(
                    "35PBEaofpUeH8VnnNSorM1QZsadrZoQp4N@bip122:000000000933ea01ad0ee984209779ba"))
        .withMessage(
            "A script hash address of Bitcoin testnet has version 0xc4, got 0x05: another network's"
                + " address, or a legacy one");
    assertThatIllegalArgumentException()
        .as("legacy")
        .isThrownBy(
            () -> InteroperableAddress.parse("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa@" + BITCOIN))
        .withMessageContaining("got 0x00");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                InteroperableAddress.parse(
                    "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7@" + BITCOIN))
        .withMessageStartingWith("An address of Bitcoin is base58 of up to 36 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.parse("35PBEaofpUeH8VnnNSorM1QZsadrZoQp4N@bip122"))
        .withMessageEndingWith(
            "a bip122 address is written with its network's prefix, and no chain is given");
  }

  @Test
  void bitcoinLikesWithUnknownPrefixesExistAsBytesOnly() {
    Bytes reference = Bytes.fromHex("ab".repeat(16));
    Bytes scriptHash = Bytes.fromHex("01" + "05" + "cd".repeat(20));
    InteroperableAddress address = InteroperableAddress.of(1, reference, scriptHash);

    assertThat(InteroperableAddress.decode(address.encode())).isEqualTo(address);
    assertThat(address).hasToString(address.encode().toHex());
    assertThatIllegalStateException()
        .isThrownBy(address::toText)
        .withMessageContaining(
            "the address prefixes of bip122:" + "ab".repeat(16) + " are not known");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.parse("3abc@bip122:" + "ab".repeat(16)));
  }

  @Test
  void accountsOfOtherNamespacesAreChecked() {
    ChainId solana = ChainId.parse("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp");

    assertThat(
            InteroperableAddress.of(
                    AccountId.of(solana, "MJKqp326RZCHnAAbew9MDdui3iCKWco7fsK9sVuZTX2"))
                .checksum())
        .isEqualTo("88835C11");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.of(AccountId.of(solana, EVM)))
        .withMessageContaining("not in its alphabet");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.of(AccountId.of(solana, "abc")))
        .withMessage("A solana address has 32 bytes in base58, got 3 bytes: 'abc'");
  }

  @Test
  void readsStarknetAddressesInAnyLetterCase() {
    String lower = STARKNET_ADDRESS.toLowerCase(Locale.ROOT);

    assertThat(InteroperableAddress.parse(lower + "@starknet:SN_MAIN"))
        .isEqualTo(InteroperableAddress.parse(STARKNET_ADDRESS + "@starknet:SN_MAIN"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.parse("0x2dd@starknet:SN_MAIN"))
        .withMessage(
            "A starknet address is 0x and 64 hex digits (fewer with Strictness.LENIENT), got '0x2dd'");
  }

  @Test
  void starknetAddressesAreFieldElements() {
    String prime = "0800000000000011000000000000000000000000000000000000000000000001";
    String greatest = "0800000000000011000000000000000000000000000000000000000000000000";

    assertThat(InteroperableAddress.of(3, Bytes.EMPTY, Bytes.fromHex(greatest)).address())
        .isEqualTo(Bytes.fromHex(greatest));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.of(3, Bytes.EMPTY, Bytes.fromHex(prime)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InteroperableAddress.parse("0x" + prime + "@starknet:SN_MAIN"));
  }

  @Test
  void isEqualByContent() {
    InteroperableAddress address = InteroperableAddress.decode(EVM_BYTES);

    assertThat(address)
        .isNotEqualTo(InteroperableAddress.parse(EVM + "@eip155"))
        .isNotEqualTo(InteroperableAddress.parse(EVM + "@eip155:2"))
        .isNotEqualTo(InteroperableAddress.of(ChainId.eip155(1)));
    assertThat(InteroperableAddress.of(0xfffe, Bytes.fromHex("01"), Bytes.EMPTY))
        .isNotEqualTo(InteroperableAddress.of(0xfffd, Bytes.fromHex("01"), Bytes.EMPTY))
        .isNotEqualTo(InteroperableAddress.of(0xfffe, Bytes.EMPTY, Bytes.fromHex("01")));
    assertThat(address.equals((Object) address.toText())).isFalse();
  }
}
