package dev.interlane.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.build.ProjectTree.Pom;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PomTest {
  private final List<Pom> poms = ProjectTree.poms();

  @Test
  void bomListsEveryPublishedModule() {
    List<String> published =
        poms.stream().filter(Pom::isPublishedJar).map(Pom::artifactId).toList();

    Pom bom = ProjectTree.pom(ProjectTree.root().resolve("bom"));

    assertThat(published).contains("interlane-api", "interlane-testkit");
    assertThat(bom.managed()).containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  void everyModuleHasOneVersion() {
    assertThat(poms).extracting(Pom::version).containsOnly(poms.getFirst().version());
  }

  @Test
  void everyLibraryIsExplained() throws IOException {
    TreeSet<String> libraries = new TreeSet<>();
    poms.forEach(pom -> libraries.addAll(pom.libraries()));
    String explained = Files.readString(ProjectTree.root().resolve("docs/dependencies.md"));

    assertThat(libraries).contains("org.jspecify:jspecify");
    assertThat(libraries)
        .allSatisfy(library -> assertThat(explained).contains("`" + library + "`"));
  }

  @Test
  void continuousIntegrationRunsTheCommandOfTheReadme() throws IOException {
    String readme = Files.readString(ProjectTree.root().resolve("README.md"));
    List<String> script = Files.readAllLines(ProjectTree.root().resolve(".ci/run"));

    assertThat(script.getLast()).isEqualTo("mvn -B verify");
    assertThat(readme).contains(script.getLast());
  }
}
