package dev.interlane.mailbox.checkpoint;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.Signature;
import dev.interlane.spi.Signer;

/**
 * A validator's statement where it publishes, with its signature: for the {@code ValidatorAnnounce}
 * contract of the origin, to which anybody may bring it, and beside its checkpoints. Immutable.
 *
 * @param validator who signed
 * @param announcement the statement
 * @param signature over {@link Announcement#digest}
 */
public record SignedAnnouncement(
    EvmAddress validator, Announcement announcement, Signature signature) {
  private static final AbiFunction ANNOUNCE = AbiFunction.parse("announce(address,string,bytes)");

  /**
   * Signs where a validator publishes.
   *
   * @throws dev.interlane.error.SigningException if the key cannot sign now
   */
  public static SignedAnnouncement sign(Announcement announcement, Signer signer) {
    return new SignedAnnouncement(
        signer.address(), announcement, signer.sign(announcement.digest()));
  }

  /** The call of {@code ValidatorAnnounce}, which anybody may make. */
  public Bytes call() {
    return ANNOUNCE.encodeCall(validator, announcement.location(), signature.toRsv());
  }

  /**
   * The JSON that Hyperlane's validators write:
   *
   * <pre>{@code
   * {"value":{"validator":"0x..20 bytes","mailbox_address":"0x..32 bytes","mailbox_domain":1,
   *           "storage_location":"s3://.."},
   *  "signature":{"r":"0x..","s":"0x..","v":27},"serialized_signature":"0x..65 bytes"}
   * }</pre>
   */
  public Bytes toJson() {
    return CheckpointJson.write(this);
  }
}
