package dev.interlane.mailbox;

import dev.interlane.receipt.Evidence;
import java.util.stream.Collectors;

/**
 * Says in a message's evidence which ISM it was made for, with the sets that its modules named:
 * what the recipient asked for when the message was proven, and what the mailbox has to find again
 * when it processes the message, or the message is proven anew.
 */
final class IsmEvidence {
  /** A hundred modules of a hundred validators make a long text: it is cut. */
  private static final int MAX_CHARS = 4_000;

  private IsmEvidence() {}

  static Evidence naming(IsmNode ism, Evidence evidence) {
    String checked = evidence.checked() + "; it is for the " + text(ism);
    return switch (evidence) {
      case Evidence.Vouched vouched ->
          new Evidence.Vouched(
              vouched.protocol(), vouched.by(), checked, vouched.trusted(), vouched.raw());
      case Evidence.Quorum quorum ->
          new Evidence.Quorum(
              quorum.protocol(),
              quorum.signers(),
              quorum.validators(),
              quorum.threshold(),
              checked,
              quorum.trusted(),
              quorum.raw());
      case Evidence.Proof proof ->
          new Evidence.Proof(
              proof.protocol(),
              proof.system(),
              proof.statement(),
              checked,
              proof.trusted(),
              proof.raw());
      case Evidence.Composite composite ->
          new Evidence.Composite(
              composite.protocol(),
              composite.legs(),
              checked,
              composite.trusted(),
              composite.raw());
    };
  }

  /** The ISM with the sets that its modules named. */
  static String text(IsmNode ism) {
    String text = describe(ism);
    return text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "..." : text;
  }

  private static String describe(IsmNode ism) {
    String named = ism.name() + " " + ism.address();
    return switch (ism) {
      case IsmNode.Routing routing ->
          named + ", which hands it to the " + describe(routing.routed());
      case IsmNode.Aggregation aggregation ->
          named
              + " of "
              + aggregation.threshold()
              + " of "
              + aggregation.modules().stream()
                  .map(IsmEvidence::describe)
                  .collect(Collectors.joining("; ", "[", "]"));
      case IsmNode.Provable module -> named + ", which wants " + module.wants();
      case IsmNode.TrustedRelayer module -> named + ", which trusts " + module.relayer();
      case IsmNode.CcipRead module -> named + ", which sends to " + module.gateways();
      case IsmNode.Gate gate -> named + " of " + gate.owner();
      case IsmNode.NoMetadata module -> named;
      case IsmNode.Unsupported module -> named;
    };
  }
}
