package dev.interlane.spi;

import dev.interlane.chain.ChainId;

/**
 * A chain a client works with: how to look at it and how to act on it. Closing it frees what it
 * holds. Thread-safe.
 */
public interface Chain extends AutoCloseable {
  /** The chain. */
  ChainId id();

  /** How to look at it. */
  ChainPort port();

  /** How to act on it. */
  Submitter submitter();

  @Override
  void close();
}
