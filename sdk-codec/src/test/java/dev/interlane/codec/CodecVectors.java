package dev.interlane.codec;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recorded vectors of one format, and their type trees and values in the neutral model. */
public final class CodecVectors {
  private final JsonNode root;

  private CodecVectors(JsonNode root) {
    this.root = root;
  }

  /** The vectors of {@code evm}, {@code borsh} and so on. */
  public static CodecVectors of(String format) {
    String name = "/vectors/codec/" + format + ".json";
    try (InputStream file =
        Objects.requireNonNull(CodecVectors.class.getResourceAsStream(name), name)) {
      return new CodecVectors(JsonMapper.shared().readTree(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public List<JsonNode> positive() {
    return list(root.get("positive"));
  }

  public List<JsonNode> negative() {
    return list(root.get("negative"));
  }

  public static List<JsonNode> list(JsonNode array) {
    List<JsonNode> nodes = new ArrayList<>();
    array.forEach(nodes::add);
    return nodes;
  }

  public static List<ValueType> types(JsonNode vector) {
    return list(vector.get("types")).stream().map(CodecVectors::type).toList();
  }

  public static ValueType type(JsonNode tree) {
    return switch (tree.get("k").asString()) {
      case "uint" -> new ValueType.UInt(tree.get("bits").asInt());
      case "int" -> new ValueType.Int(tree.get("bits").asInt());
      case "bool" -> new ValueType.Bool();
      case "string" -> new ValueType.Text();
      case "bytes" -> new ValueType.Blob();
      case "fixedBytes" -> new ValueType.FixedBytes(tree.get("size").asInt());
      case "address" -> new ValueType.Address();
      case "array" ->
          tree.has("len")
              ? new ValueType.FixedArray(type(tree.get("of")), tree.get("len").asInt())
              : new ValueType.Array(type(tree.get("of")));
      case "tuple" ->
          new ValueType.Tuple(
              list(tree.get("fields")).stream().map(field -> type(field.get("type"))).toList());
      default -> throw new IllegalArgumentException("Type not known to this reader: " + tree);
    };
  }

  public static List<Value> values(JsonNode vector) {
    List<ValueType> types = types(vector);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      values.add(value(types.get(i), vector.get("values").get(i)));
    }
    return values;
  }

  public static Value value(ValueType type, JsonNode node) {
    return switch (type) {
      case ValueType.UInt uint -> Value.Int.of(new BigInteger(node.asString()));
      case ValueType.Int signed -> Value.Int.of(new BigInteger(node.asString()));
      case ValueType.Bool bool -> Value.Bool.of(node.asBoolean());
      case ValueType.Text text -> new Value.Text(node.asString());
      case ValueType.Blob blob -> new Value.Blob(Bytes.fromHex(node.asString()));
      case ValueType.FixedBytes fixed -> new Value.Blob(Bytes.fromHex(node.asString()));
      case ValueType.Address address -> Value.Address.of(Bytes.fromHex(node.asString()));
      case ValueType.Array array ->
          new Value.Sequence(
              list(node).stream().map(each -> value(array.element(), each)).toList());
      case ValueType.FixedArray array ->
          new Value.Sequence(
              list(node).stream().map(each -> value(array.element(), each)).toList());
      case ValueType.Tuple tuple -> {
        List<Value> components = new ArrayList<>();
        for (int i = 0; i < tuple.components().size(); i++) {
          components.add(value(tuple.components().get(i), node.get(i)));
        }
        yield new Value.Sequence(components);
      }
      default -> throw new IllegalArgumentException("Value not known to this reader: " + node);
    };
  }
}
