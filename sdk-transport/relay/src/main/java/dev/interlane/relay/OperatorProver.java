package dev.interlane.relay;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.DispatchedMessage;
import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.IsmNode;
import dev.interlane.mailbox.LegProof;
import dev.interlane.mailbox.MailboxRoute;
import dev.interlane.mailbox.OperatorLegs;
import dev.interlane.mailbox.Prover;
import dev.interlane.mailbox.ValidatorSet;
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
    return allowed.stream()
            .anyMatch(account -> account.evmAddress().toWord().equals(sender.account()))
        ? Optional.empty()
        : Optional.of(
            new LegProof.Refused(
                "the relay transport vouches only for what our own accounts or allowed senders"
                    + " sent; the sender is "
                    + sender,
                "Allow the sender, or leave the message to another relayer"));
  }

  @Override
  public Optional<String> objection(IsmNode module, MailboxRoute route) {
    return switch (module) {
      case IsmNode.NoMetadata anything -> Optional.empty();
      case IsmNode.TrustedRelayer trusted -> OperatorLegs.objection(trusted, route);
      case IsmNode.MessageIdMultisig multisig -> needsValidators(multisig, multisig.set());
      case IsmNode.MerkleRootMultisig multisig -> needsValidators(multisig, multisig.set());
      case IsmNode.Aggregation aggregation -> notALeaf(aggregation);
      case IsmNode.Routing routing -> notALeaf(routing);
      case IsmNode.Unsupported unsupported -> notALeaf(unsupported);
    };
  }

  @Override
  public LegProof prove(IsmNode module, DispatchedMessage message) {
    return switch (module) {
      case IsmNode.NoMetadata anything -> OperatorLegs.prove(anything, message);
      case IsmNode.TrustedRelayer trusted -> OperatorLegs.prove(trusted, message);
      case IsmNode.MessageIdMultisig multisig -> refused(multisig, message);
      case IsmNode.MerkleRootMultisig multisig -> refused(multisig, message);
      case IsmNode.Aggregation aggregation -> refused(aggregation, message);
      case IsmNode.Routing routing -> refused(routing, message);
      case IsmNode.Unsupported unsupported -> refused(unsupported, message);
    };
  }

  private LegProof refused(IsmNode module, DispatchedMessage message) {
    return new LegProof.Refused(objection(module, message.route()).orElse(module.name()));
  }

  private static Optional<String> needsValidators(IsmNode module, ValidatorSet set) {
    return Optional.of(
        "the "
            + module.name()
            + " "
            + module.address()
            + " wants the signatures of "
            + set
            + ", which the validator transport collects");
  }

  private static Optional<String> notALeaf(IsmNode module) {
    return Optional.of("the " + module.name() + " " + module.address() + " is not for a relayer");
  }
}
