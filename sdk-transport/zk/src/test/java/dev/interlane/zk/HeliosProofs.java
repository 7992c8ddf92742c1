package dev.interlane.zk;

import dev.interlane.evm.groth16.PublicInputs;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.zk.TrapdoorProver;
import dev.interlane.zk.proof.ProofVerifier;
import dev.interlane.zk.sp1.HeliosCall;
import dev.interlane.zk.sp1.HeliosUpdate;
import dev.interlane.zk.sp1.PublicValues;
import dev.interlane.zk.sp1.Sp1Layout;
import dev.interlane.zk.sp1.Sp1Verifier;
import dev.interlane.zk.sp1.Sp1Version;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/**
 * INSECURE TEST PROVER. Proofs of SP1 Helios under a version of SP1 whose key the test made, so
 * that it can prove any update.
 */
final class HeliosProofs {
  private static final TrapdoorProver PROVER = TrapdoorProver.of(11, 2);
  private static final Sp1Version VERSION =
      Sp1Version.of(
          "of tests",
          Bytes32.fromHex("0x" + "7e57".repeat(16)),
          new Sp1Layout.Bare(),
          PROVER.verifyingKey());

  private HeliosProofs() {}

  /** What accepts these proofs of these programs. */
  static ProofVerifier verifier(Bytes32... programs) {
    return Sp1Verifier.of(List.of(VERSION), Set.of(programs));
  }

  /** A head, as a light client holds it. */
  record Head(long slot, Bytes32 header) {
    static Head at(long slot) {
      return new Head(slot, Bytes32.ofUnsigned(BigInteger.valueOf(1_000_000 + slot)));
    }
  }

  /** The call that takes a light client from one head to another, with a valid proof of it. */
  static HeliosCall update(Bytes32 program, Head from, Head to, long height, Bytes32 root) {
    HeliosCall unproven = call(Bytes.EMPTY, to, height, root);
    HeliosUpdate statement =
        unproven.startingFrom(
            BigInteger.valueOf(from.slot()), from.header(), HandFedHelios.COMMITTEE);
    return call(proof(program, statement), to, height, root);
  }

  private static HeliosCall call(Bytes proof, Head to, long height, Bytes32 root) {
    return new HeliosCall(
        proof,
        BigInteger.valueOf(to.slot()),
        to.header(),
        root,
        BigInteger.valueOf(height),
        HandFedHelios.COMMITTEE,
        Bytes32.ZERO,
        List.of());
  }

  /** The same call with another proof. */
  static HeliosCall with(Bytes proof, HeliosCall call) {
    return new HeliosCall(
        proof,
        call.newHeadSlot(),
        call.newHeader(),
        call.executionStateRoot(),
        call.executionBlockNumber(),
        call.syncCommitteeHash(),
        call.nextSyncCommitteeHash(),
        call.storageSlots());
  }

  private static Bytes proof(Bytes32 program, HeliosUpdate update) {
    PublicInputs inputs = PublicInputs.of(program, new PublicValues(update.encode()).digest());
    return Bytes.concat(VERSION.selector(), PROVER.prove(inputs).encode());
  }
}
