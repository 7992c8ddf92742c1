package dev.interlane.testkit.simulation;

import dev.interlane.explorer.ExplorerRun;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.spi.Journal;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.Backend;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.fault.FaultPlan;
import dev.interlane.testkit.fault.FaultRates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs an application on a simulated network while things go wrong, and reports which invariants
 * did not hold. The seed decides everything: keys, blocks, the workload and, unless a plan is
 * given, the faults; the same seed and plan give the same run.
 *
 * <pre>{@code
 * Simulation simulation =
 *     Simulation.builder().transports(network -> List.of(relay(network))).workload(workload).build();
 * SimulationReport report = simulation.run(7);
 * }</pre>
 *
 * <p>Immutable; runs may go on in several threads at once.
 */
public final class Simulation {
  /** How long the last faults may last before everything is healed. */
  private static final Duration LAST_FAULTS = Duration.ofSeconds(90);

  /** How often the operator looks once everything is healed. */
  private static final Duration ROUND = Duration.ofMinutes(2);

  /** After so many rounds every message must have ended. */
  private static final int MAX_ROUNDS = 60;

  private static final String APP_ID = "testkit";
  private static final long FAULTS_STREAM = 1;
  private static final long WORKLOAD_STREAM = 2;

  private final UnaryOperator<SimulatedNetwork.Builder> shape;
  private final Function<SimulatedNetwork, List<Transport>> transports;
  private final Workload workload;
  private final @Nullable Consumer<SimulatedNetwork> test;
  private final FaultRates rates;
  private final Tampering tampering;

  private Simulation(Builder options) {
    this.shape = options.shape;
    this.transports = options.transports;
    this.workload = options.workload;
    this.test = options.test;
    this.rates = options.rates;
    this.tampering = options.tampering;
  }

  /** Starts a simulation; transports and a workload are required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Runs a seed with the faults that it draws. */
  public SimulationReport run(long seed) {
    return run(seed, plan(seed));
  }

  /** The faults that a seed draws. */
  public FaultPlan plan(long seed) {
    return rates.draw(random(seed, FAULTS_STREAM));
  }

  /** Runs a seed with these faults. */
  public SimulationReport run(long seed, FaultPlan plan) {
    try (SimulatedNetwork network = shape.apply(SimulatedNetwork.builder()).seed(seed).build()) {
      return new Run(network, seed, plan).report();
    }
  }

  /** Runs a seed with the faults that it draws, and shows the run as a page. */
  public ExplorerRun picture(long seed) {
    return picture(seed, plan(seed));
  }

  /** Runs a seed with these faults, and shows the run as a page. */
  public ExplorerRun picture(long seed, FaultPlan plan) {
    try (SimulatedNetwork network = shape.apply(SimulatedNetwork.builder()).seed(seed).build()) {
      return new Run(network, seed, plan).picture();
    }
  }

  /** The same failure with the fewest faults that still bring it about. */
  public SimulationReport shrink(SimulationReport failing) {
    return failing.isClean() ? failing : new Shrinker(this, failing).shrink(failing);
  }

  /**
   * A failing run as a timeline of both chains, with the broken invariant.
   *
   * @param reproduce the command line or property that runs it again
   * @throws IllegalArgumentException if the run is clean
   */
  public static List<String> story(SimulationReport failing, String reproduce) {
    if (failing.isClean()) {
      throw new IllegalArgumentException("There is no story in a clean run: " + failing);
    }
    return Story.of(failing, reproduce);
  }

  private static SplittableRandom random(long seed, long stream) {
    return new SplittableRandom(seed * 31 + stream);
  }

  /** One run. */
  private final class Run {
    private final SimulatedNetwork network;
    private final long seed;
    private final FaultPlan plan;
    private final Findings findings;
    private final Journal memory = new InMemoryJournal();
    private final Witness witness;
    private final Chronicle chronicle;

    Run(SimulatedNetwork network, long seed, FaultPlan plan) {
      this.network = network;
      this.seed = seed;
      this.plan = plan;
      this.findings = new Findings(network.clock());
      this.witness = new Witness(memory, network, findings);
      this.chronicle = new Chronicle(network);
    }

