package dev.interlane.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.receipt.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the table of docs/errors.md against the codes. */
class ErrorTableTest {
  @Test
  void documentsEveryCodeInOrderAndNoOther() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("..", "docs", "errors.md")).stream()
            .filter(line -> line.startsWith("| IL-"))
            .map(line -> String.join(" | ", List.of(line.split("\\s*\\|\\s*")).subList(1, 6)))
            .map(row -> row.replaceFirst("\\| [^|]* \\| (yes|no) ", "| $1 "))
            .toList();

    assertThat(rows).isEqualTo(Arrays.stream(ErrorCode.values()).map(ErrorTableTest::row).toList());
  }

  private static String row(ErrorCode code) {
    return String.join(
        " | ",
        code.code(),
        code.name(),
        code.transience() == Transience.TRANSIENT ? "yes" : "no",
        actor(code.actor()));
  }

  private static String actor(Actor actor) {
    return switch (actor) {
      case SDK -> "SDK";
      case APPLICATION -> "application";
      case OPERATOR -> "operator";
      case RECIPIENT_OWNER -> "recipient's owner";
      case NETWORK -> "network";
    };
  }
}
