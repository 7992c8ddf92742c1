package dev.interlane.mailbox;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import java.util.List;
import java.util.Optional;

/**
 * The bytes that ISMs want with a message, packed, big-endian:
 *
 * <pre>
 * message-id multisig           merkle-root multisig            aggregation of n modules
 * 0    32  hook                 0     32  hook                  8i   4  start of leg i, 0 = absent
 * 32   32  root                 32     4  index of the message  8i+4 4  end of leg i
 * 64    4  index                36    32  signed message id     8n      the legs present
 * 68   65t signatures           68  1024  proof, leaf upwards
 *                               1092   4  signed index
 *                               1096 65t  signatures
 * </pre>
 *
 * <p>Signatures are r | s | v of 65 bytes, in the order of the ISM's validators, exactly as many as
 * its threshold. Offsets of legs count from the first byte of the aggregation's own metadata. A
 * routing ISM wants what the routed one wants, and null ISMs nothing.
 */
public final class IsmMetadata {
  private static final int SIGNATURE_BYTES = 65;
  private static final int PROOF_BYTES = MerkleTree.DEPTH * Bytes32.LENGTH_BYTES;
  private static final int RANGE_BYTES = 8;

  private IsmMetadata() {}

  /** For a message-id multisig: signatures over the checkpoint at the message's own index. */
  public static Bytes messageIdMultisig(
      Bytes32 hook, Bytes32 root, long index, List<Signature> signatures) {
    return Bytes.generate(
        68 + SIGNATURE_BYTES * signatures.size(),
        target -> {
          hook.copyTo(target, 0);
          root.copyTo(target, 32);
          Unsigned32.write(target, 64, index);
          write(signatures, target, 68);
        });
  }

  /**
   * For a merkle-root multisig: signatures over a checkpoint at or after the message.
   *
   * @param hook the hook, left-padded
   * @param proof that the message is in the tree that was signed
   * @param signed the leaf and the index of the checkpoint that was signed
   */
  public static Bytes merkleRootMultisig(
      Bytes32 hook, MerkleProof proof, SignedLeaf signed, List<Signature> signatures) {
    int afterProof = 68 + PROOF_BYTES;
    return Bytes.generate(
        afterProof + 4 + SIGNATURE_BYTES * signatures.size(),
        target -> {
          hook.copyTo(target, 0);
          Unsigned32.write(target, 32, proof.index());
          signed.messageId().copyTo(target, 36);
          for (int level = 0; level < MerkleTree.DEPTH; level++) {
            proof.siblings().get(level).copyTo(target, 68 + level * Bytes32.LENGTH_BYTES);
          }
          Unsigned32.write(target, afterProof, signed.index());
          write(signatures, target, afterProof + 4);
        });
  }

  /**
   * For an aggregation: the metadata of the legs that shall count, one entry per module in its
   * order. The contract wants exactly its threshold of them.
   */
  public static Bytes aggregation(List<Optional<Bytes>> legs) {
    int length = RANGE_BYTES * legs.size();
    for (Optional<Bytes> leg : legs) {
      length = Math.addExact(length, leg.map(Bytes::length).orElse(0));
    }
    return Bytes.generate(
        length,
        target -> {
          int start = RANGE_BYTES * legs.size();
          for (int i = 0; i < legs.size(); i++) {
            if (legs.get(i).isPresent()) {
              Bytes leg = legs.get(i).get();
              Unsigned32.write(target, RANGE_BYTES * i, start);
              leg.copyTo(target, start);
              start += leg.length();
              Unsigned32.write(target, RANGE_BYTES * i + 4, start);
            }
          }
        });
  }

  private static void write(List<Signature> signatures, byte[] target, int offset) {
    for (int i = 0; i < signatures.size(); i++) {
      signatures.get(i).toRsv().copyTo(target, offset + i * SIGNATURE_BYTES);
    }
  }

  /**
   * The last leaf of a tree that validators signed.
   *
   * @param index its position
   * @param messageId the leaf
   */
  public record SignedLeaf(long index, Bytes32 messageId) {}
}
