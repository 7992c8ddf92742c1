package dev.interlane.spi;

import dev.interlane.chain.AccountId;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.ProtocolId;
import java.util.List;

/**
 * A message of a protocol as its origin's logs show it, whoever dispatched it.
 *
 * @param sender the account the protocol names as sender
 * @param recipient the contract it is for
 * @param body the body on the wire
 * @param protocolIds what the protocol calls it
 * @param memo what the transport needs to go on, opaque to everybody else
 */
public record Dispatch(
    AccountId sender, AccountId recipient, Bytes body, List<ProtocolId> protocolIds, Bytes memo) {
  public Dispatch {
    protocolIds = List.copyOf(protocolIds);
  }
}
