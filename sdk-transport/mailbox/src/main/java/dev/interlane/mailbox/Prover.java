package dev.interlane.mailbox;

import dev.interlane.chain.Finality;
import java.time.Duration;
import java.util.Optional;

/**
 * What a room adds to the Hyperlane client: which modules it can satisfy, and how. Aggregation and
 * routing are taken apart before it is asked, and modules that ask for no proof are dealt with in
 * the same way for all rooms. Methods may do bounded I/O and never wait. Thread-safe.
 */
public interface Prover {
  /** How sure the origin must be before anything is proven; envelopes may ask for more. */
  Finality finality();

  /** How long to wait before a message that could not be proven is looked at again. */
  Duration pollInterval();

  /**
   * Whether this module asks for just what this room proves. Of an aggregation such modules are
   * taken first, and others only when there are too few.
   *
   * @param module neither an aggregation nor a routing
   */
  boolean decides(IsmNode module);

  /**
   * What an ISM must ask for somewhere, in words such as "validators that could sign"; empty when
   * one that asks for nothing may be satisfied too.
   */
  Optional<String> insistsOn();

  /**
   * The name of the step in which modules are prepared by a transaction before the delivery, such
   * as {@code authorize}; empty when this room's modules never are.
   */
  default Optional<String> preparation() {
    return Optional.empty();
  }

  /** Why this message must not be delivered by us, whatever the ISM says; empty when it may. */
  Optional<LegProof.Refused> objection(DispatchedMessage message);

  /**
   * Why this module can never be satisfied as things are set up; empty when it can, sooner or
   * later.
   */
  Optional<String> objection(IsmNode.Provable module, MailboxRoute route);

  /**
   * Tries to satisfy this module for this message.
   *
   * @param module one without objection
   * @throws dev.interlane.error.ChainUnavailableException if a chain cannot be asked
   */
  LegProof prove(IsmNode.Provable module, DispatchedMessage message);
}
