package dev.interlane.testkit.chain;

import dev.interlane.primitive.Bytes;

/** Unwinds a contract that reverts; never leaves the chain. */
final class RevertedCall extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Bytes data;
  private final Gas gas;

  RevertedCall(Bytes data, Gas gas) {
    super("reverted", null, false, false);
    this.data = data;
    this.gas = gas;
  }

  Bytes data() {
    return data;
  }

  boolean consumesAllGas() {
    return gas == Gas.ALL_CONSUMED;
  }

  /** What a revert does to the gas of its call. */
  enum Gas {
    /** What is left goes back to the caller. */
    REST_RETURNED,
    /** Nothing is left. */
    ALL_CONSUMED
  }
}
