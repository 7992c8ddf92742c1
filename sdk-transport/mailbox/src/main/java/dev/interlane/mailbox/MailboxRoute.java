package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import java.util.List;

/**
 * The two ends of a route, and our accounts there.
 *
 * @param origin the contracts where messages are dispatched
 * @param destination the contracts where they are delivered
 * @param senders our accounts on the origin that may dispatch
 * @param deliverers our accounts on the destination that may deliver what anybody may; empty only
 *     if {@code relayers} is
 * @param relayers our accounts on the destination that may deliver as a trusted relayer
 */
public record MailboxRoute(
    MailboxDeployment origin,
    MailboxDeployment destination,
    List<AccountId> senders,
    List<AccountId> deliverers,
    List<AccountId> relayers) {
  public MailboxRoute {
    senders = List.copyOf(senders);
    deliverers = List.copyOf(deliverers);
    relayers = List.copyOf(relayers);
  }
}
