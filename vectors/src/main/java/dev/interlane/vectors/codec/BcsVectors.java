package dev.interlane.vectors.codec;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.move.Bcs;
import dev.interlane.codec.move.EntryFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.vectors.Expect;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** BCS, and Aptos entry functions. */
public final class BcsVectors extends CodecFormat {
  /** For {@link java.util.ServiceLoader}. */
  public BcsVectors() {
    super("bcs", new VectorReader(VectorReader.Fields.NAMELESS, VectorReader::hexAddress));
  }

  @Override
  ValueCodec codec(List<ValueType> types) {
    return Bcs.of(types);
  }

  @Override
  void checkFramed(String kind, JsonNode vector, Bytes expected) {
    if (!kind.equals("aptosEntryFunction")) {
      throw unknown(kind);
    }
    List<Value> values = values(vector);
    EntryFunction function =
        EntryFunction.of(
            vector.required("moduleAddress").stringValue()
                + "::"
                + vector.required("module").stringValue()
                + "::"
                + vector.required("function").stringValue(),
            vector.required("typeArgs").valueStream().map(JsonNode::stringValue).toList(),
            types(vector));

    Expect.equal("payload", expected, function.encodeValues(values));
    Expect.equal("arguments", values, function.decode(expected));
  }
}
