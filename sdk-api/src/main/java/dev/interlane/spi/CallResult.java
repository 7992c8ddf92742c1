package dev.interlane.spi;

import dev.interlane.primitive.Bytes;

/** What a call without a transaction answered. Immutable. */
public sealed interface CallResult {
  /** The return data. */
  record Returned(Bytes data) implements CallResult {}

  /** The revert data, empty for a bare revert, out of gas or an invalid instruction. */
  record Reverted(Bytes data) implements CallResult {}
}
