package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import dev.interlane.testkit.chain.CallFrame;
import java.util.List;

/**
 * The validators of a multisig module and how many must sign: AbstractMultisigIsm's loop, with
 * OpenZeppelin's ECDSA in front of the recovery.
 */
final class ValidatorSet {
  private static final int SIGNATURE_BYTES = 65;
  private static final long RECOVER_GAS = 3_000;
  private static final Bytes HYPERLANE = Bytes.fromUtf8("HYPERLANE");
  private static final Bytes SIGNED_MESSAGE = Bytes.fromUtf8("\u0019Ethereum Signed Message:\n32");

  /** Half of secp256k1's group order: the highest s. */
  private static final Bytes32 HALF_ORDER =
      Bytes32.fromHex("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

  private final List<EvmAddress> validators;
  private final int threshold;
  private final Bytes encoded;

  ValidatorSet(List<EvmAddress> validators, int threshold) {
    if (threshold < 1 || threshold > validators.size() || validators.size() > 255) {
      throw new IllegalArgumentException(
          "A threshold is 1 to the number of validators, got "
              + threshold
              + " of "
              + validators.size());
    }
    this.validators = List.copyOf(validators);
    this.threshold = threshold;
    this.encoded = Abi.setAndThreshold(this.validators, threshold);
  }

  /** {@code validatorsAndThreshold}'s answer. */
  Bytes encoded() {
    return encoded;
  }

  /**
   * Whether the first signatures from {@code offset} on are by as many validators as needed, in the
   * order of the set; reverts when they are not.
   */
  boolean verify(CallFrame frame, Bytes32 digest, Bytes metadata, int offset) {
    int next = 0;
    for (int i = 0; i < threshold; i++) {
      Bytes signature =
          Slices.of(frame, metadata, offset + (long) SIGNATURE_BYTES * i, SIGNATURE_BYTES);
      EvmAddress signer = recover(frame, digest, signature);
      while (next < validators.size() && !validators.get(next).equals(signer)) {
        next++;
      }
      Reverts.require(frame, next < validators.size(), "!threshold");
      next++;
    }
    return true;
  }

  /** What validators sign (CheckpointLib). */
  static Bytes32 digest(CallFrame frame, Signed signed) {
    Bytes32 domain = frame.keccak256(unsigned32(signed.origin), signed.hook.toBytes(), HYPERLANE);
    Bytes32 checkpoint =
        frame.keccak256(
            domain.toBytes(),
            signed.root.toBytes(),
            unsigned32(signed.index),
            signed.messageId.toBytes());
    return frame.keccak256(SIGNED_MESSAGE, checkpoint.toBytes());
  }

  /** OpenZeppelin's ECDSA.recover. */
  static EvmAddress recover(CallFrame frame, Bytes32 digest, Bytes signature) {
    Reverts.require(
        frame, signature.length() == SIGNATURE_BYTES, "ECDSA: invalid signature length");
    Bytes32 r = Bytes32.of(signature.slice(0, 32));
    Bytes32 s = Bytes32.of(signature.slice(32, 32));
    int v = signature.get(64) & 0xff;
    Reverts.require(frame, s.compareTo(HALF_ORDER) <= 0, "ECDSA: invalid signature 's' value");
    frame.useGas(RECOVER_GAS);
    if (v == 27 || v == 28) {
      return Secp256k1.recover(digest, new Signature(r, s, v - 27))
          .orElseThrow(() -> invalid(frame));
    }
    throw invalid(frame);
  }

  private static RuntimeException invalid(CallFrame frame) {
    return Reverts.reason(frame, "ECDSA: invalid signature");
  }

  private static Bytes unsigned32(long value) {
    return Abi.word(value).toBytes().slice(28);
  }

  /** A checkpoint. */
  record Signed(long origin, Bytes32 hook, Bytes32 root, long index, Bytes32 messageId) {}
}
