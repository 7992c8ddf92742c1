package dev.interlane.codec.internal.description;

import dev.interlane.error.UnrepresentableTypeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A place in a description's JSON, such as {@code instructions[2].args[0].type}. Whatever is asked
 * of it is there in the right kind, or refused with that place. Immutable.
 */
public final class Described {
  /** The characters that a description may have. */
  public static final int MAX_CHARS = 8 << 20;

  private static final int MAX_NESTING = 128;
  private static final int SHOWN_CHARS = 60;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxDocumentLength(MAX_CHARS)
                          .maxNumberLength(100)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String what;
  private final @Nullable Described parent;
  private final String segment;
  private final JsonNode node;

  private Described(String what, @Nullable Described parent, String segment, JsonNode node) {
    this.what = what;
    this.parent = parent;
    this.segment = segment;
    this.node = node;
  }

  /**
   * The whole of a text.
   *
   * @param what it should be, such as {@code Anchor IDL}
   * @throws IllegalArgumentException if it is no JSON, too long or too deep, or repeats a key
   */
  public static Described parse(String what, String json) {
    if (json.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          what + " has " + json.length() + " characters, at most " + MAX_CHARS + " are read");
    }
    if (json.isBlank()) {
      throw new IllegalArgumentException(what + " is not the JSON expected: it is empty");
    }
    try {
      return new Described(what, null, "", MAPPER.readTree(json));
    } catch (JacksonException malformed) {
      throw new IllegalArgumentException(
          what + " is not the JSON expected: " + malformed.getMessage(), malformed);
    }
  }

  /** Whether this is an object. */
  public boolean isObject() {
    return node.isObject();
  }

  /** Whether this is an array. */
  public boolean isArray() {
    return node.isArray();
  }

  /** Whether this is text. */
  public boolean isText() {
    return node.isString();
  }

  /** Whether this is a number. */
  public boolean isNumber() {
    return node.isNumber();
  }

  /** Whether this is an object with such a field. */
  public boolean has(String name) {
    return node.isObject() && node.get(name) != null;
  }

  /** The field of this object. */
  public Described field(String name) {
    return optional(name)
        .orElseThrow(
            () ->
                refused(
                    node.isObject() ? "a field '" + name + "'" : "an object with '" + name + "'"));
  }

  /** The field of this object, where it is there and not null. */
  public Optional<Described> optional(String name) {
    JsonNode found = requireObject().get(name);
    return found == null || found.isNull()
        ? Optional.empty()
        : Optional.of(new Described(what, this, (parent == null ? "" : ".") + name, found));
  }

  /** The elements of the array in a field; none where the field is not there. */
  public List<Described> list(String name) {
    return optional(name).map(Described::elements).orElse(List.of());
  }

  /** The elements of this array. */
  public List<Described> elements() {
    if (!node.isArray()) {
      throw refused("an array");
    }
    List<Described> elements = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      elements.add(new Described(what, this, "[" + i + "]", node.get(i)));
    }
    return elements;
  }

  /** The names of this object's fields, in their order. */
  public List<String> names() {
    return List.copyOf(requireObject().propertyNames());
  }

  /** This text. */
  public String text() {
    if (!node.isString()) {
      throw refused("text");
    }
    return node.stringValue();
  }

  /** The text in a field, or another where the field is not there. */
  public String text(String name, String otherwise) {
    return optional(name).map(Described::text).orElse(otherwise);
  }

  /** This whole number within bounds. */
  public int number(int min, int max) {
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < min
        || node.intValue() > max) {
      throw refused("a whole number from " + min + " to " + max);
    }
    return node.intValue();
  }

  /** Whether the field is true; false where it is not there. */
  public boolean isTrue(String name) {
    Optional<Described> found = optional(name);
    if (found.isPresent() && !found.get().node.isBoolean()) {
      throw found.get().refused("true or false");
    }
    return found.isPresent() && found.get().node.booleanValue();
  }

  private JsonNode requireObject() {
    if (!node.isObject()) {
      throw refused("an object");
    }
    return node;
  }

  /** The place, from the outermost; empty for the whole. */
  public String path() {
    return (parent == null ? "" : parent.path()) + segment;
  }

  /** The refusal of what is here. */
  public IllegalArgumentException refused(String expected) {
    return new IllegalArgumentException(
        what + place(" at ") + ": expected " + expected + ", got " + shown());
  }

  /** The refusal of a part that is not there, or is wrong in a way of its own. */
  public IllegalArgumentException wrong(String problem) {
    return new IllegalArgumentException(what + place(" at ") + ": " + problem);
  }

  /** The refusal of a type here that the neutral model lacks. */
  public UnrepresentableTypeException unrepresentable(String problem) {
    return new UnrepresentableTypeException("Interlane", what + place(" at "), problem);
  }

  private String place(String before) {
    String path = path();
    return path.isEmpty() ? "" : before + path;
  }

  private String shown() {
    if (node.isObject() || node.isArray()) {
      return (node.isObject() ? "an object" : "an array") + " of " + node.size();
    }
    String text = node.toString();
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
  }

  @Override
  public String toString() {
    return what + place(" at ");
  }
}
