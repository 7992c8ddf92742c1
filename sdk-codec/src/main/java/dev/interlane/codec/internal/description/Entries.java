package dev.interlane.codec.internal.description;

import dev.interlane.error.UnrepresentableTypeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The functions, errors or events of a description by name. One that cannot be represented is left
 * out with its reason, which whoever asks for it is told; the others work. Filled once, then
 * immutable.
 *
 * @param <T> what stands behind a name
 */
public final class Entries<T> {
  private final String what;
  private final Map<String, List<T>> byName = new LinkedHashMap<>();
  private final Map<String, UnrepresentableTypeException> leftOut = new LinkedHashMap<>();

  /** No entries yet, each to be called so. */
  public Entries(String what) {
    this.what = what;
  }

  /** Adds what the maker makes, or which type keeps it from that. */
  public void add(String name, Supplier<T> maker) {
    try {
      byName.computeIfAbsent(name, any -> new ArrayList<>(1)).add(maker.get());
    } catch (UnrepresentableTypeException refused) {
      leftOut.put(name, refused);
    }
  }

  /** All that can be represented, in their order. */
  public List<T> all() {
    return byName.values().stream().flatMap(List::stream).toList();
  }

  /** Adds the reasons of those left out to a list, each behind its name. */
  public void addLeftOut(List<String> reasons) {
    leftOut.forEach((name, reason) -> reasons.add(what + " " + name + ": " + reason.getMessage()));
  }

  /**
   * The only one of this name.
   *
   * @throws IllegalArgumentException if there is none, if there are several, or if it was left out
   */
  public T get(String name) {
    List<T> found = byName.getOrDefault(name, List.of());
    UnrepresentableTypeException reason = leftOut.get(name);
    if (reason != null) {
      throw new IllegalArgumentException(
          what + " " + name + " was left out: " + reason.getMessage(), reason);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no " + what + " " + name + ", only " + byName.keySet());
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "There are several of " + what + " " + name + ": " + found + ". Name one by its types");
    }
    return found.get(0);
  }
}
