package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.util.List;

/**
 * Hyperlane's StaticMerkleRootMultisigIsm: enough validators signed a checkpoint whose tree holds
 * the message.
 *
 * <pre>
 * metadata: 0 merkleTreeHook(32) | 32 messageIndex(4) | 36 signedMessageId(32) | 68 proof(32 x 32)
 *     | 1092 signedIndex(4) | 1096 signatures(65 each)
 * </pre>
 */
public final class StaticMerkleRootMultisigIsm implements Contract {
  private static final int MESSAGE_INDEX = 32;
  private static final int SIGNED_MESSAGE_ID = 36;
  private static final int PROOF = 68;
  private static final int SIGNED_INDEX = 1_092;
  private static final int SIGNATURES = 1_096;
  private static final int DEPTH = 32;
  private static final long HASH_GAS = 100;

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

  private boolean verify(CallFrame frame, Bytes metadata, Bytes bytes) {
    WireMessage message = new WireMessage(frame, bytes);
    long messageIndex = Slices.unsigned32(Slices.of(frame, metadata, MESSAGE_INDEX, 4));
    long signedIndex = Slices.unsigned32(Slices.of(frame, metadata, SIGNED_INDEX, 4));
    Reverts.require(frame, messageIndex <= signedIndex, "Invalid merkle index metadata");
    Bytes proof = Slices.of(frame, metadata, PROOF, 32L * DEPTH);
    ValidatorSet.Signed signed =
        new ValidatorSet.Signed(
            message.origin(),
            Bytes32.of(Slices.of(frame, metadata, 0, 32)),
            branchRoot(frame, message.id(), proof, messageIndex),
            signedIndex,
            Bytes32.of(Slices.of(frame, metadata, SIGNED_MESSAGE_ID, 32)));
    return validators.verify(frame, ValidatorSet.digest(frame, signed), metadata, SIGNATURES);
  }

  private static Bytes32 branchRoot(CallFrame frame, Bytes32 leaf, Bytes proof, long index) {
    frame.useGas(HASH_GAS * DEPTH);
    Bytes32 node = leaf;
    for (int level = 0; level < DEPTH; level++) {
      Bytes32 sibling = Bytes32.of(proof.slice(32 * level, 32));
      boolean right = (index >> level & 1) == 1;
      node = right ? Keccak256.hash(sibling, node) : Keccak256.hash(node, sibling);
    }
    return node;
  }
}
