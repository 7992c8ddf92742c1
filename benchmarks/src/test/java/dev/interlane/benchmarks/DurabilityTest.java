package dev.interlane.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The short form runs; what it measures on a busy machine is nobody's bar. */
class DurabilityTest {
  @Test
  void theShortFormMeasuresBothJournals(@TempDir Path directory) throws IOException {
    Path figures = directory.resolve("figures.md");

    int status =
        new CommandLine(new Durability())
            .execute(
                "--quick",
                "--directory",
                directory.resolve("journals").toString(),
                "--output",
                figures.toString());

    assertThat(status).isZero();
    assertThat(Files.readString(figures))
        .contains("SQLite, 64 virtual threads", "of the raw log")
        .contains("PostgreSQL journal, 4 lanes", "of plain JDBC");
    assertThat(directory.resolve("journals")).doesNotExist();
  }
}
