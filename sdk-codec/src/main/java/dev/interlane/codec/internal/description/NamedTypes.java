package dev.interlane.codec.internal.description;

import dev.interlane.value.ValueType;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The types that a description gives names to, made when first asked for. A few definitions can
 * name each other without end, or unfold into more parts than there is memory for; both are refused
 * here. For one thread.
 */
public final class NamedTypes {
  // Far above any contract's types, far below what fills a heap.
  private static final int MAX_PARTS = 50_000;
  // A level of the type takes a few here; the codec counts the type's own.
  private static final int MAX_LEVELS = 4 * ValueType.MAX_DEPTH;

  private final Map<String, Known> known = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private int parts;
  private int depth;

  private record Known(ValueType type, int parts) {}

  /** No names yet. */
  public NamedTypes() {}

  /**
   * The type of a name, of which the definition is read once.
   *
   * @param place where the name is used
   * @throws IllegalArgumentException if the definition contains itself or is too large
   */
  public ValueType named(String name, Described place, Supplier<ValueType> definition) {
    Known before = known.get(name);
    if (before != null) {
      count(before.parts, place);
      return before.type;
    }
    if (!open.add(name)) {
      throw place.unrepresentable(
          "type "
              + name
              + ": it contains itself ("
              + String.join(" > ", open)
              + " > "
              + name
              + "); use bytes and encode the inner values by themselves");
    }
    int from = parts;
    try {
      ValueType type = part(place, definition);
      known.put(name, new Known(type, parts - from));
      return type;
    } finally {
      open.remove(name);
    }
  }

  /** Counts one type around whatever is made within. */
  public ValueType part(Described place, Supplier<ValueType> within) {
    count(1, place);
    if (++depth > MAX_LEVELS) {
      depth--;
      throw place.unrepresentable(
          "type of definitions within each other, more than " + MAX_LEVELS + " levels deep");
    }
    try {
      return within.get();
    } finally {
      depth--;
    }
  }

  /** Begins another function or event, which may be as large as any. */
  public void restart() {
    parts = 0;
    depth = 0;
    open.clear();
  }

  private void count(int more, Described place) {
    parts += more;
    if (parts > MAX_PARTS) {
      throw place.unrepresentable("type that unfolds into more than " + MAX_PARTS + " parts");
    }
  }
}
