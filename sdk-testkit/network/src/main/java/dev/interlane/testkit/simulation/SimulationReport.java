package dev.interlane.testkit.simulation;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.MessageRecord;
import dev.interlane.testkit.fault.FaultPlan;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What came of one run. Immutable. */
public final class SimulationReport {
  private final Ran ran;
  private final List<Chronicle.Line> lines;
  private final Found found;
  private final SortedSet<String> states;
  private final SortedMap<String, Integer> transports;
  private final int messages;

  /** Which run it was. */
  record Ran(long seed, FaultPlan plan, Instant end) {}

  /** What was found. */
  record Found(List<Violation> violations, SortedMap<String, Integer> strikes) {}

  private SimulationReport(
      Ran ran,
      List<Chronicle.Line> lines,
      Found found,
      SortedSet<String> states,
      SortedMap<String, Integer> transports) {
    this.ran = ran;
    this.lines = lines;
    this.found = found;
    this.states = Collections.unmodifiableSortedSet(states);
    this.transports = Collections.unmodifiableSortedMap(transports);
    this.messages = transports.values().stream().mapToInt(Integer::intValue).sum();
  }

  static SimulationReport of(Ran ran, Witness witness, List<Chronicle.Line> lines, Found found) {
    TreeMap<String, Integer> transports = new TreeMap<>();
    for (MessageRecord message : witness.messages().values()) {
      transports.merge(message.transport(), 1, Integer::sum);
    }
    return new SimulationReport(ran, lines, found, new TreeSet<>(witness.states()), transports);
  }

  /** The run's seed. */
  public long seed() {
    return ran.seed();
  }

  /** The run's faults. */
  public FaultPlan plan() {
    return ran.plan();
  }

  /** Whether every invariant held. */
  public boolean isClean() {
    return found.violations().isEmpty();
  }

  /** What did not hold, in the order it was noticed. */
  public List<Violation> violations() {
    return found.violations();
  }

  /** How often each kind of fault struck. */
  public SortedMap<String, Integer> strikes() {
    return found.strikes();
  }

  /** How many messages were accepted. */
  public int messages() {
    return messages;
  }

  /** How many messages each transport carried. */
  public SortedMap<String, Integer> transports() {
    return transports;
  }

  /** The states that messages were in, by name. */
  public SortedSet<String> states() {
    return states;
  }

  /** The hash of everything that happened, line by line: the same for the same seed and plan. */
  public Bytes32 fingerprint() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return Keccak256.hash(Bytes.fromUtf8(text.toString()));
  }

  /** Whether this invariant did not hold. */
  public boolean breaks(Invariant invariant) {
    return violations().stream().anyMatch(violation -> violation.invariant() == invariant);
  }

  List<Chronicle.Line> lines() {
    return lines;
  }

  @Override
  public String toString() {
    return "seed "
        + seed()
        + ": "
        + messages
        + " messages, "
        + plan().size()
        + " faults, "
        + (isClean() ? "all invariants held" : found.violations().size() + " violations");
  }
}
