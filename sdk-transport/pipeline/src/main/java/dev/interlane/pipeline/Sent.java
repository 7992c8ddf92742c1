package dev.interlane.pipeline;

import dev.interlane.receipt.Fee;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmissionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A submission in memory, until its account nonce is spent finally. The loop's own. */
final class Sent {
  private Purpose purpose;
  private final List<Tracked> owners = new ArrayList<>(1);
  private Submission submission;

  /** Which of the message's steps it does. */
  int stepIndex;

  /** The newest block when it was last handed to the chain or looked after. */
  long sentAtHeight;

  /** The newest block when its newest attempt was made: what an attempt has waited counts on. */
  long offeredAtHeight;

  /**
   * Whether what it is for may not happen any more: it is not handed to the chain again as it is,
   * and its account nonce is spent on nothing, for later ones wait behind it.
   */
  boolean withheld;

  /** Whether its newest attempt does nothing but spend the account nonce. */
  boolean withdrawn;

  /** What its inclusion cost each of its messages; empty when that was before a restart. */
  List<Fee> costs = List.of();

  /** Why it failed in its block, as far as anybody can say; empty otherwise. */
  Optional<String> whyFailed = Optional.empty();

  /** What the transaction is for. */
  enum Purpose {
    /** It hands a message to the protocol on the origin. */
    DISPATCH,
    /** It does a step after that. */
    STEP
  }

  Sent(Submission submission, Purpose purpose) {
    this.submission = submission;
    this.purpose = purpose;
  }

  Submission submission() {
    return submission;
  }

  Purpose purpose() {
    return purpose;
  }

  /** The messages it is for; none after a restart when none waits for it. */
  List<Tracked> owners() {
    return owners;
  }

  /** The message it is for, found again after a restart. */
  void claimedBy(Tracked message, Purpose known) {
    purpose = known;
    owners.add(message);
    stepIndex = message.record.stepIndex();
  }

  void becomes(Submission next) {
    submission = next;
  }

  /** That it failed, and why as far as anybody can say. */
  String failure() {
    return whyFailed.orElse("the transaction reverted");
  }

  boolean isPending() {
    return submission.state() == SubmissionState.PENDING;
  }

  /** Whether it still may do, or has done, what it is for. */
  boolean isLive() {
    return submission.state() == SubmissionState.PENDING
        || submission.state() == SubmissionState.INCLUDED;
  }

  /** Whether its account nonce is spent finally, by it or by another. */
  boolean isSpent() {
    return submission.state() == SubmissionState.FINAL
        || submission.state() == SubmissionState.SUPERSEDED;
  }
}
