package dev.interlane.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.testkit.simulation.Simulation;
import dev.interlane.testkit.simulation.SimulationReport;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The invariants find what people do wrong. The table in docs/spec/invariants.md is made of the
 * rows that this test prints.
 */
class PlantedBugTest {
  private static final long MAX_SEEDS = 2_000;
  private static final int MESSAGES = 50;

  @ParameterizedTest
  @EnumSource
  void isFoundAndShrunk(PlantedBug bug) {
    Simulation simulation = bug.simulation(MESSAGES).build();

    Optional<SimulationReport> found =
        LongStream.range(0, MAX_SEEDS)
            .mapToObj(simulation::run)
            .filter(report -> !report.isClean())
            .findFirst();

    assertThat(found).as("%s: %s", bug, bug.sentence()).isPresent();
    SimulationReport shortest = simulation.shrink(found.get());
    assertThat(shortest.plan().size()).isLessThanOrEqualTo(found.get().plan().size());
    assertThat(shortest.breaks(found.get().violations().getFirst().invariant())).isTrue();
    print(bug, found.get(), shortest);
    assertThat(Simulation.story(shortest, "seed " + shortest.seed()))
        .anyMatch(line -> line.startsWith("Broken: "));
  }

  private static void print(PlantedBug bug, SimulationReport found, SimulationReport shortest) {
    System.out.printf(
        "| %s | %s | %d | %d | %d |%n",
        bug.sentence(),
        shortest.violations().getFirst().invariant().id(),
        found.seed() + 1,
        found.plan().size(),
        shortest.plan().size());
  }
}
