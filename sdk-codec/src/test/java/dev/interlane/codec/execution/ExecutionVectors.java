package dev.interlane.codec.execution;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What nodes answered, recorded. */
final class ExecutionVectors {
  private ExecutionVectors() {}

  /** A recording of ours; the project's only copy. */
  static JsonNode recorded(String file) {
    return JsonMapper.shared()
        .readTree(root().resolve("vectors/src/test/resources/vectors/execution").resolve(file));
  }

  /**
   * The recordings of a geth network, which lie beside the project; skips the test without them.
   */
  static List<JsonNode> ofGeth() {
    Path folder = root().resolveSibling("shared/vectors/light-client/ethereum-eureka");
    Assumptions.assumeTrue(Files.isDirectory(folder), () -> "Recordings are absent: " + folder);
    try (Stream<Path> files = Files.list(folder)) {
      List<JsonNode> recordings =
          files.sorted().map(file -> JsonMapper.shared().readTree(file.toFile())).toList();
      Assumptions.assumeFalse(recordings.isEmpty(), () -> "No recordings in " + folder);
      return recordings;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("sdk-api/pom.xml"))) {
      root = Objects.requireNonNull(root.getParent(), "The project's root is not above");
    }
    return root;
  }

  static Bytes32 word(JsonNode node, String field) {
    return Bytes32.fromHex(node.get(field).stringValue());
  }

  static Bytes bytes(JsonNode node, String field) {
    return Bytes.fromHex(node.get(field).stringValue());
  }

  static EvmAddress address(JsonNode node, String field) {
    return EvmAddress.parse(node.get(field).stringValue());
  }

  static BigInteger quantity(JsonNode node, String field) {
    return new BigInteger(node.get(field).stringValue().substring(2), 16);
  }

  static long number(JsonNode node, String field) {
    return quantity(node, field).longValueExact();
  }

  static List<Bytes> nodes(JsonNode list) {
    return list.valueStream().map(node -> Bytes.fromHex(node.stringValue())).toList();
  }
}
