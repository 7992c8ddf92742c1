package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.Refusal;
import dev.interlane.spi.StepResult;
import java.util.Optional;

/**
 * Whether a message has to become a leaf of the origin's tree: validators sign nothing else. Asked
 * before it is sent, again when it is dispatched, because hooks may be changed in between, and of
 * what was dispatched without one.
 */
final class LeafNeed {
  private LeafNeed() {}

  /** Whether an ISM cannot be satisfied without validators' signatures. */
  static boolean asksValidators(IsmNode ism) {
    return switch (ism) {
      case IsmNode.MessageIdMultisig module -> true;
      case IsmNode.MerkleRootMultisig module -> true;
      case IsmNode.Routing routing -> asksValidators(routing.routed());
      case IsmNode.Aggregation aggregation ->
          aggregation.modules().stream().filter(module -> !asksValidators(module)).count()
              < aggregation.threshold();
      default -> false;
    };
  }

  /** Why a dispatch through this hook would be for nothing; empty if it is not, or who knows. */
  static Optional<Refusal> refusal(
      MailboxClient origin, HyperlaneMessage provisional, Optional<EvmAddress> hook, IsmNode ism) {
    if (!asksValidators(ism) || origin.leaf(provisional, hook) != HookReading.Leaf.NO) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            "dispatchHook",
            hook.map(named -> "the hook " + named).orElse("the mailbox's default hook")
                + " does not insert into the tree of "
                + origin.deployment().merkleTreeHook()
                + ", so validators would never sign it",
            "Dispatch through a hook that does, such as that one or an aggregation with it"));
  }

  /** What becomes of a message that is no leaf, and whose ISM asks validators. */
  static DispatchedMessage.LeafPlace.Never never(
      HyperlaneMessage message, MailboxDeployment origin) {
    return new DispatchedMessage.LeafPlace.Never(
        "the message "
            + message.id()
            + " is no leaf of the Merkle tree hook "
            + origin.merkleTreeHook()
            + ", so validators never sign it",
        "Was a hook of the mailbox "
            + origin.mailbox()
            + " changed? Cancel it and send it anew through that hook, or have the recipient choose an"
            + " ISM that asks no validators");
  }

  /** Needs a person: nobody can deliver it as things are. */
  static StepResult park(DispatchedMessage.LeafPlace.Never never) {
    return MailboxSession.park(never.reason(), never.hint());
  }
}
