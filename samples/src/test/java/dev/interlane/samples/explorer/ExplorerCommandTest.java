package dev.interlane.samples.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.journal.SqliteJournal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplorerCommandTest {
  @TempDir private Path directory = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void writesASimulatedRun() throws Exception {
    Path page = directory.resolve("run.html");

    assertThat(run("--seed", "3", "--messages", "8", "--out", page.toString())).isZero();

    assertThat(out.toString()).contains(page.toString(), "8 messages");
    assertThat(Files.readString(page)).startsWith("<!doctype html>").contains("detail0");
  }

  @Test
  void writesWhatAJournalHolds() throws Exception {
    Path page = directory.resolve("journal.html");
    SqliteJournal.open(directory).close();

    assertThat(run(directory.toString(), "--out", page.toString(), "--since", "PT6H")).isZero();

    assertThat(out.toString()).contains("0 messages");
    assertThat(page).exists();
  }

  @Test
  void refusesAJournalThatIsNotThere() {
    assertThat(run(directory.resolve("nowhere").toString())).isOne();

    assertThat(err.toString()).contains("There is no directory");
  }

  @Test
  void refusesFaultsItCannotRead() {
    assertThat(run("--seed", "3", "--faults", "earthquake")).isEqualTo(2);

    assertThat(err.toString()).contains("earthquake");
  }

  private int run(String... arguments) {
    return new CommandLine(new ExplorerCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
