package dev.interlane.samples.explain;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.stream.Collectors;

/** Values and types on one line, the long ones cut. */
final class ShownValue {
  private static final int MAX_CHARS = 76;
  private static final int MAX_BYTES = 36;

  private ShownValue() {}

  static String of(Value value) {
    String text = whole(value);
    return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS - 3) + "...";
  }

  private static String whole(Value value) {
    return switch (value) {
      case Value.Int number -> number.toString();
      case Value.Bool truth -> Boolean.toString(truth.truth());
      case Value.Blob blob -> bytes(blob.bytes());
      case Value.Text text -> quoted(text.text());
      case Value.Address address -> address.text().orElseGet(address.bytes()::toHex);
      case Value.Sequence sequence ->
          sequence.elements().stream()
              .limit(MAX_CHARS)
              .map(ShownValue::whole)
              .collect(Collectors.joining(", ", "[", "]"));
      case Value.Choice choice ->
          choice.data() instanceof Value.Unit
              ? choice.variant()
              : choice.variant() + " " + whole(choice.data());
      case Value.Some some -> "some " + whole(some.element());
      case Value.None none -> "none";
      case Value.Dictionary map -> "map of " + map.entries().size();
      case Value.Unit unit -> "unit";
    };
  }

  private static String bytes(Bytes bytes) {
    return bytes.length() <= MAX_BYTES
        ? bytes.toHex()
        : bytes.slice(0, MAX_BYTES).toHex() + "... (" + bytes.length() + " bytes)";
  }

  /** What stands in front of values: bytes, or the beginning of a JSON message. */
  static String tag(Bytes tag) {
    return tag.get(0) == '{' ? tag.toUtf8() : bytes(tag);
  }

  // Text from outside may hold anything, and a terminal obeys some of it.
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .limit(MAX_CHARS)
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (isPlain(c)) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append(String.format("\\u%04x", c));
              }
            });
    return quoted.append('"').toString();
  }

  private static boolean isPlain(int c) {
    int kind = Character.getType(c);
    return !Character.isISOControl(c)
        && kind != Character.FORMAT
        && kind != Character.SURROGATE
        && kind != Character.UNASSIGNED
        && kind != Character.PRIVATE_USE
        && kind != Character.LINE_SEPARATOR
        && kind != Character.PARAGRAPH_SEPARATOR;
  }

  /** A type by its name where it has one. */
  static String type(ValueType type) {
    return switch (type) {
      case ValueType.Struct struct -> struct.name().isEmpty() ? "struct" : struct.name();
      case ValueType.Choice choice -> choice.name().isEmpty() ? "enum" : choice.name();
      case ValueType.Tuple tuple -> "tuple";
      case ValueType.Array array -> type(array.element()) + "[]";
      case ValueType.FixedArray array -> type(array.element()) + "[" + array.length() + "]";
      case ValueType.Option option -> "option<" + type(option.element()) + ">";
      case ValueType.Dictionary map -> "map<" + type(map.key()) + "," + type(map.value()) + ">";
      default -> type.canonical();
    };
  }
}
