package dev.interlane.spi;

import dev.interlane.chain.ChainId;
import dev.interlane.primitive.Bytes;

/**
 * A chain a client works with: how to look at it and how to act on it. Closing it frees what it
 * holds. Thread-safe.
 */
public interface Chain extends AutoCloseable {
  /** The chain. */
  ChainId id();

  /** Whether it can be looked at: otherwise messages only go there ({@link UnseenChain}). */
  default boolean isSeen() {
    return true;
  }

  /** How to look at it. */
  ChainPort port();

  /** How to act on it. */
  Submitter submitter();

  /**
   * Why something reverted, in words for people, as far as this chain's errors are known; the bytes
   * themselves otherwise. The data is a contract's and may be anything.
   */
  default String explainRevert(Bytes revertData) {
    return revertData.toHex();
  }

  @Override
  void close();
}
