package dev.interlane.conformance;

import dev.interlane.chain.AccountId;
import dev.interlane.codec.cosmwasm.ExecuteMessage;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.codec.move.EntryFunction;
import dev.interlane.codec.starknet.StarknetFunction;
import dev.interlane.codec.stellar.ContractInvocation;
import dev.interlane.codec.substrate.InkMessage;
import dev.interlane.codec.svm.AnchorInstruction;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageBody;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BodyCodec;
import dev.interlane.testkit.conformance.BodyCodecContract;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

/** The codec of every VM. */
class BodyCodecsTest {
  private static final AccountId ETHEREUM =
      AccountId.parse("eip155:1:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb");
  private static final AccountId SOLANA =
      AccountId.parse(
          "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
  private static final AccountId APTOS = AccountId.parse("aptos:1:0x1%3A%3Avault");
  private static final AccountId SUI = AccountId.parse("sui:35834a8a:0x2");
  private static final AccountId POLKADOT =
      AccountId.parse(
          "polkadot:91b171bb158e2d3848fa23a9f1c25182:5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
  private static final AccountId STARKNET =
      AccountId.parse(
          "starknet:SN_MAIN:0x49d36570d4e46f48e99674bd3fcc84644ddd6b96f7c741b1562b82f9e004dc7");
  private static final AccountId STELLAR =
      AccountId.parse("stellar:pubnet:CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA");
  private static final AccountId COSMOS =
      AccountId.parse(
          "cosmos:wasm-1:wasm1awdes3zz5tc4vf2nfus32qxhkarpvdm3rn72slyn72awkhnflw2q70xnj0");

  private static final ContractCall PAY_FOREIGNER = ContractCall.of("pay(address)", SOLANA);

  abstract static class Codec extends BodyCodecContract {
    @Override
    protected BodyCodec codec() {
      return ServiceLoader.load(BodyCodec.class).stream()
          .map(ServiceLoader.Provider::get)
          .filter(found -> found.namespace().equals(recipient().chain().namespace()))
          .findFirst()
          .orElseThrow();
    }

    @Override
    protected List<ContractCall> calls() {
      return List.of(
          ContractCall.of("set_limit(uint64,string)", 5, "five"),
          ContractCall.of("set_limit(uint64,string)", 6, ""),
          ContractCall.of("allow(bool)", true),
          ContractCall.of("pause()"));
    }

    @Override
    protected MessageBody unrepresentable() {
      return PAY_FOREIGNER;
    }
  }

  @Nested
  class Evm extends Codec {
    @Override
    protected AccountId recipient() {
      return ETHEREUM;
    }

    @Override
    protected List<Value> decode(ContractCall call, Bytes encoded) {
      return AbiFunction.of(call.function()).decodeCall(encoded);
    }
  }

  @Nested
  class Solana extends Codec {
    @Override
    protected AccountId recipient() {
      return SOLANA;
    }

    @Override
    protected List<Value> decode(ContractCall call, Bytes encoded) {
      return AnchorInstruction.of(call.function()).decode(encoded);
    }

    @Override
    protected MessageBody unrepresentable() {
      return ContractCall.of("pay(uint256)", 5);
    }
  }

  @Nested
  class Aptos extends Codec {
    @Override
    protected AccountId recipient() {
      return APTOS;
    }

    @Override
    protected List<Value> decode(ContractCall call, Bytes encoded) {
      return EntryFunction.parse("0x1::vault::" + call.function()).decode(encoded);
    }

    @Override
    protected MessageBody unrepresentable() {
      return ContractCall.of("pay(int64)", -5);
    }
  }

  @Nested
  class Sui extends Codec {
    @Override
    protected AccountId recipient() {
      return SUI;
    }

    /** A package has several modules, so a call names its own. */
    @Override
    protected List<ContractCall> calls() {
      return Stream.of(super.calls().get(0), super.calls().get(3))
          .map(
              call ->
                  new ContractCall(
                      new FunctionSignature(
                          "vault::" + call.function().name(), call.function().parameters()),
                      call.arguments(),
                      call.route()))
          .toList();
    }

    @Override
    protected List<Value> decode(ContractCall call, Bytes encoded) {
      return EntryFunction.parse("0x2::" + call.function()).decode(encoded);
    }

    @Override
    protected MessageBody unrepresentable() {
      return ContractCall.of("no_module(uint64)", 5);
    }
  }

  @Nested
  class Polkadot extends Codec {
    @Override
    protected AccountId recipient() {
      return POLKADOT;
    }

    @Override
    protected List<Value> decode(ContractCall call, Bytes encoded) {
      return InkMessage.of(call.function().name(), call.function().parameters()).decode(encoded);
    }
  }

  @Nested
  class Starknet extends Codec {
    @Override
    protected AccountId recipient() {
      return STARKNET;
    }

    @Override
    protected List<Value> decode(ContractCall call, Bytes encoded) {
      return StarknetFunction.of(call.function()).decode(encoded);
    }
  }

  @Nested
  class Stellar extends Codec {
    @Override
    protected AccountId recipient() {
      return STELLAR;
    }

    @Override
    protected List<Value> decode(ContractCall call, Bytes encoded) {
      return ContractInvocation.of(STELLAR.address(), call.function()).decode(encoded);
    }
  }

  @Nested
  class Cosmos extends Codec {
    @Override
    protected AccountId recipient() {
      return COSMOS;
    }

    @Override
    protected List<Value> decode(ContractCall call, Bytes encoded) {
      return ExecuteMessage.of(call.function()).decode(encoded);
    }
  }
}
