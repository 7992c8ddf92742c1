package dev.interlane.publisher;

import dev.interlane.primitive.ImmutableStyle;
import java.time.Duration;
import org.immutables.value.Value;

/** How receipts are handed out. Immutable. */
@Value.Immutable
@ImmutableStyle
public abstract class PublisherOptions {
  PublisherOptions() {}

  /** Starts options. */
  public static Builder builder() {
    return new Builder();
  }

  /** Options for the consumer of this name, everything else as by default. */
  public static PublisherOptions consumer(String name) {
    return builder().consumer(name).build();
  }

  /** Under which name the journal keeps the place in the log; one publisher at a time has it. */
  public abstract String consumer();

  /** The pause after the first failure; it doubles with each one. 1 second by default. */
  @Value.Default
  public Duration firstPause() {
    return Duration.ofSeconds(1);
  }

  /** The longest such pause, and the one after a refusal that is held. 1 minute by default. */
  @Value.Default
  public Duration longestPause() {
    return Duration.ofMinutes(1);
  }

  /** What a refusal means; {@link OnRefusal#HOLD} by default. */
  @Value.Default
  public OnRefusal onRefusal() {
    return OnRefusal.HOLD;
  }

  @Value.Check
  void check() {
    if (firstPause().compareTo(Duration.ofMillis(1)) < 0
        || longestPause().compareTo(firstPause()) <= 0) {
      throw new IllegalArgumentException(
          "firstPause must be at least 1 ms and longestPause longer, got %s and %s"
              .formatted(firstPause(), longestPause()));
    }
  }

  /** What becomes of a receipt that the other side refuses. */
  public enum OnRefusal {
    /** It is offered again and again until it is taken; those after it wait, so none is missed. */
    HOLD,
    /** It is logged as an error with its key, and the next one is handed out. */
    SKIP
  }

  /** Collects the options. Not thread-safe. */
  public static final class Builder extends ImmutablePublisherOptions.Builder {
    Builder() {}
  }
}
