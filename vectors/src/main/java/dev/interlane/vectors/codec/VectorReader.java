package dev.interlane.vectors.codec;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads the type trees and values of vectors into the neutral model. */
final class VectorReader {
  /** What a tuple is that does not say whether its names count. */
  enum Fields {
    NAMELESS,
    NAMED
  }

  private final Fields fields;
  private final Function<JsonNode, Value.Address> address;

  VectorReader(Fields fields, Function<JsonNode, Value.Address> address) {
    this.fields = fields;
    this.address = address;
  }

  /** Addresses as their bytes in hexadecimal. */
  static Value.Address hexAddress(JsonNode node) {
    return Value.Address.of(Bytes.fromHex(node.asString()));
  }

  List<ValueType> types(JsonNode vector) {
    return vector.has("types")
        ? vector.required("types").valueStream().map(this::type).toList()
        : List.of(type(vector.required("type")));
  }

  List<Value> values(JsonNode vector) {
    List<ValueType> types = types(vector);
    if (!vector.has("values")) {
      return List.of(value(types.get(0), vector.required("value")));
    }
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      values.add(value(types.get(i), vector.required("values").get(i)));
    }
    return values;
  }

  private ValueType type(JsonNode tree) {
    return switch (tree.required("k").asString()) {
      case "uint" -> new ValueType.UInt(tree.required("bits").asInt());
      case "int" -> new ValueType.Int(tree.required("bits").asInt());
      case "compact" -> new ValueType.Compact(tree.required("bits").asInt());
      case "felt" -> new ValueType.Felt();
      case "symbol" -> new ValueType.Symbol();
      case "unit" -> new ValueType.Unit();
      case "bytes31" -> new ValueType.FixedBytes(31);
      case "bool" -> new ValueType.Bool();
      case "string" -> new ValueType.Text();
      case "bytes" -> new ValueType.Blob();
      case "fixedBytes" -> new ValueType.FixedBytes(tree.required("size").asInt());
      case "address" -> new ValueType.Address();
      case "array" ->
          tree.has("len")
              ? new ValueType.FixedArray(type(tree.required("of")), tree.required("len").asInt())
              : new ValueType.Array(type(tree.required("of")));
      case "option" -> new ValueType.Option(type(tree.required("of")));
      case "map" ->
          new ValueType.Dictionary(type(tree.required("key")), type(tree.required("value")));
      case "enum" ->
          new ValueType.Choice(
              "E", tree.required("variants").valueStream().map(this::variant).toList());
      case "tuple" -> tuple(tree);
      default -> throw new IllegalArgumentException("Type not known to this reader: " + tree);
    };
  }

  private ValueType.Variant variant(JsonNode tree) {
    return new ValueType.Variant(
        tree.required("name").asString(),
        tree.required("index").asInt(),
        type(tree.required("type")));
  }

  private ValueType tuple(JsonNode tree) {
    List<ValueType.Field> named =
        tree.required("fields")
            .valueStream()
            .map(
                field ->
                    new ValueType.Field(
                        field.required("name").asString(), type(field.required("type"))))
            .toList();
    return isNamed(tree)
        ? new ValueType.Struct("S", named)
        : new ValueType.Tuple(named.stream().map(ValueType.Field::type).toList());
  }

  private boolean isNamed(JsonNode tree) {
    if (tree.has("named")) {
      return tree.required("named").asBoolean();
    }
    return tree.has("positional")
        ? !tree.required("positional").asBoolean()
        : fields == Fields.NAMED;
  }

  private Value value(ValueType type, JsonNode node) {
    return switch (type) {
      case ValueType.UInt uint -> Value.Int.of(new BigInteger(node.asString()));
      case ValueType.Int signed -> Value.Int.of(new BigInteger(node.asString()));
      case ValueType.Compact compact -> Value.Int.of(new BigInteger(node.asString()));
      case ValueType.Felt felt -> Value.Int.of(new BigInteger(node.asString()));
      case ValueType.Bool bool -> Value.Bool.of(node.asBoolean());
      case ValueType.Text text -> new Value.Text(node.asString());
      case ValueType.Symbol symbol -> new Value.Text(node.asString());
      case ValueType.Blob blob -> new Value.Blob(Bytes.fromHex(node.asString()));
      case ValueType.FixedBytes fixed -> new Value.Blob(Bytes.fromHex(node.asString()));
      case ValueType.Address any -> address.apply(node);
      case ValueType.Unit unit -> new Value.Unit();
      case ValueType.Array array -> elements(array.element(), node);
      case ValueType.FixedArray array -> elements(array.element(), node);
      case ValueType.Tuple tuple -> components(tuple.components(), node);
      case ValueType.Struct struct ->
          components(struct.fields().stream().map(ValueType.Field::type).toList(), node);
      case ValueType.Option option ->
          node.has("some")
              ? new Value.Some(value(option.element(), node.required("some")))
              : new Value.None();
      case ValueType.Choice choice -> {
        String name = node.required("variant").asString();
        ValueType data =
            choice.variants().stream()
                .filter(variant -> variant.name().equals(name))
                .findFirst()
                .orElseThrow()
                .type();
        yield new Value.Choice(name, value(data, node.required("value")));
      }
      case ValueType.Dictionary map ->
          new Value.Dictionary(
              node.valueStream()
                  .map(
                      entry ->
                          new Value.Entry(
                              value(map.key(), entry.get(0)), value(map.value(), entry.get(1))))
                  .toList());
    };
  }

  private Value elements(ValueType element, JsonNode node) {
    return new Value.Sequence(node.valueStream().map(each -> value(element, each)).toList());
  }

  private Value components(List<ValueType> types, JsonNode node) {
    List<Value> components = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      components.add(value(types.get(i), node.get(i)));
    }
    return new Value.Sequence(components);
  }
}
