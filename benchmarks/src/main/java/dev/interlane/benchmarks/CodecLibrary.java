package dev.interlane.benchmarks;

import dev.interlane.chain.Base58;
import dev.interlane.codec.cosmwasm.CosmWasmJson;
import dev.interlane.codec.move.Bcs;
import dev.interlane.codec.starknet.CairoSerde;
import dev.interlane.codec.stellar.ScVal;
import dev.interlane.codec.substrate.Scale;
import dev.interlane.codec.svm.Borsh;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.util.List;

/** What is measured: our codec of each VM, and what it is compared with. */
enum CodecLibrary {
  /** The EVM's contract ABI by this project. */
  EVM_ABI("evm-abi"),
  /** The same by headlong. */
  HEADLONG("headlong"),
  /** The same by web3j. */
  WEB3J("web3j"),
  /** Protobuf of addresses of 20 bytes and numbers of 256 bits. */
  PROTOBUF("protobuf"),
  /** A plain copy of the calldata. */
  COPY("array copy"),
  /** Borsh by this project, as all that follow. */
  BORSH("borsh"),
  BCS("bcs"),
  SCALE("scale"),
  CAIRO("cairo"),
  SOROBAN("soroban"),
  COSMWASM("cosmwasm"),
  /** Protobuf of addresses of 32 bytes and numbers of 128 bits. */
  PROTOBUF_KEYS("protobuf, keys"),
  /** Protobuf of addresses as text, as Solana and Soroban give them. */
  PROTOBUF_TEXT("protobuf, text"),
  /** Jackson of the JSON that CosmWasm's codec writes. */
  JACKSON("jackson");

  private static final int BITS = 128;
  private static final String SOROBAN_CONTRACT =
      "CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA";
  private static final String COSMOS_CONTRACT =
      "wasm1awdes3zz5tc4vf2nfus32qxhkarpvdm3rn72slyn72awkhnflw2q70xnj0";

  private static final CodecPayload.Address KEY =
      random ->
          Value.Address.of(
              Bytes.generate(
                  32,
                  key -> {
                    random.nextBytes(key);
                    // Starknet's stay below 2^251.
                    key[0] = 0;
                  }));
  private static final CodecPayload.Address SOLANA =
      random -> Value.Address.parse(Base58.encode(((Value.Address) KEY.of(random)).bytes()));
  private static final CodecPayload.Address STELLAR =
      random -> Value.Address.parse(SOROBAN_CONTRACT);
  private static final CodecPayload.Address COSMOS = random -> Value.Address.parse(COSMOS_CONTRACT);

  private final String shown;

  CodecLibrary(String shown) {
    this.shown = shown;
  }

  /** Its name in tables. */
  String shown() {
    return shown;
  }

  /** The library made ready for a payload. */
  CodecSubject prepare(CodecPayload payload) {
    return switch (this) {
      case EVM_ABI -> new AbiSubject(payload);
      case HEADLONG -> new HeadlongSubject(payload);
      case WEB3J -> new Web3jSubject(payload);
      case PROTOBUF -> new ProtobufSubject(payload, AbiSubject.values(payload), AbiSubject.BITS);
      case COPY -> new CopySubject(payload);
      case BORSH ->
          new ValuesSubject(Borsh.of(payload.parameters(BITS)), payload.values(SOLANA, BITS));
      case BCS -> new ValuesSubject(Bcs.of(payload.parameters(BITS)), payload.values(KEY, BITS));
      case SCALE ->
          new ValuesSubject(Scale.of(payload.parameters(BITS)), payload.values(KEY, BITS));
      case CAIRO ->
          new ValuesSubject(CairoSerde.of(payload.parameters(BITS)), payload.values(KEY, BITS));
      case SOROBAN ->
          new ValuesSubject(ScVal.of(payload.parameters(BITS)), payload.values(STELLAR, BITS));
      case COSMWASM ->
          new ValuesSubject(
              CosmWasmJson.of(List.of(payload.struct(BITS))),
              List.of(new Value.Sequence(payload.values(COSMOS, BITS))));
      case PROTOBUF_KEYS -> new ProtobufSubject(payload, payload.values(KEY, BITS), BITS);
      case PROTOBUF_TEXT -> new ProtobufSubject(payload, payload.values(SOLANA, BITS), BITS);
      case JACKSON -> new JacksonSubject(payload, payload.values(COSMOS, BITS));
    };
  }
}
