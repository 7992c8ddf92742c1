package dev.interlane.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.samples.simulate.Rooms;
import dev.interlane.testkit.fault.Fault;
import dev.interlane.testkit.fault.FaultPlan;
import dev.interlane.testkit.fault.FaultRates;
import dev.interlane.testkit.simulation.Invariant;
import dev.interlane.testkit.simulation.Simulation;
import dev.interlane.testkit.simulation.SimulationReport;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random faults over the real transports. A failing seed prints its story; {@code
 * -Dinterlane.seed=N} runs it alone.
 */
class SimulationTest {
  private static final int SEEDS = 1_000;
  private static final int MESSAGES = 20;

  /** The faults begin while there still are messages to meet. */
  private final Simulation simulation =
      Rooms.simulation(MESSAGES).rates(new FaultRates(6, 14, 120_000, 1)).build();

  @Test
  void everyInvariantHoldsAndEveryFaultStrikes() {
    Map<String, Integer> struck = new TreeMap<>();
    Map<String, Integer> carried = new TreeMap<>();
    for (SimulationReport report : reports()) {
      assertThat(report.violations()).as(() -> String.join("\n", story(report))).isEmpty();
      report.strikes().keySet().forEach(kind -> struck.merge(kind, 1, Integer::sum));
      report.transports().keySet().forEach(name -> carried.merge(name, 1, Integer::sum));
    }

    if (Long.getLong("interlane.seed") == null) {
      for (String kind : FaultRates.kinds()) {
        assertThat(struck.getOrDefault(kind, 0)).as(kind).isGreaterThanOrEqualTo(SEEDS / 20);
      }
      assertThat(carried.keySet()).containsExactly("quorum", "relay", "validator", "zk");
      assertThat(carried.values()).allSatisfy(in -> assertThat(in).isGreaterThan(SEEDS / 5));
    }
  }

  @Test
  void anUntroubledRunNeedsNobody() {
    SimulationReport report = simulation.run(1, FaultPlan.none());

    assertThat(report.violations()).isEmpty();
    assertThat(report.strikes()).isEmpty();
    assertThat(report.states()).contains("EXECUTED").doesNotContain("PARKED");
  }

  @Test
  void moreColludersThanAreForgivenAreReported() {
    SimulationReport two = simulation.run(3, FaultPlan.none().with(60_000, collude(2)));
    SimulationReport one = simulation.run(3, FaultPlan.none().with(60_000, collude(1)));

    assertThat(one.violations()).isEmpty();
    assertThat(two.breaks(Invariant.GENUINE)).isTrue();
    assertThat(two.violations().getFirst().toString())
        .contains("nobody sent")
        .contains("validators colluded");
  }

  private static Fault collude(int validators) {
    return new Fault.Collude(validators);
  }

  private Iterable<SimulationReport> reports() {
    Long chosen = Long.getLong("interlane.seed");
    LongStream seeds = chosen != null ? LongStream.of(chosen) : LongStream.range(0, SEEDS);
    return seeds.parallel().mapToObj(simulation::run).toList();
  }

  private Iterable<String> story(SimulationReport report) {
    return Simulation.story(
        simulation.shrink(report), "-Dinterlane.seed=" + report.seed() + " on this test");
  }
}
