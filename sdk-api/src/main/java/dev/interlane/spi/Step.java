package dev.interlane.spi;

import dev.interlane.chain.ChainId;

/**
 * One thing to be done for a message after its dispatch.
 *
 * @param name the protocol's word: prove, verify, commit, execute, acknowledge
 * @param reaches what the message is once the step is done
 * @param chain where its transaction, if any, goes
 */
public record Step(String name, Stage reaches, ChainId chain) {
  /** What a message is once a step is done. */
  public enum Stage {
    /** Still where it was: an intermediate step. */
    UNCHANGED,
    /** Proven. */
    PROVEN,
    /** Delivered. */
    DELIVERED,
    /** Delivered, and the protocol's afterwork is done. */
    SETTLED
  }
}
