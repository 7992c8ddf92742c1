package dev.interlane.spi;

import dev.interlane.primitive.Bytes;

/** How much gas a transaction would use. Immutable. */
public sealed interface GasEstimate {
  /** It would succeed with this much. */
  record Enough(long gas) implements GasEstimate {}

  /** It would revert with this data. */
  record Reverts(Bytes data) implements GasEstimate {}
}
