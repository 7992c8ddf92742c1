package dev.interlane.codec.json;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Values in the JSON a person would write: decimal strings for numbers, {@code 0x} hex for bytes,
 * text for addresses, arrays for arrays and tuples, {@code null} for an empty option, {@code
 * {"variant": ..., "data": ...}} for an enum, pairs for maps.
 */
final class ValueJson {
  private ValueJson() {}

  static List<Object> write(List<Value> values) {
    List<Object> written = new ArrayList<>();
    for (Value value : values) {
      written.add(write(value));
    }
    return written;
  }

  private static Object write(Value value) {
    return switch (value) {
      case Value.Int number -> number.number().toString();
      case Value.Bool bool -> bool.truth();
      case Value.Blob blob -> blob.bytes().toHex();
      case Value.Text text -> text.text();
      case Value.Address address -> address.toString();
      case Value.Sequence sequence -> write(sequence.elements());
      case Value.Choice choice -> variant(choice);
      case Value.Some some -> Optional.of(write(some.element()));
      case Value.None none -> Optional.empty();
      case Value.Dictionary map ->
          map.entries().stream()
              .map(entry -> List.of(write(entry.key()), write(entry.value())))
              .toList();
      case Value.Unit unit -> List.of();
    };
  }

  private static Map<String, Object> variant(Value.Choice choice) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("variant", choice.variant());
    object.put("data", write(choice.data()));
    return object;
  }

  /** Java values for {@code Values.coerce}, which does all checking of ranges and counts. */
  static List<Object> read(List<ValueType> types, JsonNode array) {
    if (!array.isArray()) {
      throw new IllegalArgumentException(
          "Arguments must be a JSON array, got " + array.getNodeType());
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      values.add(i < types.size() ? read(types.get(i), array.get(i)) : array.get(i).toString());
    }
    return values;
  }

  private static Object read(ValueType type, JsonNode node) {
    return switch (type) {
      case ValueType.UInt uint -> number(node);
      case ValueType.Int sint -> number(node);
      case ValueType.Compact compact -> number(node);
      case ValueType.Felt felt -> number(node);
      case ValueType.Bool bool -> node.isBoolean() ? (Object) node.booleanValue() : node.toString();
      case ValueType.Blob blob -> Bytes.fromHex(text(node));
      case ValueType.FixedBytes fixed -> Bytes.fromHex(text(node));
      case ValueType.Text text -> text(node);
      case ValueType.Symbol symbol -> text(node);
      case ValueType.Address address -> text(node);
      case ValueType.Array array -> elements(array.element(), node);
      case ValueType.FixedArray array -> elements(array.element(), node);
      case ValueType.Tuple tuple -> read(tuple.components(), node);
      case ValueType.Struct struct ->
          read(struct.fields().stream().map(ValueType.Field::type).toList(), node);
      case ValueType.Option option ->
          node.isNull() ? Optional.empty() : Optional.of(read(option.element(), node));
      case ValueType.Choice choice -> choice(choice, node);
      case ValueType.Dictionary map -> entries(map, node);
      case ValueType.Unit unit -> new Value.Unit();
    };
  }

  private static Object number(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.bigIntegerValue();
    }
    try {
      return new BigInteger(text(node));
    } catch (NumberFormatException notDecimal) {
      throw new IllegalArgumentException("Expected a decimal number, got " + node, notDecimal);
    }
  }

  private static String text(JsonNode node) {
    if (!node.isString()) {
      throw new IllegalArgumentException("Expected a JSON string, got " + node);
    }
    return node.stringValue();
  }

  private static List<Object> elements(ValueType element, JsonNode node) {
    if (!node.isArray()) {
      throw new IllegalArgumentException("Expected a JSON array, got " + node);
    }
    List<Object> elements = new ArrayList<>();
    for (JsonNode child : node) {
      elements.add(read(element, child));
    }
    return elements;
  }

  private static Object choice(ValueType.Choice type, JsonNode node) {
    String name = text(node.path("variant"));
    for (ValueType.Variant variant : type.variants()) {
      if (variant.name().equals(name)) {
        Object data = read(variant.type(), node.path("data"));
        return new Value.Choice(
            name, dev.interlane.value.Values.coerce(List.of(variant.type()), List.of(data)).get(0));
      }
    }
    throw new IllegalArgumentException("Enum " + type.name() + " has no variant '" + name + "'");
  }

  private static Object entries(ValueType.Dictionary type, JsonNode node) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (JsonNode pair : node) {
      entries.put(read(type.key(), pair.path(0)), read(type.value(), pair.path(1)));
    }
    return entries;
  }
}
