package dev.interlane.relay;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.DispatchedMessage;
import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.InterchainAccount;
import dev.interlane.mailbox.IsmNode;
import dev.interlane.mailbox.LegProof;
import dev.interlane.mailbox.MailboxRoute;
import dev.interlane.mailbox.Prover;
import dev.interlane.primitive.Bytes32;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Vouches: waiting for the origin is all the proof there is. */
final class OperatorProver implements Prover {
  private final RelayOptions options;

  OperatorProver(RelayOptions options) {
    this.options = options;
  }

  @Override
  public Finality finality() {
    return options.finality();
  }

  @Override
  public Duration pollInterval() {
    return options.pollInterval();
  }

  @Override
  public boolean decides(IsmNode module) {
    return module instanceof IsmNode.TrustedRelayer;
  }

  @Override
  public Optional<String> insistsOn() {
    return Optional.empty();
  }

  @Override
  public Optional<LegProof.Refused> objection(DispatchedMessage message) {
    MailboxRoute route = message.route();
    List<AccountId> allowed =
        Stream.concat(route.senders().stream(), options.allowedSenders().stream())
            .filter(account -> account.chain().equals(route.origin().chain()))
            .toList();
    DomainAccount sender = message.message().sender();
    Bytes32 author =
        InterchainAccount.ownerOf(message.message(), route.origin()).orElse(sender.account());
    return allowed.stream().anyMatch(account -> account.evmAddress().toWord().equals(author))
        ? Optional.empty()
        : Optional.of(
            new LegProof.Refused(
                "the relay transport vouches only for what our own accounts or allowed senders"
                    + " sent; the sender is "
                    + sender,
                "Allow the sender, or leave the message to another relayer"));
  }

  @Override
  public Optional<String> objection(IsmNode.Provable module, MailboxRoute route) {
    return Optional.of(module.notOurs());
  }

  @Override
  public LegProof prove(IsmNode.Provable module, DispatchedMessage message) {
    return new LegProof.Refused(module.notOurs());
  }
}
