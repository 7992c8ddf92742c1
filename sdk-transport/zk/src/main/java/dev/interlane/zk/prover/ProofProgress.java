package dev.interlane.zk.prover;

import dev.interlane.zk.proof.ProofClaim;
import java.time.Duration;

/** What a {@link ProofProvider} says of a request. Nothing of it is checked. */
public sealed interface ProofProgress {
  /** The provider does not know of it: it was never asked, or has forgotten. */
  record Unknown() implements ProofProgress {}

  /**
   * It is being worked on.
   *
   * @param askAgainAfter when it makes sense to ask next
   */
  record Working(Duration askAgainAfter) implements ProofProgress {}

  /**
   * It says it is done.
   *
   * @param claim what it delivered, which may be wrong
   */
  record Delivered(ProofClaim claim) implements ProofProgress {}

  /**
   * It gave up on this request.
   *
   * @param reason its words, shortened
   */
  record GaveUp(String reason) implements ProofProgress {}

  /**
   * It did not answer, or answered nonsense; it may be working on the request or not.
   *
   * @param detail what happened
   */
  record Unreachable(String detail) implements ProofProgress {}
}
