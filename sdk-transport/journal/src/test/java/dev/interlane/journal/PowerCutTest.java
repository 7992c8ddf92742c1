package dev.interlane.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.interlane.message.MessageId;
import dev.interlane.spi.JournalEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a loss of power leaves. The journal lies on a file system of its own, in an image behind a
 * loop device: a copy of the image holds what reached the "disk", and nothing of what the system
 * only remembered. That needs root; elsewhere the tests are skipped and say so.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PowerCutTest {
  private static final int ENOUGH = 300;

  @TempDir private Path place = Path.of("");

  @BeforeEach
  void needsRootAndLoopDevices() throws Exception {
    assumeThat(System.getProperty("user.name"))
        .as("a loop device can only be mounted by root")
        .isEqualTo("root");
    assumeThat(succeeds("sh", "-c", "command -v mkfs.ext4 && command -v losetup && losetup -f"))
        .as("mkfs.ext4, losetup and a free loop device are needed")
        .isTrue();
  }

  @Test
  void everyAcknowledgedCommitIsOnTheDiskWhenThePowerGoes() throws Exception {
    Path image = place.resolve("disk.img");
    Path mounted = Files.createDirectory(place.resolve("disk"));
    run("truncate", "-s", "192M", image.toString());
    run("mkfs.ext4", "-q", "-F", image.toString());
    run("mount", "-o", "loop", image.toString(), mounted.toString());
    List<Integer> acknowledged = new ArrayList<>();
    Path cut = place.resolve("cut.img");
    try {
      Process writer = java(KeepsCommitting.class, mounted.resolve("journal"));
      try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
        while (acknowledged.size() < ENOUGH) {
          acknowledged.add(Integer.parseInt(lines.readLine()));
        }
        // The power goes: nothing more is written, and memory is lost.
        run("kill", "-STOP", String.valueOf(writer.pid()));
        run("cp", "--sparse=always", image.toString(), cut.toString());
      } finally {
        writer.destroyForcibly();
        assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      run("umount", mounted.toString());
    }

    Set<MessageId> found = afterThePowerIsBack(cut);

    assertThat(found)
        .containsAll(
            acknowledged.stream()
                .map(number -> Records.inOwnLane(number).messages().getFirst().id())
                .toList());
    // Committed and not yet told, one per thread at most beside what the pipe held.
    System.Logger log = System.getLogger(PowerCutTest.class.getName());
    log.log(
        System.Logger.Level.INFO,
        "power cut: " + acknowledged.size() + " acknowledged, " + found.size() + " found");
  }

  @Test
  void aDiskThatIsReallyFullRefusesCommitsAndLosesNothing() throws Exception {
    Path mounted = Files.createDirectory(place.resolve("small"));
    run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", mounted.toString());
    try {
      Process writer = java(KeepsCommitting.class, mounted.resolve("journal"));
      List<Integer> acknowledged = new ArrayList<>();
      try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
        String line;
        while ((line = lines.readLine()) != null) {
          acknowledged.add(Integer.parseInt(line));
        }
      } finally {
        writer.destroyForcibly();
      }
      assertThat(acknowledged).isNotEmpty();
      // Room again, and everything is there.
      run("mount", "-o", "remount,size=64m", mounted.toString());

      assertThat(messagesIn(mounted.resolve("journal")))
          .containsAll(
              acknowledged.stream()
                  .map(number -> Records.inOwnLane(number).messages().getFirst().id())
                  .toList());
    } finally {
      run("umount", mounted.toString());
    }
  }

  private Set<MessageId> afterThePowerIsBack(Path image) throws Exception {
    Path mounted = Files.createDirectory(place.resolve("again"));
    run("mount", "-o", "loop", image.toString(), mounted.toString());
    try {
      return messagesIn(mounted.resolve("journal"));
    } finally {
      run("umount", mounted.toString());
    }
  }

  private static Set<MessageId> messagesIn(Path directory) {
    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      List<JournalEvent> events = journal.eventsAfter(0, 1_000_000);
      return events.stream().map(JournalEvent::message).collect(Collectors.toSet());
    }
  }

  private static Process java(Class<?> program, Path argument) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            argument.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void run(String... command) throws Exception {
    assertThat(succeeds(command)).as(String.join(" ", command)).isTrue();
  }

  private static boolean succeeds(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
