package dev.interlane.vectors.codec;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.substrate.InkMessage;
import dev.interlane.codec.substrate.Scale;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.vectors.Expect;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** SCALE, and ink messages. */
public final class ScaleVectors extends CodecFormat {
  /** For {@link java.util.ServiceLoader}. */
  public ScaleVectors() {
    super("scale", new VectorReader(VectorReader.Fields.NAMELESS, VectorReader::hexAddress));
  }

  @Override
  ValueCodec codec(List<ValueType> types) {
    return Scale.of(types);
  }

  @Override
  void checkFramed(String kind, JsonNode vector, Bytes expected) {
    if (!kind.equals("inkMessage")) {
      throw unknown(kind);
    }
    List<Value> values = values(vector);
    InkMessage message = InkMessage.of(vector.required("label").stringValue(), types(vector));

    Expect.equal("selector", vector.required("selector").stringValue(), message.selector().toHex());
    Expect.equal("data", expected, message.encodeValues(values));
    requireSame(values, message.decode(expected));
  }
}
