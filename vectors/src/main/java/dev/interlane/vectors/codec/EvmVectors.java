package dev.interlane.vectors.codec;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.codec.evm.AbiEvent;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.codec.evm.AbiPacked;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.vectors.Expect;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The contract ABI: arguments, calls, errors, events and packed input. */
public final class EvmVectors extends CodecFormat {
  /** For {@link java.util.ServiceLoader}. */
  public EvmVectors() {
    super("evm", new VectorReader(VectorReader.Fields.NAMELESS, VectorReader::hexAddress));
  }

  @Override
  ValueCodec codec(List<ValueType> types) {
    return AbiCodec.of(types);
  }

  @Override
  void checkFramed(String kind, JsonNode vector, Bytes expected) {
    List<Value> values = values(vector);
    switch (kind) {
      case "call" -> {
        AbiFunction function = AbiFunction.parse(vector.required("signature").stringValue());
        Expect.equal("types", types(vector), function.signature().parameters());
        Expect.equal(
            "selector", vector.required("selector").stringValue(), function.selector().toHex());
        Expect.equal("calldata", expected, function.encodeCallValues(values));
        Expect.equal("arguments", values, function.decodeCall(expected));
      }
      case "error" -> {
        AbiError error = AbiError.parse(vector.required("signature").stringValue());
        Expect.equal("revert data", expected, error.encode(values.toArray()));
        Expect.equal("arguments", values, error.decode(expected));
      }
      case "event" -> checkEvent(vector, values, expected);
      case "packed" ->
          Expect.equal("packed", expected, AbiPacked.of(types(vector)).encodeValues(values));
      default -> throw unknown(kind);
    }
  }

  private void checkEvent(JsonNode vector, List<Value> values, Bytes expected) {
    List<Boolean> indexed =
        vector.required("indexed").valueStream().map(JsonNode::booleanValue).toList();
    AbiEvent event = event(vector, indexed);
    List<Bytes32> topics =
        vector
            .required("topics")
            .valueStream()
            .map(topic -> Bytes32.fromHex(topic.stringValue()))
            .toList();

    AbiEvent.Log log = event.encode(values.toArray());
    List<Value> decoded = event.decode(topics, expected);

    Expect.equal("topics", topics, log.topics());
    Expect.equal("data", expected, log.data());
    int topic = 1;
    for (int i = 0; i < values.size(); i++) {
      boolean isHashed = indexed.get(i) && !decoded.get(i).equals(values.get(i));
      Value shown = isHashed ? new Value.Blob(topics.get(topic).toBytes()) : values.get(i);
      Expect.equal("parameter " + i, shown, decoded.get(i));
      topic += indexed.get(i) ? 1 : 0;
    }
  }

  private AbiEvent event(JsonNode vector, List<Boolean> indexed) {
    String name = FunctionSignature.parse(vector.required("signature").stringValue()).name();
    List<ValueType> types = types(vector);
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      parameters.add(types.get(i).canonical() + (indexed.get(i) ? " indexed p" : " p") + i);
    }
    return AbiEvent.parse(name + "(" + String.join(", ", parameters) + ")");
  }
}
