package dev.interlane.mailbox.composite;

import dev.interlane.mailbox.IsmNode;
import dev.interlane.mailbox.MailboxRoute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which leg answers to which module of an aggregation: to each at most one, and as many as
 * possible. A module counts for a leg only if it asks for just what that leg proves, or else the
 * quorum would be one in name only.
 */
final class Pairing {
  private static final int NONE = -1;

  private final List<Leg> legs;
  private final List<List<Integer>> possible = new ArrayList<>();
  private final List<String> objections = new ArrayList<>();
  private final int[] legOfModule;

  private Pairing(List<Leg> legs, IsmNode.Aggregation aggregation, MailboxRoute route) {
    this.legs = legs;
    this.legOfModule = new int[aggregation.modules().size()];
    Arrays.fill(legOfModule, NONE);
    for (Leg leg : legs) {
      List<Integer> modules = new ArrayList<>();
      for (int module = 0; module < aggregation.modules().size(); module++) {
        IsmNode node = aggregation.modules().get(module);
        if (fits(leg, node, route)) {
          modules.add(module);
        }
      }
      if (modules.isEmpty()) {
        objections.add(leg.name() + ": no module asks for what it proves and can be given it");
      }
      possible.add(modules);
    }
  }

  /** The largest pairing; an earlier leg keeps its place when a later one is added. */
  static Pairing of(List<Leg> legs, IsmNode.Aggregation aggregation, MailboxRoute route) {
    Pairing pairing = new Pairing(legs, aggregation, route);
    for (int leg = 0; leg < legs.size(); leg++) {
      pairing.place(leg, new boolean[aggregation.modules().size()]);
    }
    return pairing;
  }

  private static boolean fits(Leg leg, IsmNode module, MailboxRoute route) {
    return leg.prover().decides(module, route) && leg.prover().objection(module, route).isEmpty();
  }

  /** Kuhn's augmenting path: those in the way move to another module if they can. */
  private boolean place(int leg, boolean[] seen) {
    for (int module : possible.get(leg)) {
      if (!seen[module]) {
        seen[module] = true;
        if (legOfModule[module] == NONE || place(legOfModule[module], seen)) {
          legOfModule[module] = leg;
          return true;
        }
      }
    }
    return false;
  }

  /** The pairs, in the order of the legs. */
  List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int leg = 0; leg < legs.size(); leg++) {
      for (int module = 0; module < legOfModule.length; module++) {
        if (legOfModule[module] == leg) {
          pairs.add(new Pair(legs.get(leg), module));
        }
      }
    }
    return pairs;
  }

  /** Of each leg without a module, why. */
  List<String> objections() {
    return objections;
  }

  /**
   * A leg and its module.
   *
   * @param module the position in the aggregation
   */
  record Pair(Leg leg, int module) {}
}
