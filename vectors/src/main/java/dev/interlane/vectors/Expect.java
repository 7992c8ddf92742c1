package dev.interlane.vectors;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The comparisons of a {@link VectorCase.Check}; the first that does not hold ends the case. */
public final class Expect {
  private Expect() {}

  /** Both are equal. */
  public static void equal(String what, @Nullable Object expected, @Nullable Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new Mismatch(what + " " + expected, what + " " + actual);
    }
  }

  /** The condition holds. */
  public static void that(String what, boolean holds) {
    if (!holds) {
      throw new Mismatch(what, "not so");
    }
  }

  /**
   * The input is refused with this kind of exception and no other.
   *
   * @return the refusal
   */
  public static <E extends RuntimeException> E refusal(
      Class<E> kind, String input, Supplier<?> reading) {
    Object read;
    try {
      read = reading.get();
    } catch (RuntimeException refused) {
      if (kind.isInstance(refused)) {
        return kind.cast(refused);
      }
      throw new Mismatch(input + " refused with " + kind.getSimpleName(), refused.toString());
    }
    throw new Mismatch(input + " refused", "read as " + read);
  }
}
