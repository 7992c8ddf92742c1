package dev.interlane.client;

import dev.interlane.message.MessageId;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.Fee;
import java.util.List;
import org.immutables.value.Value;

/** In plain words: where a message is and why, who has to act, and what it costs. Immutable. */
@Value.Immutable
@ImmutableStyle
public abstract class Explanation {
  Explanation() {}

  /** Starts an explanation; meant for the pipeline. */
  public static Builder builder() {
    return new Builder();
  }

  /** The message. */
  public abstract MessageId id();

  /** Where it stands. */
  public abstract MessageStanding standing();

  /** Where it is, in a sentence. */
  public abstract String where();

  /** Why it is there and what it waits for, a sentence each. */
  public abstract List<String> why();

  /** Who has to act next. */
  public abstract Actor actor();

  /** What they have to do, or what happens by itself. */
  public abstract String next();

  /** What an operator can do: {@code resume}, {@code cancel}, {@code replace}, with the effect. */
  public abstract List<String> choices();

  /** What our accounts have paid so far. */
  public abstract List<Fee> paid();

  /** What transactions that are signed and in no block yet may cost at most, on top. */
  public abstract List<Fee> outstanding();

  /** Collects the parts. Not thread-safe. */
  public static final class Builder extends ImmutableExplanation.Builder {
    Builder() {}
  }
}
