package dev.interlane.mailbox;

import dev.interlane.chain.Finality;
import dev.interlane.mailbox.web.OffchainLookups;
import java.time.Duration;
import java.util.Optional;

/**
 * What a {@link MailboxSession} is opened with: something that satisfies whole ISMs, however they
 * nest. A room makes one of its {@link Prover}; quorums and fallbacks make one of several. Methods
 * may do bounded I/O and never wait. Thread-safe.
 */
public interface IsmProver {
  /** Takes an ISM apart and asks this prover about its modules. */
  static IsmProver of(Prover prover) {
    return new IsmAssembly(prover, Optional.empty());
  }

  /**
   * Takes an ISM apart, asks gateways for what CCIP-read modules want, and this prover about the
   * others.
   */
  static IsmProver of(Prover prover, Optional<OffchainLookups> lookups) {
    return new IsmAssembly(prover, lookups);
  }

  /** How sure the origin must be before it is worth asking; envelopes may ask for more. */
  Finality finality();

  /** How long to wait before a message that could not be proven is looked at again. */
  Duration pollInterval();

  /**
   * The name of the step in which modules are prepared by transactions before the delivery; empty
   * when they never are.
   */
  Optional<String> preparation();

  /** Whether this ISM asks for just what is proven here, and so depends on it. */
  boolean decides(IsmNode ism, MailboxRoute route);

  /**
   * Why this ISM can never be satisfied as things are set up; empty when it can, sooner or later.
   */
  Optional<String> objection(IsmNode ism, MailboxRoute route);

  /**
   * Tries to satisfy the ISM for this message.
   *
   * @throws dev.interlane.error.ChainUnavailableException if a chain cannot be asked
   */
  LegProof prove(IsmNode ism, DispatchedMessage message);
}
