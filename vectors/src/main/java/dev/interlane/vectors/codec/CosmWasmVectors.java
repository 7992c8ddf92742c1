package dev.interlane.vectors.codec;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.cosmwasm.CosmWasmJson;
import dev.interlane.codec.cosmwasm.ExecuteContract;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.vectors.Expect;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** CosmWasm's JSON, and the Cosmos SDK message around it. */
public final class CosmWasmVectors extends CodecFormat {
  /** For {@link java.util.ServiceLoader}. */
  public CosmWasmVectors() {
    super(
        "cosmwasm",
        new VectorReader(
            VectorReader.Fields.NAMED, node -> Value.Address.parse(node.stringValue())));
  }

  @Override
  ValueCodec codec(List<ValueType> types) {
    return CosmWasmJson.of(types);
  }

  @Override
  void checkFramed(String kind, JsonNode vector, Bytes expected) {
    if (!kind.equals("MsgExecuteContract")) {
      throw unknown(kind);
    }
    ExecuteContract message =
        new ExecuteContract(
            vector.required("sender").stringValue(),
            vector.required("contract").stringValue(),
            Bytes.fromUtf8(vector.required("msg").stringValue()),
            vector.required("funds").valueStream().map(CosmWasmVectors::coin).toList());

    Expect.equal("type URL", vector.required("typeUrl").stringValue(), ExecuteContract.TYPE_URL);
    Expect.equal("message", expected, message.encode());
    Expect.equal("decoded", message, ExecuteContract.decode(expected));
  }

  private static ExecuteContract.Coin coin(JsonNode coin) {
    return new ExecuteContract.Coin(
        coin.required("denom").stringValue(), coin.required("amount").stringValue());
  }
}
