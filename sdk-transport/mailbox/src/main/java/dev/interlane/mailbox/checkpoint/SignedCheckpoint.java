package dev.interlane.mailbox.checkpoint;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.Signature;
import dev.interlane.spi.Signer;
import java.util.Objects;
import java.util.Optional;

/**
 * A checkpoint with a signature, as validators publish it. It says nothing about who signed until
 * {@link #signer} is asked, and nothing about whether the statement is true. Immutable.
 *
 * @param checkpoint the statement
 * @param signature over {@link Checkpoint#digest}; may be anything
 */
public record SignedCheckpoint(Checkpoint checkpoint, Signature signature) {
  public SignedCheckpoint {
    Objects.requireNonNull(checkpoint, "checkpoint");
    Objects.requireNonNull(signature, "signature");
  }

  /**
   * Signs a checkpoint.
   *
   * @throws dev.interlane.error.SigningException if the key cannot sign now
   */
  public static SignedCheckpoint sign(Checkpoint checkpoint, Signer signer) {
    return new SignedCheckpoint(checkpoint, signer.sign(checkpoint.digest()));
  }

  /**
   * Reads the JSON that Hyperlane's validators write; see {@link #toJson}. Leading zeros that
   * {@code r} and {@code s} lost are put back; {@code serialized_signature} is preferred where both
   * are.
   *
   * @throws dev.interlane.error.CodecException if it is anything else
   */
  public static SignedCheckpoint fromJson(Bytes json) {
    return CheckpointJson.read(json);
  }

  /**
   * The JSON that Hyperlane's validators write:
   *
   * <pre>{@code
   * {"value":{"checkpoint":{"merkle_tree_hook_address":"0x..32 bytes","mailbox_domain":1,
   *                         "root":"0x..","index":0},"message_id":"0x.."},
   *  "signature":{"r":"0x..","s":"0x..","v":27},"serialized_signature":"0x..65 bytes"}
   * }</pre>
   */
  public Bytes toJson() {
    return CheckpointJson.write(this);
  }

  /**
   * The account whose key signed.
   *
   * @return empty if no key can have made this signature, or its s is in the upper half
   */
  public Optional<EvmAddress> signer() {
    return Secp256k1.recover(checkpoint.digest(), signature);
  }
}
