package dev.interlane.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command has measured, under the machine it ran on and how busy that was. */
final class Report {
  private final String loadBefore = Machine.load();

  @Option(names = "--output", paramLabel = "FILE", description = "Writes the figures there too.")
  private @Nullable Path output;

  /**
   * Prints the figures, and writes them to the file if there is one.
   *
   * @param remark what else a reader should know of the run, after a full stop or a semicolon
   */
  void give(String remark, Object figures) throws IOException {
    String text =
        "%s. Load %s before, %s after%s.%n%n%s"
            .formatted(Machine.describe(), loadBefore, Machine.load(), remark, figures);
    System.out.print(text);
    if (output != null) {
      Files.writeString(output, text, StandardCharsets.UTF_8);
    }
  }
}
