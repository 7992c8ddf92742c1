package dev.interlane.samples.simulate;

import dev.interlane.samples.Paint;
import dev.interlane.testkit.fault.FaultPlan;
import dev.interlane.testkit.simulation.Simulation;
import dev.interlane.testkit.simulation.SimulationReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs seeds with random faults and says which invariants held. */
@Command(
    name = "simulate",
    sortOptions = false,
    description =
        "Sends messages over simulated chains while everything goes wrong that a seed draws, and checks what must hold all the same.",
    footer = {
      "",
      "A broken invariant is shrunk to the fewest faults and told as a timeline of both chains.",
      "Exit status: 0 when every invariant held, 1 when one was broken, 2 for a wrong command line."
    })
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli fills and reads the fields
public final class SimulateCommand implements Callable<Integer> {
  private static final long DEFAULT_SEEDS = 1_000;
  private static final int MAX_STORIES = 3;
  private static final int PROGRESS_EVERY_SEEDS = 250;

  @Spec private CommandSpec spec;

  @Option(names = "--seeds", description = "how many seeds to run (default: 1000, with --seed 1)")
  private @Nullable Long seeds;

  @Option(names = "--seed", description = "run this seed alone, or with --seeds from this one on")
  private @Nullable Long seed;

  @Option(
      names = "--messages",
      defaultValue = "50",
      description = "messages in each run (default: ${DEFAULT-VALUE})")
  private int messages;

  @Option(
      names = "--faults",
      paramLabel = "PLAN",
      description =
          "with --seed: these faults instead of those the seed draws, as a story prints them; empty for none")
  private @Nullable String faults;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  /** Called by the launcher's command line. */
  public SimulateCommand() {}

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    // Warnings about trouble are what a simulation is made of.
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    PrintWriter out = spec.commandLine().getOut();
    Paint paint = new Paint(spec.commandLine().getColorScheme().ansi());
    Simulation simulation = Rooms.simulation(messages).build();
    Tally tally = new Tally();
    long start = System.nanoTime();
    if (faults != null && (seed == null || seeds != null)) {
      throw new ParameterException(spec.commandLine(), "--faults goes with one --seed");
    }
    if (seed != null && seeds == null) {
      tally.add(one(simulation, seed));
    } else {
      all(simulation, tally, seed == null ? 0 : seed, seeds == null ? DEFAULT_SEEDS : seeds);
    }
    tally.lines((System.nanoTime() - start) / 1e9).forEach(out::println);
    out.flush();
    tell(simulation, tally, out, paint);
    return tally.failures().isEmpty() ? 0 : 1;
  }

  private SimulationReport one(Simulation simulation, long chosen) {
    try {
      return faults == null
          ? simulation.run(chosen)
          : simulation.run(chosen, FaultPlan.parse(faults));
    } catch (IllegalArgumentException unreadable) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  private void all(Simulation simulation, Tally tally, long first, long count)
      throws InterruptedException, ExecutionException {
    AtomicLong next = new AtomicLong(first);
    long end = first + count;
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(
            pool.submit(
                () -> {
                  for (long mine = next.getAndIncrement();
                      mine < end;
                      mine = next.getAndIncrement()) {
                    tally.add(simulation.run(mine));
                    progress(tally.seeds(), count);
                  }
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
  }

  private void progress(int done, long count) {
    if (done % PROGRESS_EVERY_SEEDS == 0) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(done + " of " + count + " seeds");
      err.flush();
    }
  }

  private void tell(Simulation simulation, Tally tally, PrintWriter out, Paint paint) {
    for (SimulationReport failure : tally.failures().stream().limit(MAX_STORIES).toList()) {
      SimulationReport shortest = simulation.shrink(failure);
      out.println();
      out.println(paint.bad("Seed " + failure.seed() + " breaks an invariant"));
      String run =
          " --seed "
              + shortest.seed()
              + " --messages "
              + messages
              + " --faults \""
              + shortest.plan()
              + "\"";
      Simulation.story(shortest, "./samples/run simulate" + run).forEach(out::println);
      out.println("Look at it:   ./samples/run explorer" + run);
      out.flush();
    }
  }
}
