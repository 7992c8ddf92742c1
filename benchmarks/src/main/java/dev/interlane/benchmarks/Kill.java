package dev.interlane.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Kills a sending process again and again, and counts what became of its messages. */
@Command(
    name = "kill",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Kills a process that sends messages with SIGKILL, starts it again, and counts what became of"
          + " the messages in the end."
    },
    footer = {
      "",
      "The process has a SQLite journal and speaks JSON-RPC to two chains outside of it,"
          + " where time goes on. It is killed while it starts, sends or waits, as chance"
          + " from the seed has it. Recovery is the time from opening the journal until messages"
          + " are taken. Exit status 1 when a promise was broken."
    })
final class Kill implements Callable<Integer> {
  private static final double MILLI = 1e6;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many processes to kill (default: ${DEFAULT-VALUE}).")
  private int kills;

  /** What the messages travel between. */
  enum Chains {
    SIMULATED,
    ANVIL
  }

  @Option(
      names = "--chains",
      paramLabel = "WHICH",
      defaultValue = "simulated",
      description =
          "simulated, or anvil: nodes with Hyperlane's real contracts (default: ${DEFAULT-VALUE}).")
  private Chains chains = Chains.SIMULATED;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of chains and chance (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final Report report = new Report();

  @Override
  public Integer call() throws IOException, InterruptedException {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    Path journal = Files.createTempDirectory("interlane-kill");
    KillLoop.Ending ending;
    try (KilledChains killed = start()) {
      ending =
          KillLoop.run(
              seed,
              killed,
              kills,
              journal,
              already -> System.err.println("Killed " + already + " of " + kills + " ..."));
    }
    delete(journal);
    Figures figures = new Figures();
    figures.note("Processes killed", ending.killed(), "");
    figures.note("  messages acknowledged", ending.acknowledged(), "");
    figures.atMost("  acknowledged and lost", ending.lost(), 0, "");
    figures.atMost("  executed twice", ending.twice(), 0, "");
    figures.atMost("  out of order in ordered lanes", ending.outOfOrder(), 0, "");
    figures.atMost("  not executed without an operator", ending.unfinished(), 0, "");
    figures.note("  recovery, median", percentile(ending.recoveryNanos(), 50) / MILLI, "ms");
    figures.atMost("  recovery, p99", percentile(ending.recoveryNanos(), 99) / MILLI, 2_000, "ms");
    figures.note("    of which CPU, p99", percentile(ending.recoveryCpuNanos(), 99) / MILLI, "ms");
    report.give("", figures);
    return ending.isGood() ? 0 : 1;
  }

  private KilledChains start() {
    return switch (chains) {
      case SIMULATED -> KillWorld.start(seed);
      case ANVIL -> AnvilWorld.start();
    };
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  static double percentile(List<Long> nanos, int percent) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) * percent / 100);
  }
}
