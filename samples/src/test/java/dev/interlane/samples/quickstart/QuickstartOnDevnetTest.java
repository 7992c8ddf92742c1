package dev.interlane.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.devnet.RequiresDevnet;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The README's first command over nodes with the real contracts. */
@RequiresDevnet
class QuickstartOnDevnetTest {
  @ParameterizedTest
  @ValueSource(strings = {"relay", "validator", "zk"})
  void executesTheCall(String transport) {
    StringWriter out = new StringWriter();

    int status =
        new CommandLine(new QuickstartCommand())
            .setOut(new PrintWriter(out))
            .execute("--devnet", "--transport", transport);

    assertThat(out.toString().strip()).containsPattern("receipt 0x[0-9a-f]{64} EXECUTED$");
    assertThat(status).isZero();
  }
}
