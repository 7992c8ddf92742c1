package dev.interlane.testkit.chain;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes32;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Which accounts and slots may have changed since somebody last looked. What is written and undone
 * again stays in it: whoever looks reads the state anyway. Not thread-safe.
 */
final class StateChanges {
  private final Map<EvmAddress, Set<Bytes32>> slotsByAccount = new LinkedHashMap<>();

  void add(EvmAddress account) {
    slotsByAccount.computeIfAbsent(account, unused -> new LinkedHashSet<>());
  }

  void add(EvmAddress account, Bytes32 slot) {
    slotsByAccount.computeIfAbsent(account, unused -> new LinkedHashSet<>()).add(slot);
  }

  void addAll(StateChanges others) {
    others.forEach(
        (account, slots) ->
            slotsByAccount.computeIfAbsent(account, unused -> new LinkedHashSet<>()).addAll(slots));
  }

  void forEach(BiConsumer<EvmAddress, Set<Bytes32>> accountAndSlots) {
    slotsByAccount.forEach(accountAndSlots);
  }

  /** What there is so far; nothing is left here. */
  StateChanges take() {
    StateChanges taken = new StateChanges();
    taken.addAll(this);
    slotsByAccount.clear();
    return taken;
  }
}
