package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Strictness;
import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the real contracts did, from the files under hyperlane/. */
final class Recording {
  private static final JsonMapper JSON = new JsonMapper();

  private Recording() {}

  static JsonNode read(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            Recording.class.getResourceAsStream("/hyperlane/" + name + ".json"), name)) {
      return JSON.readTree(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<JsonNode> cases(String name) {
    return list(read(name).get("cases"));
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  static EvmAddress address(JsonNode text) {
    return EvmAddress.parse(text.asString(), Strictness.LENIENT);
  }

  static Bytes hex(JsonNode text) {
    return Bytes.fromHex(text.asString());
  }

  /** Bytes in full, or the bytes a recorded formula gives. */
  static Bytes body(JsonNode body) {
    if (body.has("hex")) {
      return hex(body.get("hex"));
    }
    int a = body.get("generator").get("a").asInt();
    int b = body.get("generator").get("b").asInt();
    return Bytes.generate(
        body.get("len").asInt(),
        target -> {
          for (int i = 0; i < target.length; i++) {
            target[i] = (byte) (i * a + b);
          }
        });
  }
}
