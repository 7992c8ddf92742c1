package dev.interlane.message;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Until when a message may be executed. Enforced by recipients built on {@code CallRecipient};
 * elsewhere it only stops us from sending. Immutable.
 */
public sealed interface Expiry {

  /** The message does not expire. */
  record Never() implements Expiry {}

  /** Not after this instant, in whole seconds as chains keep time. */
  record At(Instant notAfter) implements Expiry {
    public At {
      if (notAfter.getEpochSecond() <= 0 || notAfter.getNano() != 0) {
        throw new IllegalArgumentException(
            "Expiry must be a whole second after 1970, got " + notAfter);
      }
    }
  }

  /**
   * Not after this long, counted from when the message is accepted: whole seconds, at least one, at
   * most {@link #MAX}.
   */
  record Within(Duration duration) implements Expiry {
    /** A hundred years: any longer one is meant to be none. */
    public static final Duration MAX = Duration.ofDays(36_500);

    public Within {
      if (duration.isNegative()
          || duration.isZero()
          || !duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))) {
        throw new IllegalArgumentException(
            "Expiry must be at least one second, in whole seconds, got " + duration);
      }
      if (duration.compareTo(MAX) > 0) {
        throw new IllegalArgumentException(
            "Expiry must be within 36500 days, got " + duration + ". Leave it out to have none");
      }
    }
  }
}
