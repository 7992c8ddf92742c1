package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes32;
import java.util.Objects;

/**
 * An account as Hyperlane names it: the number of a chain, and 32 bytes.
 *
 * @param domain Hyperlane's number of the chain, unsigned 32 bits, chosen by who deployed its
 *     mailbox; often the EVM chain id, never to be relied on
 * @param account the account, an EVM address left-padded
 */
public record DomainAccount(long domain, Bytes32 account) {
  public DomainAccount {
    Unsigned32.check("domain", domain);
    Objects.requireNonNull(account, "account");
  }

  /** The account of an EVM address. */
  public static DomainAccount of(long domain, EvmAddress address) {
    return new DomainAccount(domain, address.toWord());
  }

  @Override
  public String toString() {
    return domain + "/" + account;
  }
}
