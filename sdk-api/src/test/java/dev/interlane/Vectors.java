package dev.interlane;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Golden vectors from {@code src/test/resources/vectors}. */
public final class Vectors {
  private Vectors() {}

  /** The cases of a file; never none. */
  public static List<Case> cases(String file) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
      if (in == null) {
        throw new AssertionError("No vectors in " + file);
      }
      List<Case> cases =
          JsonMapper.shared().readTree(in).get("cases").valueStream().map(Case::new).toList();
      if (cases.isEmpty()) {
        throw new AssertionError("No cases in " + file);
      }
      return cases;
    } catch (IOException unreadable) {
      throw new AssertionError("Cannot read vectors " + file, unreadable);
    }
  }

  /** One case, printed by its id. */
  public record Case(JsonNode node) {
    public String kind() {
      return node.get("kind").stringValue();
    }

    public boolean hasInput(String field) {
      return node.get("input").hasNonNull(field);
    }

    public String input(String field) {
      return node.get("input").get(field).stringValue();
    }

    public boolean expects(String field) {
      return node.get("expected").hasNonNull(field);
    }

    public String expected(String field) {
      return node.get("expected").get(field).stringValue();
    }

    public boolean expectedFlag(String field) {
      return node.get("expected").get(field).booleanValue();
    }

    @Override
    public String toString() {
      return node.get("id").stringValue();
    }
  }
}
