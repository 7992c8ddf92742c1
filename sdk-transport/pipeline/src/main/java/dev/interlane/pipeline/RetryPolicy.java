package dev.interlane.pipeline;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a step that did not succeed is tried, and how long we wait in between: twice as long
 * each time, from {@code firstPause} up to {@code longestPause}, less up to a quarter at random so
 * that many messages do not come back at once. Immutable.
 *
 * @param maxAttempts how often a step is begun before the message is given up; at least 1
 * @param firstPause the wait after the first failure; more than zero
 * @param longestPause the longest wait; at least {@code firstPause}
 */
public record RetryPolicy(int maxAttempts, Duration firstPause, Duration longestPause) {
  private static final int MOST_DOUBLINGS = 30;

  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be at least 1, got " + maxAttempts);
    }
    if (firstPause.isNegative() || firstPause.isZero()) {
      throw new IllegalArgumentException("firstPause must be more than zero, got " + firstPause);
    }
    if (longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException(
          "longestPause must be at least firstPause " + firstPause + ", got " + longestPause);
    }
  }

  /** Ten attempts, from 5 seconds up to 10 minutes apart: about 40 minutes. */
  public static RetryPolicy standard() {
    return new RetryPolicy(10, Duration.ofSeconds(5), Duration.ofMinutes(10));
  }

  /** The wait after this many failures in a row, from 1. */
  Duration pauseAfter(int failures, RandomGenerator random) {
    int doublings = Math.min(Math.max(failures, 1) - 1, MOST_DOUBLINGS);
    Duration pause = firstPause;
    for (int i = 0; i < doublings && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    long millis =
        Math.max(1, (pause.compareTo(longestPause) < 0 ? pause : longestPause).toMillis());
    return Duration.ofMillis(millis - random.nextLong(millis / 4 + 1));
  }
}
