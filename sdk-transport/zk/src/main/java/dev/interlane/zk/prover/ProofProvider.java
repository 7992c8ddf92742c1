package dev.interlane.zk.prover;

import dev.interlane.primitive.Bytes32;

/**
 * Somebody who makes proofs: a prover service of the operator, usually. Making one takes minutes,
 * so no call waits for it: each does bounded I/O and says how things stand. Everything a provider
 * says is untrusted; use it through {@link CheckedProver}.
 *
 * <p>The set is open, and a provider is configured explicitly. Implementations are thread-safe and
 * honour interrupts.
 */
public interface ProofProvider {
  /** Whom it asks, for logs, without secrets. */
  String name();

  /** Asks for a proof. Asking for the same key again starts nothing new. */
  ProofProgress request(ProofRequest request);

  /** How a request stands. */
  ProofProgress poll(Bytes32 key);

  /**
   * Says that a proof is no longer wanted. Whether it was heard does not matter for correctness.
   */
  void cancel(Bytes32 key);
}
