package dev.interlane.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Kills and stops instances that work over one database, and counts. */
@Command(
    name = "zombies",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs three instances over one PostgreSQL database, kills the one that works or stops it"
          + " until another has taken over, and counts what became of the messages."
    },
    footer = {
      "",
      "The instances are processes; each sends, one works. Faults take turns: SIGKILL and a new"
          + " start, SIGSTOP past the lease and SIGCONT. The database is a real server, started"
          + " here with every sync on; the chains are simulated, in this process. Each 50th message"
          + " is ordered, for an ordered lane gets one into a block. A takeover is"
          + " measured from the signal until the next instance has committed what happened next."
          + " Exit status 1 when a promise was broken."
    })
final class Zombies implements Callable<Integer> {
  private static final double MILLI = 1e6;

  @Option(
      names = "--faults",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many kills and stops (default: ${DEFAULT-VALUE}).")
  private int faults;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "How many messages are sent before, during and after each (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of chains and chance (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final Report report = new Report();

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    ZombieLoop.Ending ending =
        ZombieLoop.run(
            seed,
            faults,
            batch,
            done -> System.err.println("Fault " + done + " of " + faults + " ..."));
    Figures figures = new Figures();
    figures.note("Killed while it worked", ending.killed(), "");
    figures.note("Stopped past its lease while it worked", ending.stopped(), "");
    figures.note("  messages acknowledged", ending.acknowledged(), "");
    figures.atMost("  acknowledged and lost", ending.lost(), 0, "");
    figures.atMost("  executed twice", ending.twice(), 0, "");
    figures.atMost("  out of order in ordered lanes", ending.outOfOrder(), 0, "");
    figures.atMost("  not executed without an operator", ending.unfinished(), 0, "");
    figures.note("  takeover, median", Kill.percentile(ending.takeoverNanos(), 50) / MILLI, "ms");
    figures.atMost(
        "  takeover, p99", Kill.percentile(ending.takeoverNanos(), 99) / MILLI, 10_000, "ms");
    report.give(
        ". Heartbeat "
            + ZombieLoop.HEARTBEAT.toSeconds()
            + " s, takeover after "
            + ZombieLoop.TAKEOVER.toSeconds()
            + " s",
        figures);
    return ending.isGood() ? 0 : 1;
  }
}
