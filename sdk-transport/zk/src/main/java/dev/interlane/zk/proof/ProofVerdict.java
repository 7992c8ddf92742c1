package dev.interlane.zk.proof;

/** What a {@link ProofVerifier} says to a claim. */
public sealed interface ProofVerdict {
  /**
   * The program ran and wrote the values.
   *
   * @param statement what is proven
   * @param verifier the verifying key by which it is, for evidence, such as {@code SP1 v6.1.0
   *     Groth16, key 0x4388a21c}
   */
  record Proven(ProofClaim.Statement statement, String verifier) implements ProofVerdict {}

  /**
   * It is not proven.
   *
   * @param reason the class of what is wrong
   * @param detail what was expected and what was found
   */
  record Refused(Reason reason, String detail) implements ProofVerdict {}

  /** Why a claim is refused; the first that applies, in this order. */
  enum Reason {
    /** The public values are more than the verifier takes. */
    TOO_LARGE,
    /** The proof is of no version that the verifier accepts. */
    UNKNOWN_VERSION,
    /** The program is none of those that are pinned. */
    UNKNOWN_PROGRAM,
    /** The proof's bytes are not the one form of any proof. */
    MALFORMED,
    /** The proof is of a program that failed. */
    PROGRAM_FAILED,
    /** The proof stands on other recursion keys than the pinned ones. */
    FOREIGN_KEYS,
    /** The proof is well-formed and does not hold. */
    INVALID
  }
}
