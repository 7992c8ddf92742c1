package dev.interlane.vectors.codec;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.stellar.ScVal;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Soroban's values in XDR. */
public final class StellarVectors extends CodecFormat {
  private static final ValueCodec ADDRESS = ScVal.parse("(address)");

  /** For {@link java.util.ServiceLoader}. */
  public StellarVectors() {
    super("stellar", new VectorReader(VectorReader.Fields.NAMELESS, StellarVectors::address));
  }

  /** The text of the address whose kind and key the vector names, by way of its XDR. */
  private static Value.Address address(JsonNode node) {
    String head =
        switch (node.required("kind").stringValue()) {
          case "account" -> "0x00000012" + "00000000" + "00000000";
          case "contract" -> "0x00000012" + "00000001";
          default -> throw new IllegalArgumentException("No kind of address: " + node);
        };
    Bytes hash = Bytes.fromHex(node.required("hash").stringValue());
    return (Value.Address) ADDRESS.decode(Bytes.concat(Bytes.fromHex(head), hash)).get(0);
  }

  @Override
  ValueCodec codec(List<ValueType> types) {
    return ScVal.of(types);
  }

  @Override
  void checkFramed(String kind, JsonNode vector, Bytes expected) {
    throw unknown(kind);
  }
}
