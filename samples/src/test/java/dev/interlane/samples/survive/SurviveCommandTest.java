package dev.interlane.samples.survive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SurviveCommandTest {
  private final StringWriter out = new StringWriter();

  @Test
  void theMessageArrivesOnceThoughItsBackendWasKilled() {
    int status = run("--at", "signed");

    assertThat(out.toString())
        .contains("kill -9", "... dispatched", "EXECUTED", "executed 1 time")
        .doesNotContain("executed 2 times");
    assertThat(status).as(out.toString()).isZero();
  }

  @Test
  void refusesAMomentItDoesNotKnow() {
    assertThat(run("--at", "sometime")).isEqualTo(2);
  }

  private int run(String... arguments) {
    return new CommandLine(new SurviveCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(arguments);
  }
}
