package dev.interlane.mailbox;

import dev.interlane.chain.ChainId;

/**
 * A chain without an EVM that Hyperlane serves, by its number: messages to it are dispatched, and
 * delivered by Hyperlane's own relayers. Data, given by the operator, as in Hyperlane's registry.
 *
 * @param chain the chain
 * @param domain Hyperlane's number of it, unsigned 32 bits, such as 1399811149 for Solana
 */
public record RemoteDomain(ChainId chain, long domain) {
  public RemoteDomain {
    if (chain.isEvm()) {
      throw new IllegalArgumentException(
          chain + " is an EVM chain: give a MailboxDeployment of it, so that deliveries are seen");
    }
    Unsigned32.check("domain", domain);
  }
}
