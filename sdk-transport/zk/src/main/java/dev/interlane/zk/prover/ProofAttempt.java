package dev.interlane.zk.prover;

import dev.interlane.zk.proof.ProofClaim;
import dev.interlane.zk.proof.ProofVerdict;
import java.time.Duration;

/** What became of one look at a request, everything checked. */
public sealed interface ProofAttempt {
  /**
   * Not yet.
   *
   * @param askAgainAfter when to look next
   * @param why what is being waited for
   */
  record Pending(Duration askAgainAfter, String why) implements ProofAttempt {}

  /**
   * There is a proof, of the program that was asked for, and it holds.
   *
   * @param proven what it proves; whether that is what was hoped for is the caller's to check
   * @param claim the proof as it goes to a contract
   */
  record Ready(ProofVerdict.Proven proven, ProofClaim claim) implements ProofAttempt {}

  /**
   * There will be none under this request's key.
   *
   * @param reason the class of what went wrong
   * @param detail what happened
   */
  record Failed(Reason reason, String detail) implements ProofAttempt {}

  /** Why there will be no proof. */
  enum Reason {
    /** The deadline has passed; the provider was told. */
    OVERDUE,
    /** The provider gave up. */
    GAVE_UP,
    /** The provider delivered something that is no proof of the program. */
    FALSE_PROOF
  }
}
