package dev.interlane.samples.fivevms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FiveVmsCommandTest {
  private final StringWriter out = new StringWriter();

  private List<String> run() {
    int status =
        new CommandLine(new FiveVmsCommand())
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setOut(new PrintWriter(out, true))
            .execute();
    assertThat(status).as("%s", out).isZero();
    return out.toString().lines().toList();
  }

  @Test
  void showsTheSameCallInTheBytesOfFiveVms() {
    List<String> lines = run();

    assertThat(lines)
        .contains(
            "  EVM         0000000000000000000000000000000000000000000000000000000000001e65",
            "  Solana      651e000000000000",
            "  Substrate   2c74776f207469636b657473",
            "  CosmWasm    \"two tickets\"",
            "  CosmWasm    [\"250\",\"125\"]",
            "  EVM         260 bytes",
            "  Starknet    256 bytes");
  }

  @Test
  void sendsItWhereATransportGoesAndSaysWhereNoneDoes() {
    List<String> lines = run();

    List<String> sent = lines.subList(lines.indexOf("sent to each") + 1, lines.size());
    assertThat(sent).hasSize(5);
    assertThat(sent.get(0)).isEqualTo("  EVM         executed");
    assertThat(sent.subList(1, 5))
        .allSatisfy(
            line -> assertThat(line).contains("refused: IL-101", "is not one of the client's"));
  }
}
