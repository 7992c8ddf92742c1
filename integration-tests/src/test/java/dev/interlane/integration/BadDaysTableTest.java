package dev.interlane.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that a document's table names exists, and is run. */
class BadDaysTableTest {
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");

  @Test
  void namesTestsThatExist() throws IOException {
    assertThat(rowsThatNameTests("docs/spec/bad-days.md", "| ")).isGreaterThanOrEqualTo(26);
  }

  @Test
  void everyInvariantOfDurabilityHasATest() throws IOException {
    assertThat(rowsThatNameTests("docs/durability.md", "| I")).isEqualTo(10);
  }

  private static int rowsThatNameTests(String document, String begin) throws IOException {
    Path root = root();
    Map<String, String> sources = testSources(root);
    List<String> missing = new ArrayList<>();
    int rows = 0;

    for (String row : Files.readAllLines(root.resolve(document), UTF_8)) {
      if (!row.startsWith(begin)
          || row.startsWith("| IL-")
          || row.startsWith("| What")
          || row.startsWith("| ---")) {
        continue;
      }
      rows++;
      Matcher named = NAMED.matcher(row);
      int tests = 0;
      while (named.find()) {
        tests++;
        if (!isTest(sources.getOrDefault(named.group(1), ""), named.group(2))) {
          missing.add(named.group());
        }
      }
      assertThat(tests).as("tests named in: %s", row).isPositive();
    }

    assertThat(missing).as("named in %s, but no test", document).isEmpty();
    return rows;
  }

  private static boolean isTest(String source, String method) {
    return Pattern.compile(
            "@(Test|ParameterizedTest)\\s(?:(?!\\bvoid\\b)[\\s\\S])*?void " + method + "\\(")
        .matcher(source)
        .find();
  }

  private static Map<String, String> testSources(Path root) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(
              file ->
                  root.relativize(file).toString().contains("src/test/java")
                      || name(file).endsWith("JournalContract"))
          .filter(file -> file.toString().endsWith("Test.java") || isSuite(file))
          .forEach(file -> sources.put(name(file), read(file)));
    }
    return sources;
  }

  private static boolean isSuite(Path file) {
    return name(file).endsWith("OnTwoChains") || name(file).endsWith("JournalContract");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/spec"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("No docs/spec above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }
}
