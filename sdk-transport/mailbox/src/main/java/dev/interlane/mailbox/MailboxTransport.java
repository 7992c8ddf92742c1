package dev.interlane.mailbox;

import dev.interlane.spi.Transport;
import dev.interlane.spi.TransportContext;
import java.util.List;

/**
 * A transport over Hyperlane's contracts. All of them dispatch and deliver alike, and differ in
 * what they prove; so several can be the legs of one, over a single dispatch ({@code
 * QuorumTransport}, {@code FallbackTransport}). Thread-safe.
 */
public interface MailboxTransport extends Transport {
  /** Where Hyperlane's contracts are, one deployment per chain. */
  List<MailboxDeployment> deployments();

  /** Chains without an EVM that messages can be dispatched to. */
  default List<RemoteDomain> remotes() {
    return List.of();
  }

  /** Who delivers, and what is paid for it. */
  default DeliveryTerms terms() {
    return DeliveryTerms.self();
  }

  /** What satisfies ISMs, on these chains. */
  IsmProver prover(TransportContext context);
}
