package dev.interlane.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.build.ProjectTree.Pom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The prover that proves anything, and the light client that believes it, reach nobody's users. */
class InsecureProverTest {
  private static final Set<String> FOR_TESTS = Set.of("interlane-testkit", "interlane-devnet");
  private static final List<String> NAMES =
      List.of("TestLightClient", "TrapdoorProver", "LightClientProver", "StubProver");

  @Test
  void isInTheTestkitOnly() throws IOException {
    for (Pom pom : ProjectTree.poms()) {
      if (pom.isPublishedJar()) {
        List<String> found = insecure(pom.folder().resolve("src/main"));
        if (FOR_TESTS.contains(pom.artifactId())) {
          assertThat(found).as(pom.artifactId()).isNotEmpty();
        } else {
          assertThat(found).as(pom.artifactId()).isEmpty();
        }
      }
    }
  }

  @Test
  void comesWithNoOtherArtifact() {
    assertThat(ProjectTree.poms())
        .filteredOn(Pom::isPublishedJar)
        .filteredOn(pom -> !FOR_TESTS.contains(pom.artifactId()))
        .isNotEmpty()
        .allSatisfy(
            pom ->
                assertThat(pom.interlaneAtRuntime())
                    .as(pom.artifactId())
                    .doesNotContainAnyElementsOf(FOR_TESTS));
  }

  private static List<String> insecure(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> NAMES.stream().anyMatch(name::startsWith))
          .toList();
    }
  }
}
