package dev.interlane.zk.sp1;

import dev.interlane.error.CodecException;
import dev.interlane.evm.groth16.Groth16Claim;
import dev.interlane.evm.groth16.Groth16Proof;
import dev.interlane.evm.groth16.Groth16Verifier;
import dev.interlane.evm.groth16.PublicInputs;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.zk.proof.ProofClaim;
import dev.interlane.zk.proof.ProofVerdict;
import dev.interlane.zk.proof.ProofVerdict.Reason;
import dev.interlane.zk.proof.ProofVerifier;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Verifies SP1 proofs in their Groth16 form, as the contracts {@code SP1VerifierGroth16} behind a
 * gateway do: the proof's first four bytes choose the version. Stricter than the contracts in one
 * point: bytes after the proof, which ABI decoding ignores, are refused.
 *
 * <p>What it trusts: the setup of each accepted version's key, SP1 itself, and the pinned programs.
 * A proof says that a program ran; what that means is the program's.
 *
 * <pre>{@code
 * ProofVerifier verifier = Sp1Verifier.of(List.of(Sp1Version.V6_1_0), Set.of(heliosProgramKey));
 * }</pre>
 *
 * <p>Immutable, thread-safe, without I/O. A verification takes about 2 ms of processor time.
 */
public final class Sp1Verifier implements ProofVerifier {
  /** The largest public values it looks at: more than any known program writes. */
  public static final int MAX_PUBLIC_VALUES_BYTES = 1 << 20;

  private final Map<Bytes, Keyed> versions;
  private final Set<Bytes32> programs;

  private Sp1Verifier(Map<Bytes, Keyed> versions, Set<Bytes32> programs) {
    this.versions = versions;
    this.programs = programs;
  }

  /**
   * A verifier of these versions and programs only.
   *
   * @param programKeys the verification keys of the programs that count
   * @throws IllegalArgumentException if there is no version or no program, or two versions share a
   *     selector
   */
  public static Sp1Verifier of(List<Sp1Version> accepted, Set<Bytes32> programKeys) {
    if (accepted.isEmpty() || programKeys.isEmpty()) {
      throw new IllegalArgumentException(
          "An SP1 verifier needs a version and a program to accept, got "
              + accepted.size()
              + " and "
              + programKeys.size());
    }
    Map<Bytes, Keyed> versions = new LinkedHashMap<>();
    for (Sp1Version version : accepted) {
      Keyed keyed = new Keyed(version, Groth16Verifier.of(version.key()));
      if (versions.put(version.selector(), keyed) != null) {
        throw new IllegalArgumentException("Two versions have the selector " + version.selector());
      }
    }
    return new Sp1Verifier(versions, new LinkedHashSet<>(programKeys));
  }

  @Override
  public String system() {
    return "SP1 Groth16";
  }

  @Override
  public ProofVerdict verify(ProofClaim claim) {
    Bytes values = claim.statement().publicValues();
    if (values.length() > MAX_PUBLIC_VALUES_BYTES) {
      return refused(
          Reason.TOO_LARGE,
          values.length() + " bytes of public values, at most " + MAX_PUBLIC_VALUES_BYTES);
    }
    Bytes proof = claim.proof();
    if (proof.length() < Sp1Layout.SELECTOR_BYTES) {
      return refused(Reason.MALFORMED, "a proof starts with 4 bytes of selector, got " + proof);
    }
    Bytes selector = proof.slice(0, Sp1Layout.SELECTOR_BYTES);
    Keyed keyed = versions.get(selector);
    if (keyed == null) {
      return refused(
          Reason.UNKNOWN_VERSION, "selector " + selector + ", accepted are " + versions.keySet());
    }
    if (!programs.contains(claim.statement().programKey())) {
      return refused(
          Reason.UNKNOWN_PROGRAM,
          "program " + claim.statement().programKey() + ", pinned are " + programs);
    }
    if (proof.length() != keyed.version.layout().proofBytes()) {
      return refused(
          Reason.MALFORMED,
          "a proof of %s has %d bytes, got %d"
              .formatted(keyed.version, keyed.version.layout().proofBytes(), proof.length()));
    }
    return switch (keyed.version.layout()) {
      case Sp1Layout.Bare bare -> keyed.check(claim, new Bytes32[0]);
      case Sp1Layout.WithKeyRoot rooted -> checkRooted(keyed, rooted, claim);
    };
  }

  private static ProofVerdict checkRooted(
      Keyed keyed, Sp1Layout.WithKeyRoot layout, ProofClaim claim) {
    Bytes32 exitCode = word(claim.proof(), 0);
    Bytes32 keyRoot = word(claim.proof(), 1);
    Bytes32 nonce = word(claim.proof(), 2);
    if (!exitCode.isZero()) {
      return refused(Reason.PROGRAM_FAILED, "exit code " + exitCode + ", zero is success");
    }
    if (!keyRoot.equals(layout.keyRoot())) {
      return refused(Reason.FOREIGN_KEYS, "key root " + keyRoot + ", expected " + layout.keyRoot());
    }
    return keyed.check(claim, exitCode, keyRoot, nonce);
  }

  private static Bytes32 word(Bytes proof, int index) {
    return Bytes32.of(
        proof.slice(Sp1Layout.SELECTOR_BYTES + index * Bytes32.LENGTH_BYTES, Bytes32.LENGTH_BYTES));
  }

  private static ProofVerdict refused(Reason reason, String detail) {
    return new ProofVerdict.Refused(reason, detail);
  }

  private record Keyed(Sp1Version version, Groth16Verifier verifier) {
    ProofVerdict check(ProofClaim claim, Bytes32... more) {
      Bytes32[] inputs = new Bytes32[2 + more.length];
      inputs[0] = claim.statement().programKey();
      inputs[1] = new PublicValues(claim.statement().publicValues()).digest();
      System.arraycopy(more, 0, inputs, 2, more.length);
      try {
        Groth16Proof proof =
            Groth16Proof.decode(
                claim.proof().slice(claim.proof().length() - Groth16Proof.LENGTH_BYTES));
        return verifier.accepts(new Groth16Claim(proof, PublicInputs.of(inputs)))
            ? new ProofVerdict.Proven(claim.statement(), version.toString())
            : refused(Reason.INVALID, "the pairing equation does not hold under " + version);
      } catch (CodecException malformed) {
        return refused(Reason.MALFORMED, String.valueOf(malformed.getMessage()));
      }
    }
  }
}
