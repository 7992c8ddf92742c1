package dev.interlane.mailbox;

import dev.interlane.codec.evm.AbiError;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.StepResult;
import java.util.List;

/** Why a delivery would revert, in words, and what to do about it. */
final class RecipientErrors {
  // docs/spec/call-recipient.md, "Refusals"
  private static final AbiError ALREADY_EXECUTED = AbiError.parse("AlreadyExecuted(bytes32)");
  private static final AbiError NOT_ENROLLED = AbiError.parse("NotEnrolled(uint32,bytes32)");
  private static final AbiError SELECTOR_NOT_ALLOWED = AbiError.parse("SelectorNotAllowed(bytes4)");

  private static final AbiError[] KNOWN =
      List.of(
              ALREADY_EXECUTED,
              NOT_ENROLLED,
              SELECTOR_NOT_ALLOWED,
              AbiError.parse("NotMailbox(address)"),
              AbiError.parse("ValueRefused(uint256)"),
              AbiError.parse("NestedDelivery()"),
              AbiError.parse("BodyTooShort(uint256,uint256)"),
              AbiError.parse("UnknownVersion(uint8)"),
              AbiError.parse("PastNotAfter(uint64,uint256)"),
              AbiError.parse("WrongSequence(bytes32,uint64,uint64)"))
          .toArray(AbiError[]::new);

  private RecipientErrors() {}

  static StepResult explain(Bytes revertData, MailboxDeployment destination) {
    if (ALREADY_EXECUTED.matches(revertData)) {
      return new StepResult.Failed(
          StepResult.FailureClass.PARK,
          "the recipient has executed this message already, from another dispatch",
          "Look for its Executed log, then cancel it: this dispatch can never be delivered");
    }
    return new StepResult.Failed(
        StepResult.FailureClass.RETRY,
        "process would revert on " + destination.chain() + ": " + words(revertData),
        hint(revertData));
  }

  private static String words(Bytes revertData) {
    return AbiError.explain(revertData, KNOWN);
  }

  private static String hint(Bytes revertData) {
    if (NOT_ENROLLED.matches(revertData)) {
      return "The recipient's owner has to enrol the sender";
    }
    return SELECTOR_NOT_ALLOWED.matches(revertData)
        ? "The recipient does not allow this function"
        : "";
  }
}
