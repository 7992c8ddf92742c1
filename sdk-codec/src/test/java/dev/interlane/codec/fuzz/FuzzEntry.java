package dev.interlane.codec.fuzz;

import dev.interlane.primitive.Bytes;
import org.jspecify.annotations.Nullable;

/** Where Jazzer enters: it finds these two methods by their names, and gives the target's name. */
public final class FuzzEntry {
  private static @Nullable FuzzTarget target;

  private FuzzEntry() {}

  /** Chooses the target. */
  public static void fuzzerInitialize(String[] arguments) {
    target = FuzzTargets.of(arguments[0]);
  }

  /** Tries one input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (target == null) {
      throw new IllegalStateException("Jazzer gave no target");
    }
    target.check(Bytes.of(input));
  }
}
