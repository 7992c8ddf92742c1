package dev.interlane.mailbox;

import dev.interlane.chain.ChainId;
import java.util.Optional;

/**
 * A chain without an EVM that Hyperlane serves, by its number: messages to it are dispatched, and
 * delivered by Hyperlane's own relayers. Data, given by the operator or by the {@link
 * dev.interlane.mailbox.catalogue.ChainCatalogue}, as in Hyperlane's registry.
 *
 * @param chain the chain
 * @param domain Hyperlane's number of it, unsigned 32 bits, such as 1399811149 for Solana
 * @param cosmos how accounts are written, on a Cosmos chain
 */
public record RemoteDomain(ChainId chain, long domain, Optional<CosmosAccounts> cosmos) {
  private static final String COSMOS = "cosmos";

  public RemoteDomain {
    if (chain.isEvm()) {
      throw new IllegalArgumentException(
          chain + " is an EVM chain: give a MailboxDeployment of it, so that deliveries are seen");
    }
    Unsigned32.check("domain", domain);
    if (cosmos.isPresent() && !chain.namespace().equals(COSMOS)) {
      throw new IllegalArgumentException(
          chain
              + " is no Cosmos chain, which would be "
              + COSMOS
              + ":..., and has no bech32 prefix");
    }
  }

  /** A chain whose accounts CAIP-350 defines. */
  public RemoteDomain(ChainId chain, long domain) {
    this(chain, domain, Optional.empty());
  }

  /** A Cosmos chain. */
  public static RemoteDomain cosmos(ChainId chain, long domain, CosmosAccounts accounts) {
    return new RemoteDomain(chain, domain, Optional.of(accounts));
  }

  /** Its accounts in bytes. */
  AccountWord accounts() {
    return new AccountWord(chain, cosmos);
  }
}
