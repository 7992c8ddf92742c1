package dev.interlane.simulation;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.mailbox.HyperlaneMessage;
import dev.interlane.mailbox.checkpoint.Checkpoint;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.Signature;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.contract.Functions;
import java.math.BigInteger;
import java.util.List;

/**
 * A multisig module with a bug: it counts signatures, not signers, or takes the signed root from
 * whoever calls.
 */
final class CarelessIsm implements Contract {
  private static final int MESSAGE_ID_MULTISIG = 5;
  private static final int MERKLE_ROOT_MULTISIG = 4;
  private static final int SIGNATURE_BYTES = 65;

  private final List<EvmAddress> validators;
  private final int threshold;
  private final Functions functions;

  private interface Verifier {
    boolean verify(CarelessIsm ism, Bytes metadata, HyperlaneMessage message);
  }

  private CarelessIsm(List<EvmAddress> validators, int threshold, int type, Verifier verifier) {
    this.validators = List.copyOf(validators);
    this.threshold = threshold;
    this.functions =
        new Functions()
            .getter("moduleType()", frame -> word(type))
            .add("validatorsAndThreshold(bytes)", (frame, unused) -> set())
            .add(
                "verify(bytes,bytes)",
                (frame, arguments) -> {
                  HyperlaneMessage message = HyperlaneMessage.decode(arguments.bytes(1));
                  boolean accepted = verifier.verify(this, arguments.bytes(0), message);
                  if (!accepted) {
                    throw frame.revert(Bytes.EMPTY);
                  }
                  return word(1).toBytes();
                });
  }

  /** hook(32) | root(32) | index(4) | signatures: one signer may sign twice. */
  static CarelessIsm countingOneSignerTwice(List<EvmAddress> validators, int threshold) {
    return new CarelessIsm(
        validators,
        threshold,
        MESSAGE_ID_MULTISIG,
        (ism, metadata, message) ->
            metadata.length() >= 68
                && ism.signed(
                    new Checkpoint(
                        message.sender().domain(),
                        Bytes32.of(metadata.slice(0, 32)),
                        Bytes32.of(metadata.slice(32, 32)),
                        metadata.slice(60, 8).longAt(0) & 0xffffffffL,
                        message.id()),
                    metadata.slice(68)));
  }

  /**
   * As the real one, but a root behind the signatures is believed instead of the one that the
   * message's proof leads to.
   */
  static CarelessIsm believingTheRoot(List<EvmAddress> validators, int threshold) {
    return new CarelessIsm(
        validators,
        threshold,
        MERKLE_ROOT_MULTISIG,
        (ism, metadata, message) -> {
          int end = 1_096 + SIGNATURE_BYTES * threshold;
          if (metadata.length() < end) {
            return false;
          }
          Bytes32 root =
              metadata.length() >= end + 32
                  ? Bytes32.of(metadata.slice(end, 32))
                  : branchRoot(message.id(), metadata);
          return ism.signed(
              new Checkpoint(
                  message.sender().domain(),
                  Bytes32.of(metadata.slice(0, 32)),
                  root,
                  metadata.slice(1_088, 8).longAt(0) & 0xffffffffL,
                  Bytes32.of(metadata.slice(36, 32))),
              metadata.slice(1_096, SIGNATURE_BYTES * threshold));
        });
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private boolean signed(Checkpoint checkpoint, Bytes signatures) {
    if (signatures.length() < SIGNATURE_BYTES * threshold) {
      return false;
    }
    for (int i = 0; i < threshold; i++) {
      Bytes one = signatures.slice(SIGNATURE_BYTES * i, SIGNATURE_BYTES);
      int parity = one.get(64) - 27;
      if (parity != 0 && parity != 1) {
        return false;
      }
      Signature signature =
          new Signature(Bytes32.of(one.slice(0, 32)), Bytes32.of(one.slice(32, 32)), parity);
      if (Secp256k1.recover(checkpoint.digest(), signature)
          .filter(validators::contains)
          .isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static Bytes32 branchRoot(Bytes32 leaf, Bytes metadata) {
    long index = metadata.slice(28, 8).longAt(0) & 0xffffffffL;
    Bytes32 node = leaf;
    for (int level = 0; level < 32; level++) {
      Bytes32 sibling = Bytes32.of(metadata.slice(68 + 32 * level, 32));
      boolean right = (index >> level & 1) == 1;
      node =
          right
              ? Keccak256.hash(sibling.toBytes(), node.toBytes())
              : Keccak256.hash(node.toBytes(), sibling.toBytes());
    }
    return node;
  }

  private Bytes set() {
    Bytes[] words = new Bytes[3 + validators.size()];
    words[0] = word(64).toBytes();
    words[1] = word(threshold).toBytes();
    words[2] = word(validators.size()).toBytes();
    for (int i = 0; i < validators.size(); i++) {
      words[3 + i] = validators.get(i).toWord().toBytes();
    }
    return Bytes.concat(words);
  }

  private static Bytes32 word(long value) {
    return Bytes32.ofUnsigned(BigInteger.valueOf(value));
  }
}
