package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the real contracts wrote, answered and accepted. */
public final class HyperlaneVectors {
  private HyperlaneVectors() {}

  /** A file of our own capture. */
  public static JsonNode file(String name) {
    return JsonMapper.shared().readTree(resource(name).toArray());
  }

  /** The bytes of a file of our own capture. */
  public static Bytes resource(String name) {
    try (InputStream in =
        HyperlaneVectors.class.getResourceAsStream("/vectors/hyperlane/" + name)) {
      assertThat(in).as(name).isNotNull();
      return Bytes.of(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new AssertionError("Cannot read vectors " + name, unreadable);
    }
  }

  /** The cases of a file; never none. */
  public static Stream<Case> cases(String name) {
    List<Case> cases = file(name).get("cases").valueStream().map(Case::new).toList();
    assertThat(cases).as(name).isNotEmpty();
    return cases.stream();
  }

  /** A file of Hyperlane's own vectors, which lie beside the project; skips the test without it. */
  public static JsonNode official(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("sdk-api/pom.xml"))) {
      root = root.getParent();
    }
    Assumptions.assumeTrue(root != null, "The project's root is not above the working folder");
    Path file = root.resolveSibling("shared/vectors/hyperlane/official").resolve(name);
    Assumptions.assumeTrue(Files.exists(file), () -> "Hyperlane's own vectors are absent: " + file);
    return JsonMapper.shared().readTree(file.toFile());
  }

  /** The word in a field. */
  public static Bytes32 word(JsonNode node, String field) {
    return Bytes32.fromHex(node.get(field).stringValue());
  }

  /** The bytes in a field. */
  public static Bytes bytes(JsonNode node, String field) {
    return Bytes.fromHex(node.get(field).stringValue());
  }

  /** The words in a list. */
  public static List<Bytes32> words(JsonNode list) {
    return list.valueStream().map(each -> Bytes32.fromHex(each.stringValue())).toList();
  }

  /** One case, printed by its name. */
  public record Case(JsonNode node) {
    public JsonNode get(String field) {
      return node.get(field);
    }

    public boolean has(String field) {
      return node.hasNonNull(field);
    }

    public Bytes bytes(String field) {
      return HyperlaneVectors.bytes(node, field);
    }

    public Bytes32 word(String field) {
      return HyperlaneVectors.word(node, field);
    }

    @Override
    public String toString() {
      return node.hasNonNull("name") ? node.get("name").stringValue() : node.toString();
    }
  }
}
