package dev.interlane.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The project's own copies, and the shared folder where there is one, give what they say. */
class VectorsTest {
  static final Path OWN = Path.of("src", "test", "resources", "vectors");
  private static final Path SHARED = Path.of("..", "..", "shared", "vectors");

  /** Formats of files that may not be copied; the shared folder has some. */
  private static final Set<String> ELSEWHERE =
      Set.of("hyperlane/official", "light-client/ethereum", "zk/sp1");

  private final VectorRunner runner = VectorRunner.load();

  @TestFactory
  Stream<DynamicNode> everyOwnCaseHolds() {
    return tests(OWN);
  }

  @TestFactory
  Stream<DynamicNode> everySharedCaseHolds() {
    Assumptions.assumeTrue(Files.exists(SHARED), () -> "There is no folder " + SHARED);
    return tests(SHARED);
  }

  private Stream<DynamicNode> tests(Path folder) {
    return VectorRunner.files(folder).stream()
        .map(
            file ->
                switch (runner.run(file)) {
                  case FileReport.Ran ran ->
                      dynamicContainer(
                          folder.relativize(file) + " " + ran.format(),
                          ran.lines().stream()
                              .map(line -> dynamicTest(line.name(), () -> require(line))));
                  case FileReport.Unknown unknown ->
                      dynamicTest(
                          folder.relativize(file).toString(),
                          () -> Assumptions.abort("no format knows " + unknown.format()));
                });
  }

  private static void require(FileReport.Line line) {
    switch (line.result()) {
      case CaseResult.Passed passed -> {}
      case CaseResult.Skipped skipped -> Assumptions.abort(skipped.why());
      case CaseResult.Failed failed ->
          fail("expected %s, got %s", failed.expected(), failed.actual());
    }
  }

  @Test
  void runsAllOfTheOwnFiles() {
    Map<String, Long> passed = new TreeMap<>();
    for (Path file : VectorRunner.files(OWN)) {
      FileReport.Ran ran = (FileReport.Ran) runner.run(file);
      passed.merge(ran.format(), ran.passed(), Long::sum);
    }

    assertThat(passed)
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("caip", 16L),
                    Map.entry("codec/bcs", 242L),
                    Map.entry("codec/borsh", 254L),
                    Map.entry("codec/cairo", 150L),
                    Map.entry("codec/cosmwasm", 158L),
                    Map.entry("codec/evm", 359L),
                    Map.entry("codec/scale", 286L),
                    Map.entry("codec/stellar", 115L),
                    Map.entry("envelope", 93L),
                    Map.entry("erc7786", 15L),
                    Map.entry("erc7930", 28L),
                    Map.entry("event-topics", 19L),
                    Map.entry("execution/block", 5L),
                    Map.entry("hyperlane/announcements", 5L),
                    Map.entry("hyperlane/checkpoint storage", 8L),
                    Map.entry("hyperlane/constants", 69L),
                    Map.entry("hyperlane/dispatches", 33L),
                    Map.entry("hyperlane/hook metadata", 11L),
                    Map.entry("hyperlane/merkle tree", 84L),
                    Map.entry("hyperlane/messages", 57L),
                    Map.entry("hyperlane/refused deliveries", 37L),
                    Map.entry("zk/groth16", 8L))));
  }

  @Test
  void everyFormatRunsSomething() {
    List<String> seen =
        VectorRunner.files(OWN).stream()
            .map(runner::run)
            .map(FileReport::format)
            .distinct()
            .toList();

    assertThat(runner.formats())
        .allSatisfy(
            format ->
                assertThat(seen.contains(format) || ELSEWHERE.contains(format))
                    .as(format)
                    .isTrue());
  }
}
