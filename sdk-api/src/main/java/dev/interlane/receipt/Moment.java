package dev.interlane.receipt;

import dev.interlane.chain.Inclusion;
import dev.interlane.primitive.Bytes32;
import java.util.Locale;

/**
 * One event of a message as a line for people. Immutable.
 *
 * @param side where it happened
 * @param mood good news, bad news or neither
 * @param text what happened
 */
public record Moment(Side side, Mood mood, String text) {
  /** Where something happens. */
  public enum Side {
    /** On the chain the message leaves. */
    ORIGIN,
    /** Off both chains. */
    BETWEEN,
    /** On the chain the message goes to. */
    DESTINATION
  }

  /** What kind of news it is. */
  public enum Mood {
    /** Neither good nor bad. */
    NEUTRAL,
    /** As it should be. */
    GOOD,
    /** Not as it should be. */
    BAD
  }

  /** The event in words. */
  public static Moment of(DeliveryEvent event) {
    return switch (event) {
      case DeliveryEvent.Accepted accepted -> origin("accepted and journaled");
      case DeliveryEvent.DispatchSubmitted submitted ->
          origin(
              "dispatch signed, account nonce "
                  + submitted.accountNonce()
                  + ", tx "
                  + brief(submitted.transaction().hash()));
      case DeliveryEvent.DispatchIncluded included ->
          origin("dispatched, " + in(included.inclusion()));
      case DeliveryEvent.DispatchReverted reverted ->
          badOrigin("dispatch failed: " + reverted.reason());
      case DeliveryEvent.DispatchFinalityRose rose ->
          origin("dispatch is " + word(rose.finality()));
      case DeliveryEvent.DispatchReorged gone ->
          badOrigin("reorg: block " + gone.removed().height() + " is gone, back to accepted");
      case DeliveryEvent.ProofAccepted proof -> between("proven: " + evidence(proof.evidence()));
      case DeliveryEvent.ProofVoided voided ->
          new Moment(Side.BETWEEN, Mood.BAD, "proof void: " + voided.reason());
      case DeliveryEvent.StepSubmitted submitted ->
          destination(
              submitted.step()
                  + " signed, account nonce "
                  + submitted.accountNonce()
                  + ", tx "
                  + brief(submitted.transaction().hash()));
      case DeliveryEvent.StepReverted reverted ->
          badDestination(reverted.step() + " failed: " + reverted.reason());
      case DeliveryEvent.DeliverySubmitted submitted ->
          destination(
              "delivery signed, account nonce "
                  + submitted.accountNonce()
                  + ", tx "
                  + brief(submitted.transaction().hash()));
      case DeliveryEvent.DeliveryReverted reverted ->
          badDestination("delivery failed: " + reverted.reason());
      case DeliveryEvent.DeliverySeen seen ->
          new Moment(
              Side.DESTINATION,
              Mood.GOOD,
              "executed by "
                  + (seen.by() == DeliveredBy.SELF
                      ? "us"
                      : "a stranger, " + brief(seen.submitter().address()))
                  + ", "
                  + in(seen.inclusion()));
      case DeliveryEvent.DeliveryFinalityRose rose ->
          destination("execution is " + word(rose.finality()));
      case DeliveryEvent.DeliveryReorged gone ->
          badDestination(
              "reorg: block " + gone.removed().height() + " is gone, not executed any more");
      case DeliveryEvent.AttemptFailed failed ->
          badDestination(
              failed.step() + " attempt " + failed.attempt() + " failed: " + failed.reason());
      case DeliveryEvent.Parked parked ->
          new Moment(
              Side.BETWEEN,
              Mood.BAD,
              "parked for " + word(parked.actor()) + ": " + parked.reason());
      case DeliveryEvent.Resumed resumed -> between("resumed");
      case DeliveryEvent.CancelRequested cancel -> between("cancel requested");
      case DeliveryEvent.Concluded concluded ->
          new Moment(
              Side.BETWEEN,
              concluded.outcome() instanceof DeliveryOutcome.Executed ? Mood.GOOD : Mood.BAD,
              "outcome: " + outcome(concluded.outcome()));
    };
  }

  /** The outcome in one word, as the closing line of the samples has it. */
  public static String name(DeliveryOutcome outcome) {
    return outcome.getClass().getSimpleName().toUpperCase(Locale.ROOT);
  }

  /** The outcome as a line. */
  public static String outcome(DeliveryOutcome outcome) {
    return switch (outcome) {
      case DeliveryOutcome.Executed executed -> "executed, finality by " + executed.rule();
      case DeliveryOutcome.Failed failed -> "failed: " + failed.reason();
      case DeliveryOutcome.Expired expired ->
          "expired at " + expired.notAfter() + ": " + expired.reason();
      case DeliveryOutcome.Cancelled cancelled -> "cancelled: " + cancelled.reason();
      case DeliveryOutcome.Undelivered undelivered -> "undelivered: " + undelivered.reason();
      case DeliveryOutcome.Orphaned orphaned -> "orphaned: " + orphaned.reason();
    };
  }

  /** The evidence as a line. */
  public static String evidence(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Vouched vouched -> "vouched for by " + brief(vouched.by().address());
      case Evidence.Quorum quorum ->
          quorum.signers().size()
              + " of "
              + quorum.validators().size()
              + " validators signed, "
              + quorum.threshold()
              + " needed";
      case Evidence.Proof proof -> "state proof, light client: " + proof.system();
      case Evidence.Composite composite -> composite.legs().size() + " proofs together";
    };
  }

  /** The two ends of a long text. */
  public static String brief(String text) {
    return text.length() <= 14
        ? text
        : text.substring(0, 8) + ".." + text.substring(text.length() - 4);
  }

  private static String brief(Bytes32 hash) {
    return brief(hash.toHex());
  }

  private static String in(Inclusion inclusion) {
    return "block " + inclusion.block().height();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Moment origin(String text) {
    return new Moment(Side.ORIGIN, Mood.NEUTRAL, text);
  }

  private static Moment badOrigin(String text) {
    return new Moment(Side.ORIGIN, Mood.BAD, text);
  }

  private static Moment destination(String text) {
    return new Moment(Side.DESTINATION, Mood.NEUTRAL, text);
  }

  private static Moment badDestination(String text) {
    return new Moment(Side.DESTINATION, Mood.BAD, text);
  }

  private static Moment between(String text) {
    return new Moment(Side.BETWEEN, Mood.NEUTRAL, text);
  }
}
