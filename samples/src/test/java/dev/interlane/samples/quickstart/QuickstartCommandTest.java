package dev.interlane.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class QuickstartCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "'', EXECUTED",
    "--transport relay, EXECUTED",
    "--transport validator, EXECUTED",
    "--fail revert, UNDELIVERED",
    "--fail expire, EXPIRED",
    "--fail reorg, EXECUTED",
    "--fail stranger, EXECUTED",
    "--transport relay --fail revert, UNDELIVERED",
    "--transport relay --fail expire, EXPIRED",
    "--transport relay --fail reorg, EXECUTED",
    "--transport relay --fail stranger, EXECUTED",
    "'--call swap(uint256,bytes) --args 7 0xc0ffee', EXECUTED",
  })
  void endsAsAsked(String arguments, String outcome) {
    int status = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(lines().get(lines().size() - 1)).matches("receipt 0x[0-9a-f]{64} " + outcome);
    assertThat(status).as(out.toString()).isZero();
  }

  @Test
  void showsTheReorganisationInTheTimeline() {
    run("--fail", "reorg");

    assertThat(lines()).anyMatch(line -> line.contains("reorg: block 1 is gone, back to accepted"));
  }

  @Test
  void namesTheStranger() {
    run("--fail", "stranger");

    assertThat(lines()).anyMatch(line -> line.contains("executed by a stranger, 0x"));
  }

  @Test
  void showsProgressBesideTheOutput() {
    run();

    assertThat(err.toString()).contains("... accepted and journaled", "... executed by us");
  }

  @Test
  void isPlainWhenPiped() {
    run();

    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @Test
  void refusesAWrongCommandLine() {
    assertThat(run("--transport", "pigeon")).isEqualTo(2);
    assertThat(err.toString()).contains("--transport must be relay or validator, got 'pigeon'");
    assertThat(run("--call", "swap(uint8)", "--args", "256")).isEqualTo(2);
    assertThat(err.toString()).contains("256");
    assertThat(run("--args", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--args goes with --call");
  }

  private int run(String... arguments) {
    return new CommandLine(new QuickstartCommand())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }
}
