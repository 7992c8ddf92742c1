package dev.interlane.zk.sp1;

import dev.interlane.evm.groth16.Groth16Proof;
import dev.interlane.primitive.Bytes32;

/**
 * The shape of an SP1 proof's bytes, all of a fixed length.
 *
 * <pre>
 * up to v5   selector (4)                                                  a b c (256)   260 bytes
 * from v6    selector (4), exit code (32), key root (32), nonce (32),      a b c (256)   356 bytes
 * </pre>
 *
 * <p>The circuit's public inputs are the program key and the digest of the public values; from v6
 * on also the exit code, the key root and the nonce.
 */
public sealed interface Sp1Layout {
  /** The selector's length. */
  int SELECTOR_BYTES = 4;

  /** How long a proof is, the selector included. */
  int proofBytes();

  /** How many public inputs the circuit has. */
  int inputCount();

  /** Up to v5. */
  record Bare() implements Sp1Layout {
    @Override
    public int proofBytes() {
      return SELECTOR_BYTES + Groth16Proof.LENGTH_BYTES;
    }

    @Override
    public int inputCount() {
      return 2;
    }
  }

  /**
   * From v6 on.
   *
   * @param keyRoot the version's VK_ROOT: the root of the recursion programs' keys, which every
   *     proof has to repeat
   */
  record WithKeyRoot(Bytes32 keyRoot) implements Sp1Layout {
    @Override
    public int proofBytes() {
      return SELECTOR_BYTES + 3 * Bytes32.LENGTH_BYTES + Groth16Proof.LENGTH_BYTES;
    }

    @Override
    public int inputCount() {
      return 5;
    }
  }
}
