package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes32;
import java.util.Optional;

/**
 * The {@code InterchainAccountRouter} of a chain, and what accounts on that chain are made from.
 * All of it is pinned, because all of it, the owner's address and the origin's router are in an
 * account's address: whoever changes one of them has another account. Immutable.
 *
 * <pre>{@code
 * MailboxDeployment.builder().from(base).accounts(InterchainAccounts.at(router).behind(ism)).build()
 * }</pre>
 *
 * @param router the {@code InterchainAccountRouter}
 * @param ism what messages to accounts on this chain have to satisfy; zero for the mailbox's
 *     default ISM, which the mailbox's owner can change
 * @param salt tells accounts of one owner apart; zero for the usual one
 * @param implementation the code behind the accounts, which the router made when it was deployed;
 *     asked from the router when empty
 */
public record InterchainAccounts(
    EvmAddress router, EvmAddress ism, Bytes32 salt, Optional<EvmAddress> implementation) {

  /** Accounts behind the mailbox's default ISM, without salt. */
  public static InterchainAccounts at(EvmAddress router) {
    return new InterchainAccounts(router, EvmAddress.ZERO, Bytes32.ZERO, Optional.empty());
  }

  /** The same router's accounts that this ISM guards: other accounts. */
  public InterchainAccounts behind(EvmAddress module) {
    return new InterchainAccounts(router, module, salt, implementation);
  }

  /** The same router's accounts with this salt: other accounts. */
  public InterchainAccounts salted(Bytes32 other) {
    return new InterchainAccounts(router, ism, other, implementation);
  }

  /** The same, refused when the router makes accounts of another code than this. */
  public InterchainAccounts pinned(EvmAddress code) {
    return new InterchainAccounts(router, ism, salt, Optional.of(code));
  }
}