    SimulationReport report() {
      tampering.network(network);
      network.watchJournals(journal -> tampering.journal(witness));
      network.faults().plan(plan);
      Consumer<SimulatedNetwork> body = test;
      if (body == null) {
        work();
      } else {
        test(body);
      }
      return SimulationReport.of(
          new SimulationReport.Ran(seed, plan, network.clock().instant()),
          witness,
          chronicle.finish(memory),
          new SimulationReport.Found(findings.all(), network.conditions().strikes()));
    }

    ExplorerRun picture() {
      return Picture.of(report(), network, Interlane.operator(memory, APP_ID, network.clock()));
    }

    /** An application's test: what it asserts is its own, and what ends after it is not asked. */
    private void test(Consumer<SimulatedNetwork> body) {
      try {
        body.accept(network);
      } catch (RuntimeException | AssertionError failed) {
        findings.add(Invariant.APPLICATION, Optional.empty(), String.valueOf(failed.getMessage()));
      }
      new Verdict(network, memory, witness, findings).give(Set.of(), Verdict.Scope.SAFETY);
    }

    private void work() {
      Backend backend = network.backend(memory, this::client, client -> {});
      Desk desk = new Desk(network, backend, random(seed, WORKLOAD_STREAM), tampering, findings);
      try {
        workload.run(desk);
        passFaults();
        settle(backend);
      } catch (Desk.Stopped stopped) {
        findings.add(Invariant.RUNNING, Optional.empty(), String.valueOf(stopped.getMessage()));
      }
      new Verdict(network, memory, witness, findings)
          .give(desk.acknowledged(), Verdict.Scope.SAFETY_AND_LIVENESS);
    }

    private Interlane.Builder client() {
      Interlane.Builder client = network.clientBuilder(tampering::chain);
      transports
          .apply(network)
          .forEach(transport -> client.transport(tampering.transport(transport)));
      return client;
    }

    private void passFaults() {
      long lastMillis =
          plan.entries().stream().mapToLong(FaultPlan.Entry::atMillis).max().orElse(0);
      Duration left =
          Duration.between(
              network.clock().instant(), SimulatedNetwork.START.plusMillis(lastMillis + 1));
      if (left.isPositive()) {
        network.advance(left);
      }
      network.advance(LAST_FAULTS);
      network.faults().heal();
    }

    /** Lets people act until everything has ended, or has had every chance to. */
    private void settle(Backend backend) {
      for (int round = 0; round < MAX_ROUNDS && !isOver(); round++) {
        network.advance(ROUND);
        backend.client().ifPresent(client -> new Operator(network, client).act(witness));
      }
    }

    private boolean isOver() {
      return memory.openMessages(APP_ID, Optional.empty(), 1).isEmpty();
    }
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder {
    private UnaryOperator<SimulatedNetwork.Builder> shape = network -> network;
    private Function<SimulatedNetwork, List<Transport>> transports = network -> List.of();
    private Workload workload = desk -> {};
    private @Nullable Consumer<SimulatedNetwork> test;
    private FaultRates rates = FaultRates.standard();
    private Tampering tampering = Tampering.NONE;

    private Builder() {}

    /** Changes what the networks are like. */
    public Builder network(UnaryOperator<SimulatedNetwork.Builder> change) {
      shape = change;
      return this;
    }

    /** The client's transports on a network, made anew for every client. */
    public Builder transports(Function<SimulatedNetwork, List<Transport>> make) {
      transports = make;
      return this;
    }

    /** What the application does. */
    public Builder workload(Workload what) {
      workload = what;
      return this;
    }

    /**
     * A test of an application's own instead of a workload: it starts a {@link
     * SimulatedNetwork#backend} and asserts what it likes. Called once for every run, perhaps in
     * several threads, so it keeps its state to itself.
     */
    public Builder test(Consumer<SimulatedNetwork> body) {
      test = body;
      return this;
    }

    /** How often things go wrong; {@link FaultRates#standard} by default. */
    public Builder rates(FaultRates often) {
      rates = often;
      return this;
    }

    /** Plants bugs. */
    public Builder tampering(Tampering bugs) {
      tampering = bugs;
      return this;
    }

    /** The simulation. */
    public Simulation build() {
      return new Simulation(this);
    }
  }
}
