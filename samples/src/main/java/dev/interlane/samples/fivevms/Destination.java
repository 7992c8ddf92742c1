package dev.interlane.samples.fivevms;

import dev.interlane.chain.AccountId;
import dev.interlane.codec.Explanation;
import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.cosmwasm.ExecuteMessage;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.codec.starknet.StarknetFunction;
import dev.interlane.codec.substrate.InkMessage;
import dev.interlane.codec.svm.AnchorInstruction;
import dev.interlane.message.ContractCall;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BodyCodec;
import dev.interlane.value.FunctionSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A contract on one VM, and what its people would read a call with.
 *
 * @param vm how the VM is called
 * @param recipient the contract
 * @param reader what reads a call of the function there
 */
record Destination(String vm, AccountId recipient, ValueCodec reader) {
  static List<Destination> all(AccountId onEvm, FunctionSignature function) {
    List<Destination> all = new ArrayList<>();
    all.add(new Destination("EVM", onEvm, AbiFunction.of(function).call()));
    all.add(
        new Destination(
            "Solana",
            AccountId.parse(
                "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
            AnchorInstruction.of(function)));
    all.add(
        new Destination(
            "Substrate",
            AccountId.parse(
                "polkadot:91b171bb158e2d3848fa23a9f1c25182:5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"),
            InkMessage.of(function.name(), function.parameters())));
    all.add(
        new Destination(
            "Starknet",
            AccountId.parse(
                "starknet:SN_MAIN:0x49d36570d4e46f48e99674bd3fcc84644ddd6b96f7c741b1562b82f9e004dc7"),
            StarknetFunction.of(function)));
    all.add(
        new Destination(
            "CosmWasm",
            AccountId.parse(
                "cosmos:wasm-1:wasm1awdes3zz5tc4vf2nfus32qxhkarpvdm3rn72slyn72awkhnflw2q70xnj0"),
            ExecuteMessage.of(function)));
    return all;
  }

  /** The bytes that a message to this recipient carries. */
  Bytes encode(ContractCall call) {
    return bodyCodec().encode(call, recipient);
  }

  /** The codec that the client finds for the recipient's chain, in the way it finds it. */
  private BodyCodec bodyCodec() {
    return ServiceLoader.load(BodyCodec.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(codec -> codec.namespace().equals(recipient.chain().namespace()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("No codec for " + recipient.chain().namespace()));
  }

  /** Where each part of the call lies. */
  Explanation explained(Bytes body) {
    return reader.explained(body);
  }
}
