package dev.interlane.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.cosmwasm.ExecuteContract;
import dev.interlane.codec.cosmwasm.ExecuteMessage;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.codec.evm.AbiEvent;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.codec.move.EntryFunction;
import dev.interlane.codec.starknet.StarknetFunction;
import dev.interlane.codec.stellar.ContractInvocation;
import dev.interlane.codec.substrate.InkMessage;
import dev.interlane.codec.substrate.PalletCall;
import dev.interlane.codec.substrate.Scale;
import dev.interlane.codec.svm.AnchorInstruction;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What frames values on each VM reads back what it wrote and nothing else, head and arguments. */
class StrictCallsTest {
  private static final String SIGNATURE = "set_limit(uint64,string)";
  private static final FunctionSignature FUNCTION = FunctionSignature.parse(SIGNATURE);
  private static final List<Value> VALUES = List.of(Value.Int.of(5), new Value.Text("five"));
  private static final String CONTRACT = "CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA";
  private static final String WASM =
      "wasm1awdes3zz5tc4vf2nfus32qxhkarpvdm3rn72slyn72awkhnflw2q70xnj0";

  /**
   * One calling convention.
   *
   * @param name for the report
   * @param written its bytes
   * @param rewrite reads bytes and writes what was read
   */
  record Framing(String name, Bytes written, Function<Bytes, Bytes> rewrite) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Framing framing(
      String name, Function<List<Value>, Bytes> encode, Function<Bytes, List<Value>> decode) {
    Bytes written = encode.apply(VALUES);
    assertThat(decode.apply(written)).isEqualTo(VALUES);
    return new Framing(name, written, decode.andThen(encode));
  }

  static Stream<Framing> framings() {
    AbiFunction call = AbiFunction.parse(SIGNATURE);
    AbiFunction answer = AbiFunction.parse("limit() returns (uint64,string)");
    AbiError error = AbiError.parse("TooMuch(uint64,string)");
    AnchorInstruction instruction = AnchorInstruction.parse(SIGNATURE);
    AnchorInstruction chosen = instruction.withDiscriminator(Bytes.fromHex("0x07"));
    EntryFunction entry = EntryFunction.parse("0x1::vault::" + SIGNATURE);
    InkMessage ink = InkMessage.of("set_limit", Scale.parse("(uint64,string)").types());
    PalletCall pallet = PalletCall.of(5, 3, Scale.parse("(uint64,string)").types());
    StarknetFunction starknet = StarknetFunction.of(FUNCTION);
    ExecuteMessage execute = ExecuteMessage.of(FUNCTION);
    ContractInvocation invocation = ContractInvocation.of(CONTRACT, FUNCTION);
    return Stream.of(
        framing("EVM call", call::encodeCallValues, call::decodeCall),
        framing(
            "EVM return", values -> answer.encodeReturn(values.toArray()), answer::decodeReturn),
        framing("EVM custom error", values -> error.encode(values.toArray()), error::decode),
        framing(
            "EVM Error",
            values -> AbiError.ERROR.encode(values.get(1)),
            bytes -> List.of(VALUES.get(0), AbiError.ERROR.decode(bytes).get(0))),
        framing(
            "EVM Panic",
            values -> AbiError.PANIC.encode(values.get(0)),
            bytes -> List.of(AbiError.PANIC.decode(bytes).get(0), VALUES.get(1))),
        framing("EVM event", StrictCallsTest::log, StrictCallsTest::parameters),
        framing("Anchor", instruction::encodeValues, instruction::decode),
        framing("Anchor, own discriminator", chosen::encodeValues, chosen::decode),
        framing("Move entry function", entry::encodeValues, entry::decode),
        framing("ink message", ink::encodeValues, ink::decode),
        framing("pallet call", pallet::encodeValues, pallet::decode),
        framing("Starknet call", starknet::encodeValues, starknet::decode),
        framing("CosmWasm execute message", execute::encodeValues, execute::decode),
        framing("Soroban call", invocation::encodeValues, invocation::decode),
        new Framing(
            "MsgExecuteContract",
            new ExecuteContract(
                    WASM,
                    WASM,
                    execute.encodeValues(VALUES),
                    List.of(new ExecuteContract.Coin("uatom", "7")))
                .encode(),
            bytes -> ExecuteContract.decode(bytes).encode()));
  }

  private static final AbiEvent EVENT = AbiEvent.parse("LimitSet(address indexed,uint64,string)");
  private static final EvmAddress WHO =
      EvmAddress.parse("0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb");

  private static Bytes log(List<Value> values) {
    return EVENT.encode(WHO, values.get(0), values.get(1)).data();
  }

  private static List<Value> parameters(Bytes data) {
    List<Value> read = EVENT.decode(EVENT.encode(WHO, VALUES.get(0), VALUES.get(1)).topics(), data);
    assertThat(read.get(0).asEvmAddress()).isEqualTo(WHO);
    return read.subList(1, 3);
  }

  @ParameterizedTest
  @MethodSource("framings")
  void refusesEveryBeginning(Framing framing) {
    for (int length = 0; length < framing.written().length(); length++) {
      Bytes cut = framing.written().slice(0, length);
      if (framing.name().equals("MsgExecuteContract") && isMessage(cut)) {
        // Protobuf's fields may all be missing: another message, not this one.
        continue;
      }
      assertThatThrownBy(() -> framing.rewrite().apply(cut))
          .as("first %d bytes", length)
          .isInstanceOf(CodecException.class);
    }
  }

  private static boolean isMessage(Bytes bytes) {
    try {
      return ExecuteContract.decode(bytes).encode().equals(bytes);
    } catch (CodecException refused) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("framings")
  void refusesWhatFollows(Framing framing) {
    for (int filler : new int[] {0, 1, 0x20, 0xff}) {
      for (int count : new int[] {1, 4, 32}) {
        byte[] more = new byte[count];
        Arrays.fill(more, (byte) filler);
        Bytes longer = Bytes.concat(framing.written(), Bytes.of(more));

        assertThatThrownBy(() -> framing.rewrite().apply(longer))
            .as("%d times %d", count, filler)
            .isInstanceOf(CodecException.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("framings")
  void everyFlippedBitIsRefusedOrAnotherCallInItsOneForm(Framing framing) {
    for (int bit = 0; bit < framing.written().length() * 8; bit++) {
      byte[] bytes = framing.written().toArray();
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      Bytes flipped = Bytes.of(bytes);
      Bytes again;
      try {
        again = framing.rewrite().apply(flipped);
      } catch (CodecException refused) {
        continue;
      }
      assertThat(again).as("bit %d", bit).isEqualTo(flipped);
    }
  }
}
