package dev.interlane.vectors.codec;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.starknet.CairoSerde;
import dev.interlane.codec.starknet.StarknetFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.vectors.Expect;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Cairo Serde's calldata, and selectors. Field elements are hexadecimal numbers of any length. */
public final class CairoVectors extends CodecFormat {
  /** For {@link java.util.ServiceLoader}. */
  public CairoVectors() {
    super(
        "cairo",
        new VectorReader(VectorReader.Fields.NAMELESS, node -> Value.Address.of(felt(node))));
  }

  private static Bytes felt(JsonNode hex) {
    return Bytes32.ofUnsigned(new BigInteger(hex.stringValue().substring(2), 16)).toBytes();
  }

  @Override
  ValueCodec codec(List<ValueType> types) {
    return CairoSerde.of(types);
  }

  @Override
  Bytes expected(JsonNode positive) {
    return positive.required("kind").stringValue().equals("selector")
        ? felt(positive.required("expectedHex"))
        : super.expected(positive);
  }

  @Override
  Bytes input(JsonNode negative) {
    return Bytes.concat(
        negative.required("felts").valueStream().map(CairoVectors::felt).toArray(Bytes[]::new));
  }

  @Override
  void checkFramed(String kind, JsonNode vector, Bytes expected) {
    if (!kind.equals("selector")) {
      throw unknown(kind);
    }
    Expect.equal(
        "selector",
        expected,
        StarknetFunction.selectorOf(vector.required("name").stringValue()).toBytes());
  }
}
