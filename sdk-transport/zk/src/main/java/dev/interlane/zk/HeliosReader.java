package dev.interlane.zk;

import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.ContractView;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import dev.interlane.zk.proof.ProofClaim;
import dev.interlane.zk.proof.ProofVerdict;
import dev.interlane.zk.proof.ProofVerifier;
import dev.interlane.zk.sp1.HeliosCall;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Updates of SP1 Helios. The proof starts from the head that the contract had: it is that of the
 * update before, whose header and sync committee the contract still has.
 */
final class HeliosReader implements LightClientUpdates.Reader {
  private final LightClient lightClient;
  private final ContractView contract;
  private final ProofVerifier verifier;
  private final KnownRoots.KnownRoot root;
  private final UpdateLog log;

  HeliosReader(
      LightClient lightClient,
      ContractView contract,
      ProofVerifier verifier,
      KnownRoots.KnownRoot root,
      UpdateLog log) {
    this.lightClient = lightClient;
    this.contract = contract;
    this.verifier = verifier;
    this.root = root;
    this.log = log;
  }

  @Override
  public Optional<UpdateCheck> check(UpdateLog.Update update, Bytes calldata) {
    HeliosCall call = HeliosCall.decode(calldata);
    return root.isAt(call.executionBlockNumber())
        ? Optional.of(checked(update, call))
        : Optional.empty();
  }

  private UpdateCheck checked(UpdateLog.Update update, HeliosCall call) {
    if (!call.executionStateRoot().equals(root.root())) {
      return LightClientUpdates.contradiction(update, root, call.executionStateRoot());
    }
    if (!call.newHeadSlot().equals(update.number()) || !call.newHeader().equals(update.word())) {
      return new UpdateCheck.Refused(
          "the light client logged the header "
              + update.word()
              + " of slot "
              + update.number()
              + " for the update in the transaction "
              + update.transaction()
              + ", which is of the header "
              + call.newHeader()
              + " of slot "
              + call.newHeadSlot());
    }
    Optional<UpdateLog.Update> before = log.next();
    if (before.isEmpty()) {
      return new UpdateCheck.Unavailable(
          log.without(
              "the head before slot " + update.number() + ", from which the proof starts,"));
    }
    return verified(update, call, before.get());
  }

  private UpdateCheck verified(UpdateLog.Update update, HeliosCall call, UpdateLog.Update before) {
    Optional<Bytes32> header = word(StateProofAbi.HEADERS, before.number());
    Optional<Bytes32> committee = committee(before.number());
    if (header.isEmpty() || committee.isEmpty()) {
      return new UpdateCheck.Unavailable(
          "the light client does not tell the header and the sync committee of its slot "
              + before.number()
              + ", from which the proof starts");
    }
    ProofClaim.Statement statement =
        new ProofClaim.Statement(
            lightClient.key(),
            call.startingFrom(before.number(), header.get(), committee.get()).encode());
    String of = "the SP1 proof in the transaction " + update.transaction();
    return switch (verifier.verify(ProofClaim.of(statement, call.proof()))) {
      case ProofVerdict.Proven proven ->
          new UpdateCheck.Verified(
              of
                  + " under the program key "
                  + lightClient.key()
                  + " and "
                  + proven.verifier()
                  + ", from the header "
                  + header.get()
                  + " of slot "
                  + before.number());
      case ProofVerdict.Refused refused -> refused(of, refused);
    };
  }

  /** A version that is not known here says nothing of the proof. */
  private static UpdateCheck refused(String of, ProofVerdict.Refused refused) {
    return refused.reason() == ProofVerdict.Reason.UNKNOWN_VERSION
        ? new UpdateCheck.Unavailable(of + " is of no version that is known: " + refused.detail())
        : new UpdateCheck.Refused(
            of + " does not hold (" + refused.reason() + "): " + refused.detail());
  }

  private Optional<Bytes32> committee(BigInteger slot) {
    return contract
        .ask(StateProofAbi.SLOTS_PER_PERIOD)
        .map(Value::asNumber)
        .filter(slots -> slots.signum() > 0)
        .flatMap(slots -> word(StateProofAbi.SYNC_COMMITTEES, slot.divide(slots)));
  }

  private Optional<Bytes32> word(AbiFunction function, BigInteger at) {
    return contract
        .ask(function, at)
        .map(word -> Bytes32.of(word.asBytes()))
        .filter(word -> !word.isZero());
  }
}
