package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.util.List;

/**
 * Hyperlane's StaticMerkleRootMultisigIsm: enough validators signed a checkpoint whose tree holds
 * the message.
 */
public final class StaticMerkleRootMultisigIsm implements Contract {
  private static final SignedCheckpoints SIGNED = SignedCheckpoints.MERKLE_ROOT;

  private final ValidatorSet validators;
  private final Functions functions;

  /**
   * Asks for {@code threshold} of these validators; their order is the order of signatures.
   *
   * @throws IllegalArgumentException if the threshold is not 1 to the number of validators
   */
  public StaticMerkleRootMultisigIsm(List<EvmAddress> validators, int threshold) {
    this.validators = new ValidatorSet(validators, threshold);
    this.functions =
        SecurityModule.functions(SecurityModule.MERKLE_ROOT_MULTISIG, this::verify)
            .add("validatorsAndThreshold(bytes)", (frame, unused) -> this.validators.encoded());
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private boolean verify(CallFrame frame, Bytes metadata, Bytes message) {
    Bytes32 digest = SIGNED.digest(frame, metadata, message);
    return validators.verify(frame, digest, metadata, SIGNED.signaturesOffset());
  }
}
