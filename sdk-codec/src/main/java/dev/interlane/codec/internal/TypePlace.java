package dev.interlane.codec.internal;

import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.value.ValueType;
import org.jspecify.annotations.Nullable;

/** Where in a type a plan is being made. Immutable. */
public final class TypePlace {
  // No encoding can be longer than an array; half of that leaves sums within an int.
  private static final long MAX_MIN_BYTES = 1 << 30;

  private final Dialect dialect;
  private final @Nullable TypePlace parent;
  private final String segment;
  private final int depth;

  private TypePlace(Dialect dialect, @Nullable TypePlace parent, String segment, int depth) {
    this.dialect = dialect;
    this.parent = parent;
    this.segment = segment;
    this.depth = depth;
  }

  static TypePlace root(Dialect dialect) {
    return new TypePlace(dialect, null, "", 0);
  }

  /**
   * The plan of a type that lies within the one here, such as {@code .amount} of it.
   *
   * @throws UnrepresentableTypeException if the VM lacks it
   */
  public Plan inner(ValueType type, String name) {
    TypePlace place = new TypePlace(dialect, this, name, depth + 1);
    if (place.depth > ValueType.MAX_DEPTH + 1) {
      throw new UnrepresentableTypeException(
          dialect.vm(),
          place.toString(),
          "more than " + ValueType.MAX_DEPTH + " levels of nesting");
    }
    Plan plan = dialect.plan(type, place);
    if (plan.minBytes > MAX_MIN_BYTES) {
      throw place.refused(type, "its shortest encoding is above 2^30 bytes");
    }
    if (plan.excess > ByteReader.FREE_HEAP) {
      throw place.refused(type, "it has too many parts without bytes of their own");
    }
    return plan;
  }

  /** The refusal of the type here. */
  public UnrepresentableTypeException refused(ValueType type, String why) {
    return new UnrepresentableTypeException(
        dialect.vm(), toString(), type.canonical() + ": " + why);
  }

  @Override
  public String toString() {
    return (parent == null ? "" : parent.toString()) + segment;
  }
}
