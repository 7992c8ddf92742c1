package dev.interlane.spi;

import dev.interlane.chain.AccountId;
import dev.interlane.error.Refusal;
import dev.interlane.message.MessageBody;
import dev.interlane.primitive.Bytes;
import java.util.List;

/**
 * Encodes message bodies for one family of VMs. Found by {@link java.util.ServiceLoader}. Pure and
 * thread-safe.
 */
public interface BodyCodec {
  /** The CAIP-2 namespace it is for, such as {@code eip155}. */
  String namespace();

  /** Why this body cannot be encoded for this recipient; empty when it can. */
  List<Refusal> check(MessageBody body, AccountId recipient);

  /**
   * The body in the VM's bytes: calldata of a call, or the encoded values of a payload.
   *
   * @throws IllegalArgumentException if {@link #check} would refuse
   */
  Bytes encode(MessageBody body, AccountId recipient);
}
