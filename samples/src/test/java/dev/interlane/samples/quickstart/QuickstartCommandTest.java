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
    "--transport zk, EXECUTED",
    "--transport zk --fail revert, UNDELIVERED",
    "--transport zk --fail expire, EXPIRED",
    "--transport zk --fail reorg, EXECUTED",
    "--transport zk --fail stranger, EXECUTED",
    "--transport quorum, EXECUTED",
    "--transport quorum --fail reorg, EXECUTED",
    "'--transport zk --call swap(uint256,bytes) --args 7 0xc0ffee', EXECUTED",
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
  void saysWhoseLightClientItIs() {
    run("--transport", "zk");

    assertThat(lines().get(0)).endsWith("its light client is an INSECURE TEST PROVER");
    assertThat(lines())
        .anyMatch(line -> line.contains("authorize signed"))
        .anyMatch(line -> line.contains("light client: INSECURE TEST PROVER"))
        .anyMatch(line -> line.startsWith("  trusted") && line.contains("proven to anybody"));
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
    assertThat(err.toString()).contains("'--transport'", "quorum]", "pigeon");
    assertThat(run("--transport", "quorum", "--fail", "stranger")).isEqualTo(2);
    assertThat(err.toString()).contains("cannot make the proofs of quorum");
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
