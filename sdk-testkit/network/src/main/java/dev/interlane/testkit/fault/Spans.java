package dev.interlane.testkit.fault;

import java.time.Duration;

/** The bounds of a span of simulated time. */
final class Spans {
  /** Longer than anything waits for: faults must stop, or liveness could not be asked for. */
  static final long MAX_MILLIS = Duration.ofDays(1).toMillis();

  private Spans() {}

  static void require(long millis) {
    if (millis < 1 || millis > MAX_MILLIS) {
      throw new IllegalArgumentException(
          "A span is 1 to " + MAX_MILLIS + " milliseconds, got " + millis);
    }
  }
}
