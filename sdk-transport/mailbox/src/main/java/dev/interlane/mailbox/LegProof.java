package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Evidence;
import java.util.Optional;

/** What came of trying to satisfy an ISM for one message. Immutable. */
public sealed interface LegProof {

  /**
   * The ISM will accept this.
   *
   * @param metadata what it gets
   * @param evidence why it will believe the message
   * @param submitter who must deliver; anybody when empty
   */
  record Ready(Bytes metadata, Evidence evidence, Optional<EvmAddress> submitter)
      implements LegProof {}

  /** Not yet; the reason says what is missing, and from whom. */
  record Waiting(String reason) implements LegProof {}

  /** Not by this transport as it is set up. */
  record Refused(String reason) implements LegProof {}
}
