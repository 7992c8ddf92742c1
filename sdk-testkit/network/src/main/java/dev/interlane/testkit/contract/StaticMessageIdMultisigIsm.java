package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.util.List;

/**
 * Hyperlane's StaticMessageIdMultisigIsm: enough validators signed the checkpoint of this very
 * message.
 *
 * <pre>
 * metadata: 0 merkleTreeHook(32) | 32 root(32) | 64 index(4) | 68 signatures(65 each)
 * </pre>
 */
public final class StaticMessageIdMultisigIsm implements Contract {
  private static final int ROOT = 32;
  private static final int INDEX = 64;
  private static final int SIGNATURES = 68;

  private final ValidatorSet validators;
  private final Functions functions;

  /**
   * Asks for {@code threshold} of these validators; their order is the order of signatures.
   *
   * @throws IllegalArgumentException if the threshold is not 1 to the number of validators
   */
  public StaticMessageIdMultisigIsm(List<EvmAddress> validators, int threshold) {
    this.validators = new ValidatorSet(validators, threshold);
    this.functions =
        SecurityModule.functions(SecurityModule.MESSAGE_ID_MULTISIG, this::verify)
            .add("validatorsAndThreshold(bytes)", (frame, unused) -> this.validators.encoded());
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private boolean verify(CallFrame frame, Bytes metadata, Bytes bytes) {
    WireMessage message = new WireMessage(frame, bytes);
    ValidatorSet.Signed signed =
        new ValidatorSet.Signed(
            message.origin(),
            Bytes32.of(Slices.of(frame, metadata, 0, 32)),
            Bytes32.of(Slices.of(frame, metadata, ROOT, 32)),
            Slices.unsigned32(Slices.of(frame, metadata, INDEX, 4)),
            message.id());
    return validators.verify(frame, ValidatorSet.digest(frame, signed), metadata, SIGNATURES);
  }
}
