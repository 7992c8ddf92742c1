package dev.interlane.spi;

import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Evidence;
import java.util.Optional;

/** What a transport says to one look at one step. Immutable. */
public sealed interface StepResult {

  /**
   * The step is done.
   *
   * @param evidence why, when the step proves something
   * @param memo what to keep for the next step
   */
  record Done(Optional<Evidence> evidence, Bytes memo) implements StepResult {}

  /** Somebody else did it already; the sighting of it will come or has come. */
  record DoneByOther(String reason) implements StepResult {}

  /** Nothing to do yet. */
  record Pending(WakeOn wakeOn, String reason) implements StepResult {}

  /**
   * This transaction does it. The step is over when a sighting says so, or the transaction's end is
   * known.
   */
  record Submit(TransactionIntent intent) implements StepResult {}

  /** What an earlier step produced no longer holds; begin again at the first step. */
  record Stale(String reason) implements StepResult {}

  /** It did not work. */
  record Failed(FailureClass failureClass, String reason, String hint) implements StepResult {}

  /** What to do about a failure. */
  enum FailureClass {
    /** Try again after a while, up to the bound of attempts. */
    RETRY,
    /** A person is needed. */
    PARK,
    /** The destination recorded that it can never succeed. */
    FINAL
  }
}
