package dev.interlane.testkit.simulation;

import dev.interlane.chain.AccountId;
import dev.interlane.spi.Chain;
import dev.interlane.spi.Journal;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;

/**
 * Bugs planted between the parts of a run, to see whether the invariants find them. Does nothing by
 * itself.
 */
public interface Tampering {
  /** No bugs. */
  Tampering NONE = new Tampering() {};

  /** What the client gets instead of its journal. */
  default Journal journal(Journal journal) {
    return journal;
  }

  /** What the client gets instead of a chain. */
  default Chain chain(Chain chain) {
    return chain;
  }

  /** What the client gets instead of a transport. */
  default Transport transport(Transport transport) {
    return transport;
  }

  /** What the workload sends to instead of the vault behind this kind of security. */
  default AccountId recipient(SimulatedNetwork network, Security security) {
    return network.vault(security);
  }

  /** Changes the network before anything is sent. */
  default void network(SimulatedNetwork network) {
    // Nothing is changed.
  }
}
