package dev.interlane.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Finality;
import dev.interlane.explorer.ExplorerBlock;
import dev.interlane.explorer.ExplorerMark;
import dev.interlane.explorer.ExplorerMessage;
import dev.interlane.explorer.ExplorerPage;
import dev.interlane.explorer.ExplorerRun;
import dev.interlane.samples.simulate.Rooms;
import dev.interlane.testkit.fault.FaultPlan;
import dev.interlane.testkit.simulation.Simulation;
import dev.interlane.testkit.simulation.SimulationReport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the explorer shows of a simulated run is what happened in it. */
class PictureTest {
  private static final long SEED = 39;

  @Test
  void showsEveryMessageInBlocksThatAreThere() {
    Simulation simulation = Rooms.simulation(40).build();
    SimulationReport report = simulation.run(SEED);

    ExplorerRun run = simulation.picture(SEED);

    assertThat(run.messages()).hasSize(report.messages());
    Set<BlockRef> blocks =
        run.blocks().stream()
            .map(ExplorerBlock::block)
            .collect(Collectors.toCollection(HashSet::new));
    // What was taken for good before its blocks were final may have lost them since.
    List<ExplorerMessage> sure =
        run.messages().stream()
            .filter(message -> message.receipt().envelope().finality() == Finality.FINAL)
            .toList();
    assertThat(sure).hasSizeGreaterThan(20);
    for (ExplorerMessage message : sure) {
      message.receipt().dispatch().ifPresent(in -> assertThat(blocks).contains(in.block()));
      message.receipt().delivery().ifPresent(in -> assertThat(blocks).contains(in.block()));
    }
    assertThat(run.marks())
        .extracting(mark -> mark.text().replaceFirst(", [0-9]+ times until .*", ""))
        .hasSameElementsAs(report.strikes().keySet());
  }

  @Test
  void isTheSamePageForTheSameSeed() {
    Simulation simulation = Rooms.simulation(10).build();

    assertThat(ExplorerPage.of(simulation.picture(SEED)).html())
        .isEqualTo(ExplorerPage.of(simulation.picture(SEED)).html());
  }

  @Test
  void marksWhatIsBroken() {
    PlantedBug bug = PlantedBug.SEEN_REPORTED_AS_FINAL;
    Simulation simulation = bug.simulation(20).build();

    ExplorerRun run = simulation.picture(SEED, FaultPlan.parse(""));

    assertThat(run.marks())
        .filteredOn(mark -> mark.kind() == ExplorerMark.Kind.VIOLATION)
        .hasSameSizeAs(simulation.run(SEED, FaultPlan.parse("")).violations())
        .isNotEmpty();
  }
}
