package dev.interlane.benchmarks;

import dev.interlane.benchmarks.CrashSweep.Played;
import dev.interlane.benchmarks.CrashSweep.Weather;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Kills a client at every boundary there is, and counts what became of its messages. */
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Kills a client at every commit and broadcast, before and after, and counts what became of"
            + " its messages once it was started again.",
    footer = {
      "",
      "Boundaries are enumerated, not sampled: a first run without a crash lists them, then each"
          + " gets two runs of its own. Nobody intervenes after a restart. Recovery is the time"
          + " from opening the journal until the client takes messages. Figures go to standard"
          + " output, progress to standard error. Exit status 1 when a promise was broken."
    })
final class Crash implements Callable<Integer> {
  private static final double MILLI = 1e6;

  @Option(names = "--quick", description = "Fair weather only.")
  private boolean quick;

  @Option(
      names = "--twice",
      description =
          "Also kill the client again at every boundary of its recovery: thousands of runs.")
  private boolean twice;

  @Option(names = "--boundaries", description = "List the boundaries and stop.")
  private boolean list;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the simulation (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final Report report = new Report();

  private final Figures figures = new Figures();
  private boolean broken;

  @Override
  public Integer call() throws IOException {
    // Each death is logged by the client as the error it would be.
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    List<Weather> weathers = quick ? List.of(Weather.FAIR) : List.of(Weather.values());
    if (list) {
      weathers.forEach(
          weather -> list(weather, sweep(weather, CrashSweep.inMemory()).boundaries()));
      return 0;
    }
    try (EmbeddedPostgres server = Server.start()) {
      for (Weather weather : weathers) {
        sweep("In memory", weather, sweep(weather, CrashSweep.inMemory()));
        sweep("SQLite", weather, sweep(weather, CrashSweep.inSqlite()));
        sweep("PostgreSQL", weather, sweep(weather, CrashSweep.inPostgres(Server.url(server))));
      }
    }
    report.give("", figures);
    return broken ? 1 : 0;
  }

  private static void list(Weather weather, List<String> boundaries) {
    System.out.println(name(weather) + " weather, " + boundaries.size() + " boundaries");
    for (int i = 0; i < boundaries.size(); i++) {
      System.out.printf(Locale.ROOT, "  %3d  %s%n", i, boundaries.get(i));
    }
  }

  private CrashSweep sweep(Weather weather, CrashSweep.Journals journals) {
    return new CrashSweep(seed, weather, journals, UnaryOperator.identity());
  }

  private void sweep(String journal, Weather weather, CrashSweep sweep) {
    int boundaries = sweep.boundaries().size();
    String name = journal + ", " + name(weather) + " weather";
    report(
        name + ", one death",
        sweep.once().peek(played -> progress(name, played, boundaries)).toList());
    if (twice) {
      report(name + ", two deaths", sweep.twice(at -> progress(name + ", twice", at, boundaries)));
    }
  }

  private void report(String name, List<Played> played) {
    List<Long> recoveries = new ArrayList<>();
    int messages = 0;
    int deaths = 0;
    int lost = 0;
    int unfinished = 0;
    int dispatchedTwice = 0;
    int executedTwice = 0;
    int outOfOrder = 0;
    int duplicates = 0;
    for (Played one : played) {
      CrashStory.Ending ending = one.ending();
      if (!ending.isGood()) {
        broken = true;
        System.err.println("Broken at " + one.points() + ": " + ending);
      }
      messages += ending.messages();
      deaths += ending.struck();
      lost += ending.lost();
      unfinished += ending.unfinished();
      dispatchedTwice += ending.dispatchedTwice();
      executedTwice += ending.twice();
      outOfOrder += ending.outOfOrder();
      duplicates += ending.duplicateSends();
      recoveries.addAll(ending.recoveryNanos());
    }
    figures.note(name + ": runs", played.size(), "");
    figures.note("  deaths", deaths, "");
    figures.note("  messages acknowledged", messages, "");
    figures.atMost("  acknowledged and lost", lost, 0, "");
    figures.atMost("  dispatched twice", dispatchedTwice, 0, "");
    figures.atMost("  executed twice", executedTwice, 0, "");
    figures.atMost("  out of order in ordered lanes", outOfOrder, 0, "");
    figures.atMost("  not executed without an operator", unfinished, 0, "");
    figures.note("  transactions sent again", duplicates, "");
    figures.atMost("  recovery, p99", percentile99(recoveries) / MILLI, 2_000, "ms");
  }

  private static double percentile99(List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) * 99 / 100);
  }

  private static String name(Weather weather) {
    return switch (weather) {
      case FAIR -> "fair";
      case REORGS -> "stormy";
    };
  }

  private static void progress(String what, Played played, int boundaries) {
    String point = played.points().getFirst().toString();
    if (point.endsWith("0")) {
      System.err.println(what + ": " + point + " of " + boundaries + " ...");
    }
  }

  private static void progress(String what, int boundary, int boundaries) {
    if (boundary % 10 == 0) {
      System.err.println(what + ": boundary " + boundary + " of " + boundaries + " ...");
    }
  }
}
