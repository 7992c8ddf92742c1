package dev.interlane.samples.simulate;

import dev.interlane.testkit.fault.FaultRates;
import dev.interlane.testkit.simulation.Invariant;
import dev.interlane.testkit.simulation.SimulationReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/** What many runs add up to. Thread-safe. */
final class Tally {
  /** How many states there are to reach; Hyperlane records no final failure. */
  private static final int STATES = 14;

  private final TreeMap<String, Integer> seedsWithFault = new TreeMap<>();
  private final TreeMap<String, Long> strikes = new TreeMap<>();
  private final TreeMap<String, Integer> seedsWithTransport = new TreeMap<>();
  private final TreeSet<String> states = new TreeSet<>();
  private final TreeMap<Invariant, Integer> broken = new TreeMap<>();
  private final List<SimulationReport> failures = new ArrayList<>();
  private int seeds;
  private long messages;

  Tally() {
    FaultRates.kinds().forEach(kind -> seedsWithFault.put(kind, 0));
  }

  synchronized void add(SimulationReport report) {
    seeds++;
    messages += report.messages();
    report
        .strikes()
        .forEach(
            (kind, count) -> {
              seedsWithFault.merge(kind, 1, Integer::sum);
              strikes.merge(kind, (long) count, Long::sum);
            });
    report.transports().keySet().forEach(name -> seedsWithTransport.merge(name, 1, Integer::sum));
    states.addAll(report.states());
    for (Invariant invariant : Invariant.values()) {
      if (report.breaks(invariant)) {
        broken.merge(invariant, 1, Integer::sum);
      }
    }
    if (!report.isClean()) {
      failures.add(report);
    }
  }

  synchronized int seeds() {
    return seeds;
  }

  /** The failing run with the lowest seed first. */
  synchronized List<SimulationReport> failures() {
    return failures.stream().sorted(Comparator.comparingLong(SimulationReport::seed)).toList();
  }

  synchronized List<String> lines(double seconds) {
    List<String> lines = new ArrayList<>();
    lines.add(line("seeds", seeds));
    lines.add(line("messages", messages));
    lines.add(line("lost", count(Invariant.CONSERVED)));
    lines.add(
        line(
            "doubled",
            count(Invariant.EXECUTED_ONCE, Invariant.PROCESSED_ONCE, Invariant.DISPATCHED_ONCE)));
    lines.add(line("out of order", count(Invariant.ORDERED)));
    lines.add(
        line(
            "contradicted",
            count(
                Invariant.UNCONTRADICTED,
                Invariant.TRUE_FINALITY,
                Invariant.CAUSE_FIRST,
                Invariant.PATIENT,
                Invariant.TOLD)));
    lines.add(
        line(
            "stuck without reason", count(Invariant.EXPLAINED, Invariant.LIVE, Invariant.RUNNING)));
    lines.add(
        line(
            "other broken",
            count(
                Invariant.GENUINE,
                Invariant.IDEMPOTENT,
                Invariant.ONE_INTENT,
                Invariant.PERSISTED_FIRST)));
    lines.add(String.format(Locale.ROOT, "%-24s %.1f", "seeds/s", seeds / seconds));
    lines.add(
        String.format(
            Locale.ROOT, "%-24s %d/%d %s", "states reached", states.size(), STATES, missing()));
    lines.add("");
    lines.add("transport          % of seeds");
    seedsWithTransport.forEach((name, in) -> lines.add(share(name, in, "")));
    lines.add("");
    lines.add("fault                              % of seeds   strikes");
    seedsWithFault.forEach(
        (kind, in) -> lines.add(share(kind, in, String.valueOf(strikes.getOrDefault(kind, 0L)))));
    return lines;
  }

  private String missing() {
    TreeSet<String> all =
        new TreeSet<>(
            List.of(
                "ACCEPTED",
                "DISPATCHED_SEEN",
                "DISPATCHED_SAFE",
                "DISPATCHED_FINAL",
                "PROVEN",
                "DELIVERED_SEEN",
                "DELIVERED_SAFE",
                "DELIVERED_FINAL",
                "PARKED",
                "EXECUTED",
                "EXPIRED",
                "CANCELLED",
                "UNDELIVERED",
                "ORPHANED"));
    all.removeAll(states);
    return all.isEmpty() ? "" : "without " + String.join(", ", all);
  }

  private int count(Invariant... invariants) {
    int count = 0;
    for (Invariant invariant : invariants) {
      count += broken.getOrDefault(invariant, 0);
    }
    return count;
  }

  private static String line(String name, long value) {
    return String.format(Locale.ROOT, "%-24s %d", name, value);
  }

  private String share(String name, int in, String more) {
    return String.format(Locale.ROOT, "%-34s %10.1f   %s", name, 100.0 * in / seeds, more)
        .stripTrailing();
  }
}
