package dev.interlane.pipeline;

import dev.interlane.chain.Finality;
import dev.interlane.client.Explanation;
import dev.interlane.client.MessageStanding;
import dev.interlane.message.Ordering;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.MessageRecord.Broadcast;
import dev.interlane.spi.MessageRecord.Intent;
import dev.interlane.spi.MessageRecord.Leg;
import dev.interlane.spi.MessageRecord.Source;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmissionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says why a message is where it is. A pure function of what the journal holds: the record, its
 * events, and the transactions of it whose account nonce is not spent finally.
 */
final class Explainer {
  private static final String RESUME = "resume: ";
  private static final String CANCEL = "cancel: ";
  private static final String REPLACE = "replace: ";

  private final MessageRecord record;
  private final List<JournalEvent> events;
  private final List<Submission> submissions;
  private final Optional<String> waitsFor;
  private final Explanation.Builder said = Explanation.builder();

  /**
   * @param waitsFor what a running client last heard that the step under way waits for
   */
  Explainer(
      MessageRecord record,
      List<JournalEvent> events,
      List<Submission> submissions,
      Optional<String> waitsFor) {
    this.record = record;
    this.events = events;
    this.submissions = submissions;
    this.waitsFor = waitsFor;
  }

  Explanation explain() {
    MessageStanding standing = MessageStanding.of(record.status(), record.outcome());
    said.id(record.id()).standing(standing).paid(record.costs());
    submissions.stream()
        .filter(Explainer::isPending)
        .map(OutstandingFee::of)
        .flatMap(Optional::stream)
        .forEach(said::addOutstanding);
    if (record.outcome().isPresent()) {
      ended(record.outcome().get());
      return said.build();
    }
    switch (record.status()) {
      case DeliveryStatus.Accepted accepted -> accepted();
      case DeliveryStatus.Dispatched dispatched -> dispatched();
      case DeliveryStatus.Proven proven -> proven();
      case DeliveryStatus.Delivered delivered -> delivered(delivered);
      case DeliveryStatus.Parked parked -> parked(parked);
    }
    expiry();
    return said.build();
  }

  // Under way.

  private void accepted() {
    Optional<Submission> out = submissions.stream().findFirst();
    if (record.wanted() == Intent.CANCEL) {
      said.where("Accepted, and asked to stop after its dispatch was signed.");
      said.addWhy(
          "The signed transaction cannot be called back: it ends as what becomes of it, or as"
              + " cancelled when its account nonce is finally spent on something else.");
      pendingWords(out);
      bySdk("It watches the transaction.");
      return;
    }
    if (record.source() == Source.FOREIGN) {
      said.where("Tracked, and its dispatch by somebody else is in no block any more.");
      bySdk("It waits for the dispatch to be in a block again.");
      return;
    }
    if (out.isEmpty()) {
      said.where("Journaled, and nothing was signed or sent for it yet.");
      said.addWhy(
          lastFailure()
              .orElse(
                  "Its dispatch waits for its turn at account "
                      + record.envelope().sender()
                      + ": a client has to be running, and at most so many transactions of an"
                      + " account are out at once."));
      said.addChoices(CANCEL + "takes it back, at no cost");
      bySdk("It signs and sends the dispatch.");
      return;
    }
    if (out.get().state() == SubmissionState.REVERTED) {
      said.where("Its dispatch was included and reverted: nothing was dispatched.");
      said.addWhy(
          "It is dispatched anew once that block is final; until then a reorganisation may undo the"
              + " failure.");
      bySdk("It waits for finality and tries again.");
    } else {
      said.where("Its dispatch is signed and sent, and in no block that we have seen.");
      pendingWords(out);
      bySdk("It sends the transaction again every few blocks and offers more when it is due.");
    }
    said.addChoices(CANCEL + "begins nothing more; the signed dispatch may still be included");
  }

