package dev.interlane.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/testkit.md shows third parties is what is compiled and run here. */
class ConformanceDocsTest {
  private static final Path DOCUMENT = Path.of("../docs/testkit.md");
  private static final Path SOURCES = Path.of("src/test/java/dev/interlane/conformance");
  private static final Path SUITES =
      Path.of("../sdk-testkit/network/src/main/java/dev/interlane/testkit/conformance");
  private static final Pattern SNIPPET =
      Pattern.compile("```java\\n(class \\w+ extends \\w+Contract .*?)```", Pattern.DOTALL);

  @Test
  void theSnippetsAreOurOwnTests() throws IOException {
    String sources =
        words(
            Files.readString(SOURCES.resolve("InMemorySignerTest.java"))
                + Files.readString(SOURCES.resolve("TransportsTest.java")));
    List<String> snippets =
        SNIPPET
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();

    assertThat(snippets).hasSize(2);
    assertThat(snippets).allSatisfy(snippet -> assertThat(sources).contains(words(snippet)));
  }

  @Test
  void everySuiteIsNamed() throws IOException {
    String document = Files.readString(DOCUMENT);
    try (var files = Files.list(SUITES)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".java", "")))
          .filteredOn(name -> name.endsWith("Contract"))
          .hasSizeGreaterThanOrEqualTo(6)
          .allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
    }
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
