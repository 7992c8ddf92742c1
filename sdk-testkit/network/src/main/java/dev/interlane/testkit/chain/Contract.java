package dev.interlane.testkit.chain;

import dev.interlane.primitive.Bytes;

/**
 * A contract in Java. It gets real calldata, keeps its state in words of the chain's storage only
 * (fields may hold what a Solidity contract would make immutable), and answers return data or
 * reverts.
 */
public interface Contract {
  /** Writes what the contract's constructor would; a revert refuses the deployment. */
  default void construct(CallFrame frame) {}

  /**
   * Answers one call.
   *
   * @return the return data
   */
  Bytes execute(CallFrame frame);

  /** What {@code eth_getCode} shows: an invalid instruction, then the name of the class. */
  default Bytes code() {
    return Bytes.concat(Bytes.of((byte) 0xfe), Bytes.fromUtf8(getClass().getSimpleName()));
  }
}
