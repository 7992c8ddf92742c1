package dev.interlane.spi;

import dev.interlane.error.MessagingException;
import java.util.function.Supplier;

/** What a node said to a raw transaction. Immutable. */
public sealed interface SubmitResult {
  /** It is in the pool now. */
  record Accepted() implements SubmitResult {}

  /** It was there before: as good as accepted. */
  record AlreadyKnown() implements SubmitResult {}

  /**
   * The node did not take it.
   *
   * @param refusal what kind of refusal
   * @param text the node's words
   */
  record Refused(SubmitRefusal refusal, String text) implements SubmitResult {}

  /**
   * There was no answer, so it may have arrived; only where several are handed over at once.
   *
   * @param cause why
   */
  record Unanswered(MessagingException cause) implements SubmitResult {}

  /** The answer, or that there was none. */
  static SubmitResult answered(Supplier<SubmitResult> question) {
    try {
      return question.get();
    } catch (MessagingException unanswered) {
      return new Unanswered(unanswered);
    }
  }
}
