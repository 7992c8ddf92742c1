package dev.interlane.testkit.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which faults happen when: a script. It has a text form that a person can read, shorten and paste
 * back:
 *
 * <pre>
 * 12400ms reorg(origin,2,withdrawn); 13000ms crash(0,after,30000)
 * </pre>
 *
 * @param entries the faults in the order of their times
 */
public record FaultPlan(List<Entry> entries) {
  private static final FaultPlan NONE = new FaultPlan(List.of());

  public FaultPlan {
    entries = entries.stream().sorted(Comparator.comparingLong(Entry::atMillis)).toList();
  }

  /** Nothing goes wrong. */
  public static FaultPlan none() {
    return NONE;
  }

  /**
   * Reads the text form; see {@link #toString}.
   *
   * @throws IllegalArgumentException if it is none, with the entry that is wrong
   */
  public static FaultPlan parse(String text) {
    return new FaultPlan(FaultText.parse(text));
  }

  /** This plan and one more fault, so long after the beginning. */
  public FaultPlan with(long atMillis, Fault fault) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(atMillis, fault));
    return new FaultPlan(more);
  }

  /** How many faults there are. */
  public int size() {
    return entries.size();
  }

  /** The text form: entries with {@code ; } between them, empty without any. */
  @Override
  public String toString() {
    return entries.stream().map(FaultText::of).collect(Collectors.joining("; "));
  }

  /**
   * A fault and its time.
   *
   * @param atMillis simulated milliseconds after the beginning
   */
  public record Entry(long atMillis, Fault fault) {
    public Entry {
      if (atMillis < 0) {
        throw new IllegalArgumentException("atMillis must not be negative, got " + atMillis);
      }
    }
  }
}
