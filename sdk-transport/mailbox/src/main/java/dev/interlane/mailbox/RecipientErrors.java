package dev.interlane.mailbox;

import dev.interlane.codec.evm.AbiError;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.StepResult;
import java.util.function.Supplier;

/** Why a delivery would revert, in words, and what to do about it. */
final class RecipientErrors {
  // docs/spec/call-recipient.md, "Refusals"
  private static final AbiError ALREADY_EXECUTED = AbiError.parse("AlreadyExecuted(bytes32)");
  private static final AbiError NOT_ENROLLED = AbiError.parse("NotEnrolled(uint32,bytes32)");
  private static final AbiError SELECTOR_NOT_ALLOWED = AbiError.parse("SelectorNotAllowed(bytes4)");

  private RecipientErrors() {}

  /**
   * @param reason the revert in words, asked for only where it is told
   */
  static StepResult explain(Bytes revertData, MailboxClient destination, Supplier<String> reason) {
    if (ALREADY_EXECUTED.matches(revertData)) {
      return new StepResult.Failed(
          StepResult.FailureClass.PARK,
          "the recipient has executed this message already, from another dispatch",
          "Look for its Executed log, then cancel it: this dispatch can never be delivered");
    }
    return new StepResult.Failed(
        StepResult.FailureClass.RETRY,
        "process would revert on " + destination.deployment().chain() + ": " + reason.get(),
        hint(revertData));
  }

  static String hint(Bytes revertData) {
    if (revertData.isEmpty()) {
      return "The recipient has no handle(uint32,bytes32,bytes), needs more gas than a transaction"
          + " may have, or gives no reason";
    }
    if (NOT_ENROLLED.matches(revertData)) {
      return "The recipient's owner has to enrol the sender";
    }
    return SELECTOR_NOT_ALLOWED.matches(revertData)
        ? "The recipient does not allow this function"
        : "";
  }
}
