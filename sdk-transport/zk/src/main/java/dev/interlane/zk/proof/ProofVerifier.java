package dev.interlane.zk.proof;

/**
 * Checks proofs of one proof system, without asking anybody.
 *
 * <p>The set is open: whoever needs another system implements this. Verifiers are handed to the
 * transport explicitly and never looked up on the class path, because what a verifier accepts is a
 * decision to trust. Implementations are thread-safe, do no I/O, bound their work, and answer with
 * a verdict whatever the bytes are.
 *
 * <p>A verdict says that a program ran and wrote these values. Which programs count is pinned in
 * the verifier; what the values mean for a message is for the caller to check.
 */
public interface ProofVerifier {
  /** The proof system and its curve, for evidence and logs, such as {@code SP1 Groth16}. */
  String system();

  /** Whether the claim holds; a verdict for every input, never an exception. */
  ProofVerdict verify(ProofClaim claim);
}
