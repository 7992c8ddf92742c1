package dev.interlane.codec.json;

import java.util.function.Function;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.FromStringDeserializer;

/** Reads a type from its standard text; the parser's own complaint becomes Jackson's. */
final class TextReader<T> extends FromStringDeserializer<T> {
  private final Function<String, T> parse;

  TextReader(Class<T> type, Function<String, T> parse) {
    super(type);
    this.parse = parse;
  }

  @Override
  protected T _deserialize(String text, DeserializationContext context) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException refused) {
      return context.reportInputMismatch(this, "%s", refused.getMessage());
    }
  }

  @Override
  protected Object _deserializeFromEmptyString(DeserializationContext context) {
    return _deserialize("", context);
  }
}
