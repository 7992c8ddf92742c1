package dev.interlane.publisher;

import java.time.Duration;
import java.util.Optional;

/** What became of a receipt that was handed out. */
public sealed interface SinkAnswer {
  /** The other side has it, as safely as it keeps things. */
  record Accepted() implements SinkAnswer {}

  /**
   * The other side does not want it; asking again without a change there changes nothing.
   *
   * @param reason in words for whoever looks after it
   */
  record Refused(String reason) implements SinkAnswer {}

  /**
   * Nobody knows whether it arrived, or it cannot be taken now: asked again soon.
   *
   * @param reason in words for whoever looks after it
   * @param retryAfter how long the other side wants to be left alone, if it said so
   */
  record Unavailable(String reason, Optional<Duration> retryAfter) implements SinkAnswer {}
}
