package dev.interlane.codec.fuzz;

/** What {@link CountedClasses} count; the only class that they share with the rest. */
public final class StepCounter {
  /** Methods entered and jumps passed, so that every turn of a loop counts. */
  @SuppressWarnings("NonFinalStaticField") // The counted code adds to it.
  public static long steps;

  private StepCounter() {}
}
