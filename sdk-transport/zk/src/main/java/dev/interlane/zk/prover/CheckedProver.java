package dev.interlane.zk.prover;

import dev.interlane.zk.proof.ProofClaim;
import dev.interlane.zk.proof.ProofVerdict;
import dev.interlane.zk.proof.ProofVerifier;
import dev.interlane.zk.prover.ProofAttempt.Failed;
import dev.interlane.zk.prover.ProofAttempt.Pending;
import dev.interlane.zk.prover.ProofAttempt.Ready;
import dev.interlane.zk.prover.ProofAttempt.Reason;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Gets proofs from a provider and lets none through that does not hold. It keeps no state: the same
 * request, looked at again and again, also after a crash, goes on where it stands.
 *
 * <pre>{@code
 * CheckedProver prover = CheckedProver.of(HttpProofProvider.of(options), verifier, clock);
 * switch (prover.look(request)) {
 *   case ProofAttempt.Pending pending -> ...
 *   case ProofAttempt.Ready ready -> ...
 *   case ProofAttempt.Failed failed -> ...
 * }
 * }</pre>
 *
 * <p>Thread-safe if its parts are.
 */
public final class CheckedProver {
  /** Whatever a provider says, it is asked neither more often nor less often than this. */
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration WAIT_FOR_ANSWER = Duration.ofSeconds(15);

  private final ProofProvider provider;
  private final ProofVerifier verifier;
  private final InstantSource clock;

  private CheckedProver(ProofProvider provider, ProofVerifier verifier, InstantSource clock) {
    this.provider = provider;
    this.verifier = verifier;
    this.clock = clock;
  }

  /** A prover of these parts. */
  public static CheckedProver of(
      ProofProvider provider, ProofVerifier verifier, InstantSource clock) {
    return new CheckedProver(provider, verifier, clock);
  }

  /** Looks once how the request stands, and asks for the proof if nobody has yet. */
  public ProofAttempt look(ProofRequest request) {
    ProofProgress progress = provider.poll(request.key());
    boolean isOverdue = !clock.instant().isBefore(request.deadline());
    if (progress instanceof ProofProgress.Unknown && !isOverdue) {
      progress = provider.request(request);
    }
    return switch (progress) {
      // A proof that is there is checked, however late it is: it may still be of use.
      case ProofProgress.Delivered delivered -> check(request, delivered.claim());
      case ProofProgress.GaveUp gaveUp ->
          new Failed(Reason.GAVE_UP, provider.name() + " gave up: " + gaveUp.reason());
      case ProofProgress.Working working ->
          isOverdue ? overdue(request) : pending(working.askAgainAfter(), "is working");
      case ProofProgress.Unknown unknown ->
          isOverdue ? overdue(request) : pending(WAIT_FOR_ANSWER, "does not keep the request");
      case ProofProgress.Unreachable unreachable ->
          isOverdue ? overdue(request) : pending(WAIT_FOR_ANSWER, unreachable.detail());
    };
  }

  /** Says that the proof is no longer wanted. */
  public void cancel(ProofRequest request) {
    provider.cancel(request.key());
  }

  private ProofAttempt check(ProofRequest request, ProofClaim claim) {
    if (!claim.statement().programKey().equals(request.programKey())) {
      return falseProof(
          "of program "
              + claim.statement().programKey()
              + ", asked was for "
              + request.programKey());
    }
    return switch (verifier.verify(claim)) {
      case ProofVerdict.Proven proven -> new Ready(proven, claim);
      case ProofVerdict.Refused refused -> falseProof(refused.reason() + ": " + refused.detail());
    };
  }

  private ProofAttempt falseProof(String detail) {
    return new Failed(Reason.FALSE_PROOF, provider.name() + " delivered a false proof: " + detail);
  }

  private ProofAttempt overdue(ProofRequest request) {
    provider.cancel(request.key());
    return new Failed(Reason.OVERDUE, provider.name() + " had no proof by " + request.deadline());
  }

  private ProofAttempt pending(Duration wished, String why) {
    Duration wait = wished.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wished;
    return new Pending(
        wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait, provider.name() + ": " + why);
  }
}
