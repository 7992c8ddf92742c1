package dev.interlane.testkit.contract;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.testkit.chain.CallFrame;

/**
 * What validators must have signed for a message, by the metadata of multisig modules: its own
 * checkpoint, or one whose tree holds it.
 *
 * <pre>
 * message-id:  0 merkleTreeHook(32) | 32 root(32) | 64 index(4) | 68 signatures(65 each)
 * merkle-root: 0 merkleTreeHook(32) | 32 messageIndex(4) | 36 signedMessageId(32) | 68 proof(32 x 32)
 *     | 1092 signedIndex(4) | 1096 signatures(65 each)
 * </pre>
 */
enum SignedCheckpoints {
  MESSAGE_ID(68) {
    @Override
    ValidatorSet.Signed signed(CallFrame frame, Bytes metadata, WireMessage message) {
      return new ValidatorSet.Signed(
          message.origin(),
          Bytes32.of(Slices.of(frame, metadata, 0, 32)),
          Bytes32.of(Slices.of(frame, metadata, ROOT, 32)),
          Slices.unsigned32(Slices.of(frame, metadata, INDEX, 4)),
          message.id());
    }
  },

  MERKLE_ROOT(1_096) {
    @Override
    ValidatorSet.Signed signed(CallFrame frame, Bytes metadata, WireMessage message) {
      long messageIndex = Slices.unsigned32(Slices.of(frame, metadata, MESSAGE_INDEX, 4));
      long signedIndex = Slices.unsigned32(Slices.of(frame, metadata, SIGNED_INDEX, 4));
      Reverts.require(frame, messageIndex <= signedIndex, "Invalid merkle index metadata");
      Bytes proof = Slices.of(frame, metadata, PROOF, 32L * DEPTH);
      return new ValidatorSet.Signed(
          message.origin(),
          Bytes32.of(Slices.of(frame, metadata, 0, 32)),
          branchRoot(frame, message.id(), proof, messageIndex),
          signedIndex,
          Bytes32.of(Slices.of(frame, metadata, SIGNED_MESSAGE_ID, 32)));
    }
  };

  private static final int ROOT = 32;
  private static final int INDEX = 64;
  private static final int MESSAGE_INDEX = 32;
  private static final int SIGNED_MESSAGE_ID = 36;
  private static final int PROOF = 68;
  private static final int SIGNED_INDEX = 1_092;
  private static final int DEPTH = 32;
  private static final long HASH_GAS = 100;

  private final int signaturesOffset;

  SignedCheckpoints(int signaturesOffset) {
    this.signaturesOffset = signaturesOffset;
  }

  /** Where the signatures begin. */
  int signaturesOffset() {
    return signaturesOffset;
  }

  Bytes32 digest(CallFrame frame, Bytes metadata, Bytes message) {
    return ValidatorSet.digest(frame, signed(frame, metadata, new WireMessage(frame, message)));
  }

  abstract ValidatorSet.Signed signed(CallFrame frame, Bytes metadata, WireMessage message);

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
