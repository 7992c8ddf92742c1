package dev.interlane.testkit.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * What is wrong at the moment with the ways between a client and its network, and how often each
 * kind of fault has really struck: a fault that met nothing did not. Thread-safe.
 */
public final class Conditions {
  private final InstantSource clock;
  private final List<Lasting> lasting = new CopyOnWriteArrayList<>();
  private final TreeMap<String, Integer> strikes = new TreeMap<>();
  private final List<StrikeListener> listeners = new CopyOnWriteArrayList<>();

  /** Nothing is wrong yet. */
  public Conditions(InstantSource clock) {
    this.clock = clock;
  }

  /** Has a fault last from now on. */
  public void begin(Fault fault, Duration span) {
    lasting.removeIf(one -> !one.until.isAfter(clock.instant()));
    lasting.add(new Lasting(fault, clock.instant().plus(span)));
  }

  /** Ends every lasting fault. */
  public void heal() {
    lasting.clear();
  }

  /** A fault did something. */
  public void struck(Fault fault) {
    synchronized (strikes) {
      strikes.merge(fault.kind(), 1, Integer::sum);
    }
    listeners.forEach(listener -> listener.struck(fault));
  }

  /** How often each kind has struck, by its name; kinds that have not are left out. */
  public SortedMap<String, Integer> strikes() {
    synchronized (strikes) {
      return new TreeMap<>(strikes);
    }
  }

  /** Tells {@code listener} of every strike from now on. */
  public void onStrike(StrikeListener listener) {
    listeners.add(listener);
  }

  Optional<Fault.Node> node(Side side, NodeMode mode) {
    return find(Fault.Node.class, node -> node.chain() == side && node.mode() == mode);
  }

  Optional<Fault.Partition> partition(Side side) {
    return find(Fault.Partition.class, partition -> partition.chain() == side);
  }

  Optional<Fault.Travel> travel(Side side, Leg leg, Trouble trouble) {
    return find(
        Fault.Travel.class,
        travel -> travel.chain() == side && travel.leg() == leg && travel.trouble() == trouble);
  }

  Optional<Fault.SignLate> signsLate(int validator) {
    return find(Fault.SignLate.class, late -> late.validator() == validator);
  }

  Optional<Fault.Equivocate> equivocates(int validator) {
    return find(Fault.Equivocate.class, liar -> liar.validator() == validator);
  }

  /** Whether this validator signs nothing now. */
  public Optional<Fault.Withhold> withholds(int validator) {
    return find(Fault.Withhold.class, withhold -> withhold.validator() == validator);
  }

  /** How the prover fails now. */
  public Optional<Fault.Prover> prover() {
    return find(Fault.Prover.class, prover -> true);
  }

  Instant now() {
    return clock.instant();
  }

  boolean isQuiet() {
    return lasting.isEmpty();
  }

  private <F extends Fault> Optional<F> find(Class<F> type, Predicate<F> which) {
    if (lasting.isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    List<F> found = new ArrayList<>(1);
    for (Lasting one : lasting) {
      if (one.until.isAfter(now) && type.isInstance(one.fault)) {
        F fault = type.cast(one.fault);
        if (which.test(fault)) {
          found.add(fault);
          break;
        }
      }
    }
    return found.stream().findFirst();
  }

  private record Lasting(Fault fault, Instant until) {}

  /** Is told of strikes. */
  @FunctionalInterface
  public interface StrikeListener {
    /** This fault did something now. */
    void struck(Fault fault);
  }
}
