package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.util.ArrayList;
import java.util.List;

/**
 * Hyperlane's StaticMessageIdWeightedMultisigIsm and StaticMerkleRootWeightedMultisigIsm:
 * validators with enough weight together signed the checkpoint of this very message, or one whose
 * tree holds it. As the real ones it looks for signers only as far into its list as there are
 * signatures.
 */
public final class StaticWeightedMultisigIsm implements Contract {
  private static final long TOTAL_WEIGHT = 10_000_000_000L;
  private static final int WEIGHTED_MERKLE_ROOT_MULTISIG = 9;
  private static final int WEIGHTED_MESSAGE_ID_MULTISIG = 10;
  private static final int SIGNATURE_BYTES = 65;
  private static final AbiCodec ANSWER = AbiCodec.parse("((address,uint96)[],uint96)");

  private final List<Weighted> validators;
  private final long needed;
  private final SignedCheckpoints checkpoints;
  private final Functions functions;

  /** A validator and what it counts. */
  public record Weighted(EvmAddress validator, long weight) {}

  /**
   * Asks for this weight of these validators, by message id; their order is the order of
   * signatures.
   */
  public static StaticWeightedMultisigIsm ofMessageId(List<Weighted> validators, long needed) {
    return new StaticWeightedMultisigIsm(validators, needed, SignedCheckpoints.MESSAGE_ID);
  }

  /** The same by a root of the origin's tree. */
  public static StaticWeightedMultisigIsm ofMerkleRoot(List<Weighted> validators, long needed) {
    return new StaticWeightedMultisigIsm(validators, needed, SignedCheckpoints.MERKLE_ROOT);
  }

  private StaticWeightedMultisigIsm(
      List<Weighted> validators, long needed, SignedCheckpoints checkpoints) {
    this.checkpoints = checkpoints;
    this.validators = List.copyOf(validators);
    this.needed = needed;
    List<Object> listed = new ArrayList<>();
    validators.forEach(each -> listed.add(List.of(each.validator(), each.weight())));
    Bytes answer = ANSWER.encode(listed, needed);
    this.functions =
        SecurityModule.functions(
                checkpoints == SignedCheckpoints.MESSAGE_ID
                    ? WEIGHTED_MESSAGE_ID_MULTISIG
                    : WEIGHTED_MERKLE_ROOT_MULTISIG,
                this::verify)
            .add("validatorsAndThresholdWeight(bytes)", (frame, unused) -> answer);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private boolean verify(CallFrame frame, Bytes metadata, Bytes message) {
    Reverts.require(frame, needed > 0 && needed <= TOTAL_WEIGHT, "Invalid threshold weight");
    Bytes32 digest = checkpoints.digest(frame, metadata, message);
    int offset = checkpoints.signaturesOffset();
    int count = Math.min(validators.size(), (metadata.length() - offset) / SIGNATURE_BYTES);
    int place = 0;
    long total = 0;
    for (int i = 0; total < needed && i < count; i++) {
      Bytes signature =
          Slices.of(frame, metadata, offset + (long) SIGNATURE_BYTES * i, SIGNATURE_BYTES);
      EvmAddress signer = ValidatorSet.recover(frame, digest, signature);
      while (place < count && !validators.get(place).validator().equals(signer)) {
        place++;
      }
      Reverts.require(frame, place < count, "Invalid signer");
      total += validators.get(place).weight();
      place++;
    }
    Reverts.require(frame, total >= needed, "Insufficient validator weight");
    return true;
  }
}
