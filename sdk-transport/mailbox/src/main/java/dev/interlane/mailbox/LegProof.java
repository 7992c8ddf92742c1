package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Evidence;
import dev.interlane.spi.WakeOn;
import java.util.List;
import java.util.Optional;

/** What came of trying to satisfy an ISM for one message. Immutable. */
public sealed interface LegProof {

  /**
   * The ISM will accept this.
   *
   * @param metadata what it gets
   * @param evidence why it will believe the message
   * @param submitter who must deliver; anybody when empty
   * @param preparations what has to be done at the destination before the delivery, by anybody
   */
  record Ready(
      Bytes metadata,
      Evidence evidence,
      Optional<EvmAddress> submitter,
      List<Preparation> preparations)
      implements LegProof {
    public Ready {
      preparations = List.copyOf(preparations);
    }

    /** One that needs nothing before the delivery. */
    public Ready(Bytes metadata, Evidence evidence, Optional<EvmAddress> submitter) {
      this(metadata, evidence, submitter, List.of());
    }

    /** The same with other evidence. */
    public Ready with(Evidence other) {
      return new Ready(metadata, other, submitter, preparations);
    }
  }

  /**
   * Not yet; the reason says what is missing, and from whom.
   *
   * @param wakeOn when it is worth looking again; after a poll interval when empty
   */
  record Waiting(String reason, Optional<WakeOn> wakeOn) implements LegProof {
    /** Nothing says when; looked at again after a poll interval. */
    public Waiting(String reason) {
      this(reason, Optional.empty());
    }
  }

  /**
   * Not as things are set up.
   *
   * @param hint what a person can do about it
   */
  record Refused(String reason, String hint) implements LegProof {
    /** The ISM and what we have do not fit. */
    public Refused(String reason) {
      this(reason, "Change the recipient's ISM, the transport's options or our keys");
    }
  }
}