  private void dispatched() {
    Leg leg = record.dispatch().orElseThrow();
    said.where("Dispatched in " + place(leg) + ", and not proven to us yet.");
    waits(
        "Transport '"
            + record.transport()
            + "' has to prove it, which takes the finality it asks for and, where it has any,"
            + " its network's signatures.");
    if (waitsFor.isPresent()) {
      said.actor(Actor.NETWORK).next("It goes on by itself when that is there.");
    } else {
      bySdk("It looks again by itself.");
    }
    said.addChoices(CANCEL + "we stop; once proven, others may still deliver it");
  }

  private void proven() {
    said.where("Proven, and not executed at the destination yet.");
    Optional<Submission> out = submissions.stream().filter(Explainer::isPending).findFirst();
    if (out.isPresent()) {
      said.addWhy("Its delivery is signed and sent, and in no block that we have seen.");
      pendingWords(out);
      bySdk("It sends the transaction again every few blocks and offers more when it is due.");
    } else if (waitsFor.isEmpty() && refusedByRecipient()) {
      said.addWhy(lastFailure().orElseThrow());
      said.actor(Actor.RECIPIENT_OWNER)
          .next("The recipient has to take the message; it is tried again by itself until then.");
    } else {
      waits(
          record.envelope().ordering() == Ordering.ORDERED
              ? "Its lane is ordered: it is delivered when the message before it is executed."
              : "Its delivery waits for its turn at the delivering account.");
      bySdk("It delivers it by itself.");
    }
    said.addChoices(CANCEL + "we stop; others may still deliver it");
  }

  private void delivered(DeliveryStatus.Delivered delivered) {
    boolean ours = delivered.by() == DeliveredBy.SELF;
    said.where(
        "Executed in "
            + place(record.delivery().orElseThrow())
            + (ours ? ", by our transaction." : ", by a stranger, " + delivered.submitter() + "."));
    Finality wanted = record.envelope().finality();
    if (record.dispatch().isEmpty()) {
      said.addWhy(
          "Its dispatch is in no block of the origin any more: if that becomes final it ends as"
              + " orphaned.");
    } else if (!record.dispatch().get().finality().atLeast(wanted)) {
      said.addWhy(
          "Its dispatch is "
              + word(record.dispatch().get().finality())
              + ", the receipt wants "
              + word(wanted)
              + ".");
    }
    if (!delivered.finality().atLeast(wanted)) {
      said.addWhy(
          "Its execution is "
              + word(delivered.finality())
              + ", the receipt wants "
              + word(wanted)
              + ".");
    }
    bySdk("The receipt comes with the blocks; nobody has to do anything.");
  }

  private void parked(DeliveryStatus.Parked parked) {
    said.where(
        record.delivery().isPresent()
            ? "Parked after its execution."
            : record.dispatch().isPresent()
                ? "Parked after its dispatch in " + place(record.dispatch().get()) + "."
                : record.broadcast() == Broadcast.NEVER
                    ? "Parked before anything was sent."
                    : "Parked after its dispatch was signed.");
    said.addWhy(sentence(parked.reason()));
    said.actor(parked.actor())
        .next(parked.hint().isEmpty() ? "See the log." : sentence(parked.hint()));
    said.addChoices(RESUME + "goes on, with a fresh count of attempts");
    said.addChoices(
        CANCEL
            + (record.broadcast() == Broadcast.NEVER
                ? "takes it back, at no cost"
                : "we stop; what was signed may still happen"));
    Optional<Submission> out = submissions.stream().filter(Explainer::isPending).findFirst();
    pendingWords(out);
  }

  // Ended.

