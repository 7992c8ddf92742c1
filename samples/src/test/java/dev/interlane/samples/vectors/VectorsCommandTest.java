package dev.interlane.samples.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VectorsCommandTest {
  private static final Path OWN = Path.of("..", "vectors", "src", "test", "resources", "vectors");

  @TempDir Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new VectorsCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .execute(arguments);
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  @Test
  void printsALinePerFileAndTheSums() {
    assertThat(run(OWN.resolve("codec").toString())).isZero();

    assertThat(lines()).hasSize(7 + 2);
    assertThat(lines().get(0)).matches("passed +bcs.json +codec/bcs +242 passed");
    assertThat(lines().getLast()).isEqualTo("1564 passed, 0 failed");
  }

  @Test
  void printsEachCaseWhenAsked() {
    assertThat(run("--cases", OWN.resolve("caip").toString())).isZero();

    assertThat(lines()).anyMatch(line -> line.matches(" +passed +caip10-\\S+"));
  }

  @Test
  void tellsWhatFailedAndExitsSo() throws IOException {
    String wrong =
        Files.readString(OWN.resolve("codec/borsh.json"))
            .replace("\"expectedHex\":\"0xa334c8e7", "\"expectedHex\":\"0xa334c8e8");
    Files.writeString(folder.resolve("borsh.json"), wrong);

    assertThat(run(folder.toString())).isEqualTo(1);

    assertThat(lines().get(0)).startsWith("FAILED").contains("borsh.json", "failed");
    assertThat(lines()).anyMatch(line -> line.matches(" +failed +borsh.json +borsh-s-p\\d+"));
    assertThat(lines()).anyMatch(line -> line.matches(" +expected +data 0xa334c8e8[0-9a-f]+"));
    assertThat(lines()).anyMatch(line -> line.matches(" +actual +data 0xa334c8e7[0-9a-f]+"));
    assertThat(lines().getLast()).matches("\\d+ passed, [1-9]\\d* failed");
  }

  @Test
  void namesFormatsThatAreNotKnown() throws IOException {
    Files.writeString(folder.resolve("ton.json"), "{\"vm\":\"ton\",\"positive\":[1,2]}");
    Files.copy(OWN.resolve("caip/caip2-caip10.json"), folder.resolve("caip.json"));

    assertThat(run(folder.toString())).isZero();

    assertThat(lines()).anyMatch(line -> line.matches("skipped +ton.json .*ton +2 cases, .*"));
    assertThat(lines()).contains("2 cases skipped", "16 passed, 0 failed");
  }

  @Test
  void failsWhenNothingWasRun() throws IOException {
    Files.writeString(folder.resolve("ton.json"), "{\"vm\":\"ton\",\"positive\":[1,2]}");

    assertThat(run(folder.toString())).isEqualTo(1);

    assertThat(lines().getLast()).isEqualTo("0 passed, 0 failed");
  }

  @Test
  void helpsAndRefusesAWrongCommandLine() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("--cases", "--formats", "N passed, N failed");
    assertThat(run("--formats")).isZero();
    assertThat(lines()).contains("codec/evm", "hyperlane/merkle tree");
    assertThat(run()).isEqualTo(2);
    assertThat(run(folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("Name a folder", "There is no folder");
  }
}
