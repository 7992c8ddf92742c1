package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * The modules that look at no metadata, which rooms satisfy in the same way: the trusted relayer,
 * who must be one of our accounts, and those that accept anything.
 */
public final class OperatorLegs {
  /** The protocol's name in evidence and protocol ids. */
  public static final String PROTOCOL = "hyperlane/v3";

  private OperatorLegs() {}

  /** Why we cannot be this trusted relayer; empty when we are. */
  public static Optional<String> objection(IsmNode.TrustedRelayer module, MailboxRoute route) {
    return ours(module.relayer(), route).isPresent()
        ? Optional.empty()
        : Optional.of(
            "the trusted relayer ISM "
                + module.address()
                + " accepts only the account "
                + module.relayer()
                + ", "
                + (names(route.deliverers(), module.relayer())
                    ? "whose key delivers other messages too: name other keys to deliver"
                    : "our accounts on "
                        + route.destination().chain()
                        + " that may are "
                        + route.relayers()));
  }

  /** The operator's word, delivered by the trusted account. */
  public static LegProof prove(IsmNode.TrustedRelayer module, DispatchedMessage message) {
    Optional<AccountId> relayer = ours(module.relayer(), message.route());
    if (relayer.isEmpty()) {
      return new LegProof.Refused("we do not have the key of " + module.relayer());
    }
    Evidence evidence =
        new Evidence.Vouched(
            PROTOCOL,
            relayer.get(),
            checked(message),
            "the holder of the key of " + module.relayer() + ", who could fabricate any message",
            Bytes.EMPTY);
    return new LegProof.Ready(Bytes.EMPTY, evidence, Optional.of(module.relayer()));
  }

  /** Nobody's word is asked. */
  public static LegProof prove(IsmNode.NoMetadata module, DispatchedMessage message) {
    return unproven(module, message);
  }

  /** Nobody's word is asked while it is open. */
  public static LegProof prove(IsmNode.Gate gate, DispatchedMessage message) {
    return unproven(gate, message);
  }

  private static LegProof unproven(IsmNode module, DispatchedMessage message) {
    Evidence evidence =
        new Evidence.Vouched(
            PROTOCOL,
            message.route().deliverers().get(0),
            checked(message),
            "everybody: the " + module.name() + " " + module.address() + " looks at no proof",
            Bytes.EMPTY);
    return new LegProof.Ready(Bytes.EMPTY, evidence, Optional.empty());
  }

  static String checked(DispatchedMessage message) {
    return "the dispatch of " + message.message().id() + " is in " + message.dispatch().block();
  }

  private static Optional<AccountId> ours(EvmAddress relayer, MailboxRoute route) {
    return route.relayers().stream()
        .filter(account -> account.evmAddress().equals(relayer))
        .findFirst();
  }

  private static boolean names(List<AccountId> accounts, EvmAddress one) {
    return accounts.stream().anyMatch(account -> account.evmAddress().equals(one));
  }
}
