package dev.interlane.message;

import dev.interlane.chain.ChainId;

/**
 * What a message carries: a typed call of a contract function, or a payload for a recipient that
 * speaks the protocol itself. Immutable.
 */
public sealed interface MessageBody permits ContractCall, Payload {

  /**
   * Checks that no address in this body, at any depth, was given as an {@link
   * dev.interlane.chain.AccountId} of another chain. Bare addresses carry no chain and pass.
   *
   * @throws IllegalArgumentException if one is; the message names where it stands and both chains
   */
  void requireAddressesOn(ChainId destination);
}
