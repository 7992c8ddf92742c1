package dev.interlane.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.testkit.simulation.Simulation;
import dev.interlane.testkit.simulation.SimulationReport;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The invariants find what people do wrong. The table is in docs/spec/invariants.md. */
class PlantedBugTest {
  private static final long MAX_SEEDS = 2_000;
  private static final int MESSAGES = 50;

  @ParameterizedTest
  @EnumSource
  void isFoundAndShrunk(PlantedBug bug) {
    Simulation simulation = Rooms.simulation(MESSAGES, bug).build();

    Optional<SimulationReport> found =
        LongStream.range(0, MAX_SEEDS)
            .mapToObj(simulation::run)
            .filter(report -> !report.isClean())
            .findFirst();

    assertThat(found).as("%s: %s", bug, bug.sentence()).isPresent();
    SimulationReport shortest = simulation.shrink(found.get());
    assertThat(shortest.plan().size()).isLessThanOrEqualTo(found.get().plan().size());
    assertThat(shortest.breaks(found.get().violations().getFirst().invariant())).isTrue();
    assertThat(Simulation.story(shortest, "seed " + shortest.seed()))
        .anyMatch(line -> line.startsWith("Broken: "));
  }
}
