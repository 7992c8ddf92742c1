package dev.interlane.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorRunnerTest {
  @TempDir Path folder = Path.of("");

  private final VectorRunner runner = VectorRunner.load();

  private FileReport run(String content) throws IOException {
    return runner.run(Files.writeString(folder.resolve("file.json"), content));
  }

  private static CaseResult only(FileReport report) {
    List<FileReport.Line> lines = ((FileReport.Ran) report).lines();
    assertThat(lines).hasSize(1);
    return lines.get(0).result();
  }

  private static String borsh(String positive, String negative) {
    return "{\"vm\":\"borsh\",\"positive\":[%s],\"negative\":[%s]}".formatted(positive, negative);
  }

  @Test
  void saysWhatWasExpectedAndWhatCame() throws IOException {
    FileReport report =
        run(
            borsh(
                "{\"id\":\"a\",\"kind\":\"value\",\"type\":{\"k\":\"uint\",\"bits\":16},"
                    + "\"value\":\"1\",\"expectedHex\":\"0x0001\"}",
                ""));

    assertThat(only(report)).isEqualTo(new CaseResult.Failed("encoding 0x0001", "encoding 0x0100"));
  }

  @Test
  void failsWhatIsReadThoughItMustBeRefused() throws IOException {
    FileReport report =
        run(
            borsh(
                "",
                "{\"id\":\"a\",\"class\":\"BAD_BOOL\",\"type\":{\"k\":\"bool\"},"
                    + "\"dataHex\":\"0x01\"}"));

    assertThat(only(report))
        .isInstanceOfSatisfying(
            CaseResult.Failed.class,
            failed -> {
              assertThat(failed.expected()).contains("BAD_BOOL", "refused");
              assertThat(failed.actual()).contains("read as");
            });
  }

  @Test
  void namesTheFieldThatACaseLacks() throws IOException {
    FileReport report = run(borsh("{\"id\":\"a\",\"kind\":\"value\"}", ""));

    assertThat(only(report))
        .isInstanceOfSatisfying(
            CaseResult.Failed.class, failed -> assertThat(failed.actual()).contains("expectedHex"));
  }

  @Test
  void failsFilesThatAreNoJsonOrHaveNoCases() throws IOException {
    assertThat(only(run("{"))).isInstanceOf(CaseResult.Failed.class);
    assertThat(only(run("[".repeat(100_000)))).isInstanceOf(CaseResult.Failed.class);
    assertThat(only(run(borsh("", "")))).isInstanceOf(CaseResult.Failed.class);
    assertThat(only(run("{\"vm\":\"borsh\",\"positive\":[{}]}")))
        .isInstanceOf(CaseResult.Failed.class);
  }

  @Test
  void namesFormatsThatItDoesNotKnow() throws IOException {
    Path file = folder.resolve("file.json");

    assertThat(run("{\"protocol\":\"smoke\",\"cases\":[1,2,3]}"))
        .isEqualTo(new FileReport.Unknown(file, folder.getFileName() + "/smoke", 3));
    assertThat(run("[1,2]"))
        .isEqualTo(new FileReport.Unknown(file, String.valueOf(folder.getFileName()), 2));
    assertThat(run("7"))
        .isEqualTo(new FileReport.Unknown(file, String.valueOf(folder.getFileName()), 1));
  }

  @Test
  void findsFilesInFoldersWithinFolders() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("b/c"));
    Files.writeString(deep.resolve("x.json"), "1");
    Files.writeString(folder.resolve("a.json"), "1");
    Files.writeString(folder.resolve("README.md"), "no vectors");

    assertThat(VectorRunner.files(folder))
        .containsExactly(folder.resolve("a.json"), deep.resolve("x.json"));
    assertThat(VectorRunner.files(deep.resolve("x.json"))).containsExactly(deep.resolve("x.json"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorRunner.files(folder.resolve("none")))
        .withMessageContaining("none");
  }

  @Test
  void tellsSkippedCasesApart() {
    assertThat(VectorCase.skipped("a", "no such chain").run())
        .isEqualTo(new CaseResult.Skipped("no such chain"));
    assertThat(new VectorCase("a", () -> {}).run()).isEqualTo(new CaseResult.Passed());
    assertThat(
            new VectorCase("a", () -> Expect.refusal(IllegalStateException.class, "it", () -> 5))
                .run())
        .isEqualTo(new CaseResult.Failed("it refused", "read as 5"));
  }
}
