package dev.interlane.codec.fuzz;

import dev.interlane.codec.cosmwasm.CosmWasmJson;
import dev.interlane.codec.cosmwasm.ExecuteMessage;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.codec.fuzz.ValueTarget.Form;
import dev.interlane.codec.move.Bcs;
import dev.interlane.codec.move.EntryFunction;
import dev.interlane.codec.starknet.CairoSerde;
import dev.interlane.codec.starknet.StarknetFunction;
import dev.interlane.codec.stellar.ContractInvocation;
import dev.interlane.codec.stellar.ScVal;
import dev.interlane.codec.substrate.InkMessage;
import dev.interlane.codec.substrate.PalletCall;
import dev.interlane.codec.substrate.Scale;
import dev.interlane.codec.svm.AnchorInstruction;
import dev.interlane.codec.svm.Borsh;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** All decoders of bytes from outside, by the name their corpus has. */
final class FuzzTargets {
  private static final String CONTRACT = "CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA";
  private static final String WORD_ADDRESS = "0x" + "07".repeat(32);

  private static final Map<String, Supplier<FuzzTarget>> TARGETS =
      new TreeMap<>(
          Map.ofEntries(
              values(
                  "evm-abi",
                  "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                  List.of(
                      types -> Form.of(AbiCodec.of(types)),
                      types -> {
                        AbiFunction function = AbiFunction.of(signature(types));
                        return new Form(function::decodeCall, function::encodeCallValues);
                      })),
              values(
                  "borsh",
                  "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA",
                  List.of(
                      types -> Form.of(Borsh.of(types)),
                      types -> {
                        AnchorInstruction instruction = AnchorInstruction.of(signature(types));
                        return new Form(instruction::decode, instruction::encodeValues);
                      })),
              values(
                  "bcs",
                  WORD_ADDRESS,
                  List.of(
                      types -> Form.of(Bcs.of(types)),
                      types -> {
                        EntryFunction function =
                            EntryFunction.of("0x1::vault::deposit", List.of("u8"), types);
                        return new Form(function::decode, function::encodeValues);
                      })),
              values(
                  "scale",
                  WORD_ADDRESS,
                  List.of(
                      types -> Form.of(Scale.of(types)),
                      types -> {
                        InkMessage message = InkMessage.of("deposit", types);
                        return new Form(message::decode, message::encodeValues);
                      },
                      types -> {
                        PalletCall call = PalletCall.of(4, 7, types);
                        return new Form(call::decode, call::encodeValues);
                      })),
              values(
                  "cosmwasm-json",
                  "wasm1cx8ew76xrkl797f7ztraahvyqgtms0clp6zkla",
                  List.of(
                      types -> Form.of(CosmWasmJson.of(types)),
                      types -> {
                        ExecuteMessage message = ExecuteMessage.of(signature(types));
                        return new Form(message::decode, message::encodeValues);
                      })),
              values(
                  "cairo",
                  WORD_ADDRESS,
                  List.of(
                      types -> Form.of(CairoSerde.of(types)),
                      types -> {
                        StarknetFunction function = StarknetFunction.of(signature(types));
                        return new Form(function::decode, function::encodeValues);
                      })),
              values(
                  "soroban-xdr",
                  CONTRACT,
                  List.of(
                      types -> Form.of(ScVal.of(types)),
                      types -> {
                        ContractInvocation call = ContractInvocation.of(CONTRACT, signature(types));
                        return new Form(call::decode, call::encodeValues);
                      })),
              Map.entry("envelope", EnvelopeTarget::new),
              Map.entry("execute-contract", ExecuteContractTarget::new),
              Map.entry("call-recipient", CallRecipientTarget::new),
              Map.entry("rlp", RlpTarget::new),
              Map.entry("erc7930", InteroperableAddressTarget::new)));

  private FuzzTargets() {}

  /** Their names, in order. */
  static List<String> names() {
    return List.copyOf(TARGETS.keySet());
  }

  /**
   * The target of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static FuzzTarget of(String name) {
    Supplier<FuzzTarget> target = TARGETS.get(name);
    if (target == null) {
      throw new IllegalArgumentException(
          "Expected one of " + names() + " as the target, got '" + name + "'");
    }
    return target.get();
  }

  private static FunctionSignature signature(List<ValueType> types) {
    return new FunctionSignature("deposit", types);
  }

  private static Map.Entry<String, Supplier<FuzzTarget>> values(
      String name, String address, List<Function<List<ValueType>, Form>> forms) {
    return Map.entry(name, () -> new ValueTarget(Value.Address.parse(address), forms));
  }
}
