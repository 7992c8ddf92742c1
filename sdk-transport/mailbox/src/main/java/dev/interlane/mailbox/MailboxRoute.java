package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import java.util.List;

/**
 * The two ends of a route, and our accounts there.
 *
 * @param origin the contracts where messages are dispatched
 * @param destination the contracts where they are delivered
 * @param senders our accounts on the origin
 * @param deliverers our accounts on the destination
 */
public record MailboxRoute(
    MailboxDeployment origin,
    MailboxDeployment destination,
    List<AccountId> senders,
    List<AccountId> deliverers) {
  public MailboxRoute {
    senders = List.copyOf(senders);
    deliverers = List.copyOf(deliverers);
  }
}
