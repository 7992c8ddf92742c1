package dev.interlane.explorer;

import dev.interlane.codec.json.InterlaneJsonModule;
import tools.jackson.databind.json.JsonMapper;

/** The one way values become JSON here. */
final class Json {
  static final JsonMapper MAPPER =
      JsonMapper.builder().addModule(new InterlaneJsonModule()).build();

  private Json() {}

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }
}
