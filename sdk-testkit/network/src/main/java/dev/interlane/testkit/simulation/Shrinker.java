package dev.interlane.testkit.simulation;

import dev.interlane.testkit.fault.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fewest faults that still break the same invariant (delta debugging: first halves, then
 * smaller and smaller parts, until no single fault can be spared).
 */
final class Shrinker {
  private static final int MAX_RUNS = 200;

  private final Simulation simulation;
  private final long seed;
  private final Invariant broken;
  private int runs;

  Shrinker(Simulation simulation, SimulationReport failing) {
    this.simulation = simulation;
    this.seed = failing.seed();
    this.broken = failing.violations().getFirst().invariant();
  }

  /** The shortest failing run that was found, beginning with this one. */
  SimulationReport shrink(SimulationReport failing) {
    SimulationReport shortest = failing;
    int parts = 2;
    while (shortest.plan().size() > 0 && runs < MAX_RUNS) {
      SimulationReport shorter = withoutOnePart(shortest, Math.min(parts, shortest.plan().size()));
      if (shorter != null) {
        shortest = shorter;
        parts = Math.max(2, parts - 1);
      } else if (parts >= shortest.plan().size()) {
        break;
      } else {
        parts = Math.min(parts * 2, shortest.plan().size());
      }
    }
    return shortest;
  }

  private @Nullable SimulationReport withoutOnePart(SimulationReport failing, int parts) {
    List<FaultPlan.Entry> entries = failing.plan().entries();
    for (int part = 0; part < parts && runs < MAX_RUNS; part++) {
      int from = entries.size() * part / parts;
      int to = entries.size() * (part + 1) / parts;
      List<FaultPlan.Entry> rest = new ArrayList<>(entries);
      rest.subList(from, to).clear();
      runs++;
      SimulationReport report = simulation.run(seed, new FaultPlan(rest));
      if (report.breaks(broken)) {
        return report;
      }
    }
    return null;
  }
}
