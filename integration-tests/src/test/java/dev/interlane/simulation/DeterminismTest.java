package dev.interlane.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same seed is the same run, line by line, in every JVM. */
class DeterminismTest {
  private static final long SEED = 11;

  @Test
  void anotherProcessSeesTheSameRun() throws IOException, InterruptedException {
    String here = Fingerprint.of(SEED);

    // Another hash seed for identity hashes and other salts for immutable collections.
    String there = inAnotherJvm("-XX:hashCode=2", "-XX:+UnlockExperimentalVMOptions");

    assertThat(there).isEqualTo(here);
    assertThat(Fingerprint.of(SEED + 1)).isNotEqualTo(here);
  }

  private static String inAnotherJvm(String hashing, String unlock)
      throws IOException, InterruptedException {
    Process other =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    unlock,
                    hashing,
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Fingerprint.class.getName(),
                    String.valueOf(SEED)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(other.waitFor()).as(printed).isZero();
    return printed.strip();
  }
}
