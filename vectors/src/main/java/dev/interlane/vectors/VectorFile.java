package dev.interlane.vectors;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of vectors.
 *
 * @param path where it is
 * @param content what it holds
 */
public record VectorFile(Path path, JsonNode content) {
  public VectorFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(content, "content");
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is not JSON or cannot be read
   */
  public static VectorFile read(Path path) {
    try {
      return new VectorFile(path, JsonMapper.shared().readTree(path.toFile()));
    } catch (JacksonException unreadable) {
      throw new IllegalArgumentException(
          path + " is not readable JSON: " + unreadable.getOriginalMessage(), unreadable);
    }
  }

  /** Its name, such as {@code evm.json}. */
  public String name() {
    return Objects.requireNonNull(path.getFileName()).toString();
  }

  /** The name of the folder it is in. */
  public String folder() {
    Path folder = path.toAbsolutePath().normalize().getParent();
    return folder == null || folder.getFileName() == null ? "" : folder.getFileName().toString();
  }

  /** A file beside it, or below its folder. */
  public VectorFile sibling(String name) {
    return read(path.resolveSibling(name));
  }

  /** A text at the top, empty if there is none. */
  public String text(String field) {
    JsonNode text = content.get(field);
    return text != null && text.isString() ? text.stringValue() : "";
  }

  /** An array at the top, empty if there is none. */
  public List<JsonNode> list(String field) {
    JsonNode array = content.get(field);
    return array == null ? List.of() : array.valueStream().toList();
  }
}
