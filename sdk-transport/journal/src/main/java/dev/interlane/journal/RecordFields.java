package dev.interlane.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of one stored JSON object, each taken once; nothing may be left at the end. */
final class RecordFields {
  private final JsonMapper mapper;
  private final JsonNode object;
  private final Set<String> taken = new HashSet<>();

  RecordFields(JsonMapper mapper, JsonNode object) {
    this.mapper = mapper;
    this.object = object;
    if (!object.isObject()) {
      throw new IllegalArgumentException("expected a JSON object, got " + object.getNodeType());
    }
  }

  <T> T required(String name, Class<T> type) {
    return optional(name, type)
        .orElseThrow(() -> new IllegalArgumentException("field '" + name + "' is missing"));
  }

  <T> Optional<T> optional(String name, Class<T> type) {
    taken.add(name);
    JsonNode value = object.get(name);
    return value == null ? Optional.empty() : Optional.of(mapper.treeToValue(value, type));
  }

  <T> List<T> list(String name, Class<T> type) {
    List<T> elements = new ArrayList<>();
    for (JsonNode element : array(name)) {
      elements.add(mapper.treeToValue(element, type));
    }
    return elements;
  }

  /** A field that is an object itself. */
  RecordFields object(String name) {
    taken.add(name);
    return new RecordFields(mapper, object.path(name));
  }

  private JsonNode array(String name) {
    taken.add(name);
    JsonNode value = object.path(name);
    if (!value.isArray()) {
      throw new IllegalArgumentException("field '" + name + "' must be an array");
    }
    return value;
  }

  /** Refuses fields that nobody asked for. */
  void end() {
    for (String name : object.propertyNames()) {
      if (!taken.contains(name)) {
        throw new IllegalArgumentException("field '" + name + "' is unknown");
      }
    }
  }
}
