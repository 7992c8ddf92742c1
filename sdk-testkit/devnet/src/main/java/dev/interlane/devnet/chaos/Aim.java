package dev.interlane.devnet.chaos;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which requests a {@link NodeFault} strikes. Immutable.
 *
 * @param methods JSON-RPC methods; none means all of them
 * @param maxStrikes after how many requests it is over, at least 1
 */
public record Aim(Set<String> methods, int maxStrikes) {
  public Aim {
    methods = Collections.unmodifiableSet(new TreeSet<>(methods));
    if (maxStrikes < 1) {
      throw new IllegalArgumentException("maxStrikes must be at least 1, got " + maxStrikes);
    }
  }

  /** Every request. */
  public static Aim everything() {
    return new Aim(Set.of(), Integer.MAX_VALUE);
  }

  /** Requests of these methods, such as {@code eth_sendRawTransaction}. */
  public static Aim at(String... methods) {
    return new Aim(new TreeSet<>(List.of(methods)), Integer.MAX_VALUE);
  }

  /** The same, and over after so many requests. */
  public Aim times(int strikes) {
    return new Aim(methods, strikes);
  }

  boolean takes(String method) {
    return methods.isEmpty() || methods.contains(method);
  }
}
