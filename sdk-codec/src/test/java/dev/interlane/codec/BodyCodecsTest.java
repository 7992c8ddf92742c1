package dev.interlane.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.AccountId;
import dev.interlane.codec.cosmwasm.ExecuteMessage;
import dev.interlane.codec.move.EntryFunction;
import dev.interlane.codec.starknet.StarknetFunction;
import dev.interlane.codec.stellar.ContractInvocation;
import dev.interlane.codec.substrate.InkMessage;
import dev.interlane.codec.substrate.Scale;
import dev.interlane.codec.svm.AnchorInstruction;
import dev.interlane.error.Refusal;
import dev.interlane.message.ContractCall;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BodyCodec;
import dev.interlane.value.FunctionSignature;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One call to every VM that is not the EVM. */
class BodyCodecsTest {
  private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
  private static final AccountId PROGRAM =
      AccountId.parse(
          "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
  private static final AccountId MODULE = AccountId.parse("aptos:1:0x1%3A%3Avault");
  private static final AccountId PACKAGE = AccountId.parse("sui:35834a8a:0x2");
  private static final AccountId INK =
      AccountId.parse("polkadot:91b171bb158e2d3848fa23a9f1c25182:" + ALICE);

  private static final AccountId FELT =
      AccountId.parse(
          "starknet:SN_MAIN:0x49d36570d4e46f48e99674bd3fcc84644ddd6b96f7c741b1562b82f9e004dc7");
  private static final AccountId SOROBAN =
      AccountId.parse("stellar:pubnet:CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA");

  private static final AccountId WASM =
      AccountId.parse(
          "cosmos:wasm-1:wasm1awdes3zz5tc4vf2nfus32qxhkarpvdm3rn72slyn72awkhnflw2q70xnj0");

  private static final ContractCall CALL = ContractCall.of("set_limit(uint64,string)", 5, "five");

  private static BodyCodec codec(String namespace) {
    return ServiceLoader.load(BodyCodec.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(codec -> codec.namespace().equals(namespace))
        .findFirst()
        .orElseThrow();
  }

  private static Bytes encoded(ContractCall call, AccountId recipient) {
    BodyCodec codec = codec(recipient.chain().namespace());
    assertThat(codec.check(call, recipient)).isEmpty();
    return codec.encode(call, recipient);
  }

  private static Refusal refusal(ContractCall call, AccountId recipient) {
    BodyCodec codec = codec(recipient.chain().namespace());
    List<Refusal> refusals = codec.check(call, recipient);
    assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(call, recipient));
    assertThat(refusals).hasSize(1);
    return refusals.get(0);
  }

  @Test
  void callsAnAnchorProgram() {
    AnchorInstruction instruction = AnchorInstruction.parse("set_limit(uint64,string)");

    assertThat(instruction.decode(encoded(CALL, PROGRAM))).isEqualTo(CALL.arguments());
  }

  @Test
  void callsAMoveModule() {
    Bytes onAptos = encoded(CALL, MODULE);
    ContractCall named =
        new ContractCall(
            new FunctionSignature("vault::set_limit", CALL.function().parameters()),
            CALL.arguments(),
            CALL.route());

    assertThat(EntryFunction.parse("0x1::vault::set_limit(uint64,string)").decode(onAptos))
        .isEqualTo(CALL.arguments());
    assertThat(
            EntryFunction.parse("0x2::vault::set_limit(uint64,string)")
                .decode(encoded(named, PACKAGE)))
        .isEqualTo(CALL.arguments());
    assertThat(refusal(CALL, PACKAGE).toString()).contains("module::function");
  }

  @Test
  void callsAnInkContract() {
    InkMessage message = InkMessage.of("set_limit", Scale.parse("(uint64,string)").types());

    assertThat(message.decode(encoded(CALL, INK))).isEqualTo(CALL.arguments());
  }

  @Test
  void callsAStarknetContract() {
    StarknetFunction function = StarknetFunction.of(CALL.function());

    assertThat(function.decode(encoded(CALL, FELT))).isEqualTo(CALL.arguments());
  }

  @Test
  void callsASorobanContract() {
    ContractInvocation invocation = ContractInvocation.of(SOROBAN.address(), CALL.function());

    assertThat(invocation.decode(encoded(CALL, SOROBAN))).isEqualTo(CALL.arguments());
    assertThat(
            refusal(
                    CALL,
                    AccountId.parse(
                        "stellar:pubnet:GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ"))
                .toString())
        .contains("StrKey");
  }

  @Test
  void callsACosmWasmContract() {
    assertThat(encoded(CALL, WASM).toUtf8()).isEqualTo("{\"set_limit\":[\"5\",\"five\"]}");
    assertThat(ExecuteMessage.of(CALL.function()).decode(encoded(CALL, WASM)))
        .isEqualTo(CALL.arguments());
    assertThat(encoded(ContractCall.of("pause()"), WASM).toUtf8()).isEqualTo("{\"pause\":{}}");
    assertThat(refusal(ContractCall.of("pay(address)", PROGRAM), WASM).toString())
        .contains("bech32");
  }

  @Test
  void refusesForeignAddressesAndTypes() {
    ContractCall pay = ContractCall.of("pay(address)", PROGRAM);
    ContractCall large = ContractCall.of("pay(uint256)", 5);
    ContractCall signed = ContractCall.of("pay(int64)", -5);

    assertThat(refusal(pay, INK).toString()).contains("SS58").contains("[0]");
    assertThat(refusal(pay, MODULE).toString()).contains("32 bytes");
    assertThat(refusal(large, PROGRAM).toString()).contains("uint256");
    assertThat(refusal(signed, MODULE).toString()).contains("no signed integers");
  }

  @ParameterizedTest
  @CsvSource({"solana", "aptos", "sui", "polkadot", "starknet", "stellar", "cosmos"})
  void leavesRawBytesAndRefusesOtherChains(String namespace) {
    BodyCodec codec = codec(namespace);
    AccountId vault = AccountId.parse("eip155:1:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb");
    AccountId there =
        List.of(PROGRAM, MODULE, PACKAGE, INK, FELT, SOROBAN, WASM).stream()
            .filter(account -> account.chain().namespace().equals(namespace))
            .findFirst()
            .orElseThrow();
    Bytes raw = Bytes.fromHex("0x0102");

    assertThat(codec.encode(Payload.of(raw), there)).isEqualTo(raw);
    assertThat(codec.encode(Payload.typed("(bool)", true), there)).isNotEqualTo(Bytes.EMPTY);
    assertThat(codec.check(Payload.of(raw), vault))
        .singleElement()
        .extracting(Refusal::toString)
        .asString()
        .contains(namespace);
  }
}
