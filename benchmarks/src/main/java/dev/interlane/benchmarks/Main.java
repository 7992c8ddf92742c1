package dev.interlane.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Starts one of the benchmarks: {@code ./benchmarks/run <benchmark>}. */
@Command(
    name = "./benchmarks/run",
    description = "Measures the SDK.",
    mixinStandardHelpOptions = true,
    subcommands = {
      CommandLine.HelpCommand.class,
      Codec.class,
      DevnetSpeed.class,
      Durability.class,
      Main.Jmh.class,
      Proofs.class,
      Testkit.class,
      Crash.class,
      Kill.class,
      Zombies.class
    },
    synopsisSubcommandLabel = "BENCHMARK")
public final class Main {

  Main() {}

  /**
   * Runs the benchmark named by the first argument and exits with its status.
   *
   * @param arguments the benchmark's name and its options
   */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  /** Hands its arguments to JMH as they are. */
  @Command(
      name = "jmh",
      description = "Runs JMH micro benchmarks; takes JMH's own arguments (-h lists them).")
  static final class Jmh implements Callable<Integer> {

    @Unmatched List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
      org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
      return 0;
    }
  }
}
