package dev.interlane.spi;

import java.time.Duration;

/**
 * How one of several instances of an application holds its work.
 *
 * @param name of this instance, for operators and logs: 1 to 100 characters, such as a host's name
 * @param heartbeat how often the instance that works says so
 * @param takeover how long after its last word another one takes over; at least four heartbeats, so
 *     that a late one costs nothing
 */
public record InstanceTerms(String name, Duration heartbeat, Duration takeover) {
  /** Heartbeats that may be missed before another instance takes over, at least. */
  public static final int MIN_HEARTBEATS = 4;

  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** Checks the terms. */
  public InstanceTerms {
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException(
          "An instance's name must be 1 to 100 characters and not blank, got '" + name + "'");
    }
    if (heartbeat.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "heartbeat must be at least " + SHORTEST + ", got " + heartbeat);
    }
    if (takeover.compareTo(heartbeat.multipliedBy(MIN_HEARTBEATS)) < 0) {
      throw new IllegalArgumentException(
          "takeover must be at least "
              + MIN_HEARTBEATS
              + " heartbeats of "
              + heartbeat
              + ", got "
              + takeover);
    }
  }

  /** A heartbeat every 2 seconds, takeover after 8. */
  public static InstanceTerms named(String name) {
    return new InstanceTerms(name, HEARTBEAT, HEARTBEAT.multipliedBy(MIN_HEARTBEATS));
  }
}
