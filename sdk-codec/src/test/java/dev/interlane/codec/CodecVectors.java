package dev.interlane.codec;

import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recorded vectors of one format, and their type trees and values in the neutral model. */
public final class CodecVectors {
  private static final VectorReader PLAIN =
      new VectorReader(VectorReader.Fields.NAMELESS, VectorReader::hexAddress);

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
    return PLAIN.types(vector);
  }

  public static List<Value> values(JsonNode vector) {
    return PLAIN.values(vector);
  }
}