  private void ended(DeliveryOutcome outcome) {
    switch (outcome) {
      case DeliveryOutcome.Executed executed -> {
        said.where(
            "Executed for good in block "
                + executed.inclusion().block().height()
                + " of "
                + executed.inclusion().block().chain()
                + ".");
        said.addWhy("Finality by " + executed.rule() + ".");
        nothing();
      }
      case DeliveryOutcome.Failed failed -> {
        said.where("The destination recorded a failure that nobody can retry.");
        said.addWhy(sentence(failed.reason()));
        said.actor(Actor.APPLICATION).next("Send a new message if it is still wanted.");
      }
      case DeliveryOutcome.Expired expired -> {
        said.where("Its time was over at " + expired.notAfter() + ".");
        said.addWhy(sentence(expired.reason()));
        said.actor(Actor.APPLICATION).next("Send a new message if it is still wanted.");
      }
      case DeliveryOutcome.Cancelled cancelled -> {
        said.where("Taken back: it will never execute.");
        said.addWhy(sentence(cancelled.reason()));
        nothing();
      }
      case DeliveryOutcome.Undelivered undelivered -> {
        said.where("We stopped trying; others may still deliver it, so it is watched.");
        said.addWhy(sentence(undelivered.reason()));
        said.actor(Actor.OPERATOR)
            .next("Find out whether the reason is gone, then resume it; or leave it.");
        said.addChoices(RESUME + "tries again, with a fresh count of attempts");
      }
      case DeliveryOutcome.Orphaned orphaned -> {
        said.where(
            "An alarm: it was executed at the destination, and its dispatch is gone from the"
                + " origin.");
        said.addWhy(sentence(orphaned.reason()));
        said.actor(Actor.OPERATOR)
            .next(
                "Settle it by hand between the two sides; it is never dispatched again by itself.");
      }
    }
  }

  private void nothing() {
    said.actor(Actor.SDK).next("Nothing is left to do.");
  }

  // Words.

  private void bySdk(String next) {
    said.actor(Actor.SDK).next(next);
  }

  private void waits(String otherwise) {
    said.addWhy(waitsFor.map(Explainer::sentence).or(this::lastFailure).orElse(otherwise));
  }

  private void pendingWords(Optional<Submission> out) {
    if (out.isEmpty() || !isPending(out.get())) {
      return;
    }
    Submission submission = out.get();
    said.addWhy(
        "It is transaction "
            + submission.lastAttempt().hash()
            + " of "
            + submission.account()
            + " at account nonce "
            + submission.accountNonce()
            + (submission.attempts().size() == 1
                ? "."
                : ", the newest of " + submission.attempts().size() + " offers."));
    said.addWhy("Transactions of an account are included in the order of their nonces.");
    said.addChoices(REPLACE + "offers more for it now, within the fee policy's cap");
  }

  private void expiry() {
    record
        .notAfter()
        .filter(end -> record.delivery().isEmpty())
        .ifPresent(end -> said.addWhy("Its time is over at " + end + "."));
  }

  private boolean refusedByRecipient() {
    return lastAttempt()
        .filter(failed -> failed.reason().contains(DeliverySteps.WOULD_REVERT))
        .isPresent();
  }

  private Optional<String> lastFailure() {
    return lastAttempt()
        .map(
            failed ->
                "Attempt "
                    + failed.attempt()
                    + " to "
                    + failed.step()
                    + " did not succeed: "
                    + failed.reason()
                    + ". It is tried again at "
                    + failed.nextAttemptAt()
                    + ".");
  }

  /** The failed attempt that the step under way is at; none when it went on since. */
  private Optional<DeliveryEvent.AttemptFailed> lastAttempt() {
    if (record.attempts() == 0) {
      return Optional.empty();
    }
    List<DeliveryEvent.AttemptFailed> failures = new ArrayList<>();
    for (JournalEvent event : events) {
      if (event.entry().event() instanceof DeliveryEvent.AttemptFailed failed) {
        failures.add(failed);
      }
    }
    return failures.isEmpty() ? Optional.empty() : Optional.of(failures.getLast());
  }

  private static boolean isPending(Submission submission) {
    return submission.state() == SubmissionState.PENDING;
  }

  private static String place(Leg leg) {
    return "block "
        + leg.inclusion().block().height()
        + " of "
        + leg.inclusion().block().chain()
        + " ("
        + word(leg.finality())
        + ")";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String sentence(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return stripped;
    }
    String begun = stripped.substring(0, 1).toUpperCase(Locale.ROOT) + stripped.substring(1);
    return begun.endsWith(".") || begun.endsWith("!") || begun.endsWith("?") ? begun : begun + ".";
  }
}
