package dev.interlane.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's two decisions: which JDK, and whether to build. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherTest {
  private static final FileTime BUILT = FileTime.from(Instant.parse("2026-01-01T12:00:00Z"));
  private static final FileTime BEFORE = FileTime.from(Instant.parse("2026-01-01T11:00:00Z"));
  private static final FileTime AFTER = FileTime.from(Instant.parse("2026-01-01T13:00:00Z"));

  @TempDir Path folder = Path.of("");
  private Path classpath = Path.of("");
  private Path source = Path.of("");

  @BeforeEach
  void buildOnce() throws IOException {
    source = write("sdk-api/src/main/java/A.java", "class A {}");
    write("sdk-api/pom.xml", "<project/>");
    write("sdk-api/src/test/java/ATest.java", "class ATest {}");
    write("samples/pom.xml", "<project/>");
    write("vectors/pom.xml", "<project/>");
    write("pom.xml", "<project/>");
    Path jar = write("samples/target/a.jar", "jar");
    classpath = write("samples/target/launch/classpath", jar.toString());
    try (var everything = Files.walk(folder)) {
      for (Path path : everything.toList()) {
        Files.setLastModifiedTime(path, BEFORE);
      }
    }
    Files.setLastModifiedTime(classpath, BUILT);
  }

  @Test
  void takesTheJdkOfJavaHome() throws Exception {
    assertThat(findJdk(jdk("21.0.2"))).isEqualTo(folder.resolve("jdk-21.0.2").toString());
    assertThat(findJdk(jdk("30"))).isEqualTo(folder.resolve("jdk-30").toString());
  }

  @Test
  void passesOverAJdkThatIsTooOld() throws Exception {
    assertThat(findJdk(jdk("17.0.15"))).isNotEmpty().doesNotContain(folder.toString());
    assertThat(findJdk(jdk("1.8.0_392"))).isNotEmpty().doesNotContain(folder.toString());
  }

  @Test
  void buildsNothingWhenNothingChanged() throws Exception {
    assertThat(isStale()).isFalse();
  }

  @Test
  void buildsWhenASourceOrPomIsNewer() throws Exception {
    Files.setLastModifiedTime(source, AFTER);
    assertThat(isStale()).isTrue();

    Files.setLastModifiedTime(source, BEFORE);
    Files.setLastModifiedTime(folder.resolve("samples/pom.xml"), AFTER);
    assertThat(isStale()).isTrue();
  }

  @Test
  void buildsWhenASourceIsGone() throws Exception {
    Files.delete(source);

    assertThat(isStale()).isTrue();
  }

  @Test
  void buildsWhenAJarOrTheClassPathIsGone() throws Exception {
    Files.delete(folder.resolve("samples/target/a.jar"));
    assertThat(isStale()).isTrue();

    write("samples/target/a.jar", "jar");
    Files.delete(classpath);
    assertThat(isStale()).isTrue();
  }

  @Test
  void leavesTestsAndOutputAside() throws Exception {
    Files.setLastModifiedTime(folder.resolve("sdk-api/src/test/java/ATest.java"), AFTER);
    Files.setLastModifiedTime(folder.resolve("samples/target/a.jar"), AFTER);

    assertThat(isStale()).isFalse();
  }

  private boolean isStale() throws Exception {
    return bash(
            "is_stale '%s' samples '%s' && echo stale || echo fresh".formatted(folder, classpath),
            "")
        .equals("stale");
  }

  private static String findJdk(Path javaHome) throws Exception {
    return bash("find_jdk", javaHome.toString());
  }

  private Path jdk(String version) throws IOException {
    Path home = folder.resolve("jdk-" + version);
    Path javac = write("jdk-" + version + "/bin/javac", "");
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    write("jdk-" + version + "/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String bash(String command, String javaHome) throws Exception {
    Path launcher = ProjectTree.root().resolve("support/launch.bash");
    ProcessBuilder builder =
        new ProcessBuilder(List.of("bash", "-c", ". '%s'; %s".formatted(launcher, command)));
    builder.environment().put("JAVA_HOME", javaHome);
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
