package dev.interlane.codec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzzes each target in a JVM of its own, from the kept corpus and fresh seeds, and keeps what
 * reaches new branches. No part of the normal run: {@code mvn -Pfuzz -pl sdk-codec -am verify},
 * with {@code -Dfuzz.seconds=600} for each target and {@code -Dfuzz.targets=borsh,bcs} for some of
 * them.
 */
class FuzzRun {
  private static final Path WORK = Path.of("target/fuzz");
  private static final int SEEDS = 400;
  private static final int MAX_INPUT_BYTES = 2_048;
  // In all some hundred KiB of text, which a repository can bear.
  private static final int KEPT_BYTES = 12_000;
  private static final int KEPT_INPUT_BYTES = 400;
  private static final Pattern PROGRESS =
      Pattern.compile("^#(\\d+)\\s+DONE\\s+cov: (\\d+) ft: (\\d+)");

  static List<String> targets() {
    String chosen = System.getProperty("fuzz.targets", "");
    return chosen.isEmpty() ? FuzzTargets.names() : Arrays.asList(chosen.split(","));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void findsNothing(String name) throws IOException, InterruptedException {
    Path folder = WORK.resolve(name);
    Path inputs = Files.createDirectories(folder.resolve("inputs"));
    Path log = folder.resolve("log");
    FuzzTarget target = FuzzTargets.of(name);
    for (Bytes kept : Corpus.of(name)) {
      write(inputs, kept);
    }
    Random random = new Random(name.hashCode());
    for (int i = 0; i < SEEDS; i++) {
      write(inputs, target.seed(random));
    }

    int seconds = Integer.getInteger("fuzz.seconds", 600);
    int status = jazzer(name, log, "-max_total_time=" + seconds, inputs.toString());

    assertThat(status)
        .as(
            "%s: see %s; the input is in %s as crash-*, timeout-* or oom-*",
            name, log.toAbsolutePath(), folder.toAbsolutePath())
        .isZero();
    report(name, seconds, log);
    minimise(name, folder, inputs);
  }

  private static void report(String name, int seconds, Path log) throws IOException {
    List<Matcher> done =
        Files.readAllLines(log).stream().map(PROGRESS::matcher).filter(Matcher::find).toList();
    assertThat(done).as("The last line of progress in %s", log).isNotEmpty();
    Matcher last = done.getLast();
    System.out.printf(
        "%s: %d s, %,d executions, %s edges, %s features%n",
        name, seconds, Long.parseLong(last.group(1)), last.group(2), last.group(3));
  }

  /** Keeps the fewest inputs that reach all that was reached, as far as they are small. */
  private static void minimise(String name, Path folder, Path inputs)
      throws IOException, InterruptedException {
    Path merged = folder.resolve("merged");
    delete(merged);
    Files.createDirectories(merged);
    Path log = folder.resolve("merge-log");
    assertThat(jazzer(name, log, "-merge=1", merged.toString(), inputs.toString()))
        .as("merging, see %s", log.toAbsolutePath())
        .isZero();
    List<Bytes> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(merged)) {
      for (Path file : files.toList()) {
        all.add(Bytes.of(Files.readAllBytes(file)));
      }
    }
    List<Bytes> kept = new ArrayList<>();
    int bytes = 0;
    for (Bytes each : Corpus.ordered(all).toList()) {
      if (each.length() <= KEPT_INPUT_BYTES && bytes + each.length() <= KEPT_BYTES) {
        kept.add(each);
        bytes += each.length();
      }
    }
    Corpus.keep(name, kept);
  }

  /** Runs Jazzer to its end and returns its status; what it prints goes to the log. */
  private static int jazzer(String name, Path log, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--target_args=" + name,
                "--instrumentation_includes=dev.interlane.**",
                "--reproducer_path=" + log.getParent(),
                "-artifact_prefix=" + log.getParent() + "/",
                "-max_len=" + MAX_INPUT_BYTES,
                "-timeout=20",
                "-rss_limit_mb=0",
                "-print_final_stats=1"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start()
        .waitFor();
  }

  private static void write(Path folder, Bytes input) throws IOException {
    Files.write(folder.resolve(Integer.toHexString(input.hashCode())), input.toArray());
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
