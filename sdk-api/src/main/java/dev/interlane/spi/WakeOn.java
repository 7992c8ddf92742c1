package dev.interlane.spi;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
import java.time.Instant;

/** When to look at a step again. Immutable. */
public sealed interface WakeOn {
  /** At this time. */
  record At(Instant time) implements WakeOn {}

  /** When the chain's head of this finality is at this height or above. */
  record Height(ChainId chain, Finality finality, long height) implements WakeOn {}
}
