package dev.interlane.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.devnet.RequiresDevnet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The short form runs; what it measures on a busy machine is nobody's bar. */
@RequiresDevnet
class DevnetSpeedTest {
  @BeforeAll
  static void needsNode() {}

  @Test
  void theShortFormMeasuresMessagesAgainstBareTransactions(@TempDir Path directory)
      throws IOException {
    Path figures = directory.resolve("figures.md");

    int status =
        new CommandLine(new DevnetSpeed())
            .execute("--messages=8", "--warm-up=0", "--only=MERKLE_ROOT", "--output=" + figures);

    assertThat(status).isZero();
    assertThat(Files.readString(figures))
        .contains("8 messages each")
        .contains("Bare transactions, a block per transaction", "Bare transactions, 1 s blocks")
        .contains("Messages, merkle-root 2-of-3, 1 s blocks", "of half the bare transactions")
        .contains("latency at half that rate, p50", "CPU of the nodes per message")
        .doesNotContain("relay");
  }

  @Test
  void refusesNumbersThatMeanNothing() {
    assertThat(new CommandLine(new DevnetSpeed()).execute("--messages=0")).isEqualTo(2);
  }
}
