package dev.interlane.codec.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;

/** The properties of one JSON object from outside. */
record JsonFields(JsonNode object, DeserializationContext context) {
  static JsonFields read(JsonParser json, DeserializationContext context) {
    return new JsonFields(context.readTree(json), context);
  }

  <T> T required(String name, Class<T> type) {
    return optional(name, type)
        .orElseGet(() -> context.reportInputMismatch(type, "%s is missing", name));
  }

  <T> Optional<T> optional(String name, Class<T> type) {
    JsonNode node = object.get(name);
    return node == null || node.isNull()
        ? Optional.empty()
        : Optional.of(context.readTreeAsValue(node, type));
  }

  <T> List<T> list(String name, Class<T> type) {
    List<T> elements = new ArrayList<>();
    for (JsonNode node : object.path(name)) {
      elements.add(context.readTreeAsValue(node, type));
    }
    return elements;
  }
}
