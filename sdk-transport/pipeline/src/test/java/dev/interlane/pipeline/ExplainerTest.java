package dev.interlane.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.Finality;
import dev.interlane.client.Explanation;
import dev.interlane.client.MessageStanding;
import dev.interlane.codec.rlp.Rlp;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.MessageRecord.Broadcast;
import dev.interlane.spi.MessageRecord.Executor;
import dev.interlane.spi.MessageRecord.Leg;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmissionState;
import dev.interlane.spi.TransactionIntent;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every status, every reason to be parked and every outcome, against a page of expected words. */
class ExplainerTest {
  private static final String GOLDEN = "explanations.txt";
  private static final Leg DISPATCH =
      new Leg(Fixtures.inclusion(Fixtures.ORIGIN, 7), Finality.SEEN);
  private static final Leg EXECUTION =
      new Leg(Fixtures.inclusion(Fixtures.DESTINATION, 9), Finality.SAFE);
  private static final Evidence VOUCHED =
      new Evidence.Vouched("p/1", Fixtures.RELAYER, "the dispatch", "the operator", Bytes.EMPTY);

  private final List<String> page = new ArrayList<>();

  @Test
  void saysWhatIsWritten() throws IOException {
    underWay();
    parked();
    ended();

    String actual = String.join("\n", page) + "\n";
    Path written = Path.of("target", GOLDEN);
    Files.writeString(written, actual, StandardCharsets.UTF_8);
    try (var golden = ExplainerTest.class.getResourceAsStream(GOLDEN)) {
      String expected =
          golden == null ? "" : new String(golden.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(actual)
          .as("read %s; if it is right, it is the new golden page", written)
          .isEqualTo(expected);
    }
    for (MessageStanding standing : MessageStanding.values()) {
      assertThat(actual).contains("standing   " + standing);
    }
  }

  private void underWay() {
    say("accepted", fresh());
    say(
        "accepted, dispatch would revert",
        fresh().attempts(2),
        failed("dispatch", "it would revert: reverted: paused", 2));
    say("accepted with an expiry", fresh().notAfter(Fixtures.START.plusSeconds(60)));
    say("accepted, dispatch is out", fresh().broadcast(Broadcast.POSSIBLE), out("dispatch/", 1));
    say(
        "accepted, dispatch was replaced",
        fresh().broadcast(Broadcast.POSSIBLE),
        out("dispatch/", 2));
    say(
        "accepted, dispatch reverted",
        fresh().broadcast(Broadcast.POSSIBLE),
        out("dispatch/", 1).as(SubmissionState.REVERTED));
    say(
        "accepted, cancel asked for, dispatch is out",
        fresh().broadcast(Broadcast.POSSIBLE).wanted(MessageRecord.Intent.CANCEL),
        out("dispatch/", 1));
    say("accepted, a foreign dispatch that is gone", fresh().source(MessageRecord.Source.FOREIGN));
    say("dispatched", dispatched());
    waiting(
        "dispatched, waits for finality", dispatched(), "the dispatch in block 7 is not SAFE yet");
    say(
        "dispatched, proof failed",
        dispatched().attempts(1),
        failed("prove", "the checkpoint is of another root", 1));
    say("proven", dispatched().evidence(VOUCHED));
    say(
        "proven, in an ordered lane",
        Fixtures.record("a", Finality.FINAL, Ordering.ORDERED)
            .dispatch(DISPATCH)
            .evidence(VOUCHED));
    say("proven, delivery is out", dispatched().evidence(VOUCHED), out("deliver/", 1));
    say(
        "proven, the recipient refuses",
        dispatched().evidence(VOUCHED).attempts(3),
        failed("deliver", "process would revert on eip155:2002: DepositsPaused()", 3));
    say("delivered", delivered(DeliveredBy.SELF).dispatch(final_(DISPATCH)));
    say(
        "delivered by a stranger, the origin is not final",
        delivered(DeliveredBy.STRANGER).dispatch(DISPATCH));
    say("delivered, the dispatch is gone", delivered(DeliveredBy.SELF));
  }

  private void parked() {
    park(
        "no funds",
        fresh(),
        "Insufficient funds of "
            + Fixtures.SENDER
            + ": 60000 gas at 22 wei, and the value need up to 1320000 wei, 5 wei are left",
        "Fund the account",
        Actor.OPERATOR);
    park(
        "fee cap",
        fresh(),
        "The next block takes 600 wei per gas, the cap is 500",
        "Wait for lower fees, or raise maxFeePerGasWei of the fee policy",
        Actor.OPERATOR);
    park(
        "no key",
        fresh(),
        "No key for " + Fixtures.SENDER,
        "Give the chain a signer for this account; it has []",
        Actor.OPERATOR);
    park(
        "node says no funds",
        fresh().broadcast(Broadcast.POSSIBLE),
        "account cannot pay: insufficient funds for gas * price + value",
        "send it funds; the signed transaction goes out again by itself",
        Actor.OPERATOR,
        out("dispatch/", 1));
    park(
        "node calls it invalid",
        fresh().broadcast(Broadcast.POSSIBLE),
        "the node calls the signed transaction invalid: intrinsic gas too low",
        "account nonce 4 must be spent by another transaction before later ones can go",
        Actor.OPERATOR,
        out("dispatch/", 1));
    park(
        "nonce taken",
        fresh().broadcast(Broadcast.POSSIBLE),
        "account nonce 4 was taken by a foreign transaction",
        "resume to dispatch it anew: its recipient does not check message ids, so make sure that it"
            + " was not dispatched by the other transaction",
        Actor.OPERATOR);
    park(
        "false receipt",
        fresh().broadcast(Broadcast.POSSIBLE),
        "its dispatch succeeded without the message",
        "the contract called is not the protocol's, or its node gives false receipts",
        Actor.OPERATOR);
    park(
        "transport parks it",
        dispatched(),
        "the validator set of the recipient changed",
        "give the transport the new validators' storage",
        Actor.OPERATOR);
    park(
        "transport failed",
        dispatched(),
        "transport 'test' failed: java.lang.IllegalStateException: bug",
        "see the log, then resume",
        Actor.OPERATOR);
    park(
        "lane blocked",
        dispatched().evidence(VOUCHED),
        DeliverySteps.LANE_BLOCKED
            + "message 0x01 before it in its lane ended as Undelivered[reason=refused]",
        "resume or replace that message; this one then goes on by itself",
        Actor.APPLICATION);
    park(
        "after its execution",
        delivered(DeliveredBy.SELF).dispatch(DISPATCH),
        "two nodes disagree",
        "",
        Actor.OPERATOR);
  }

  private void ended() {
    end(
        "executed",
        delivered(DeliveredBy.SELF).dispatch(final_(DISPATCH)).addCosts(fee()),
        new DeliveryOutcome.Executed(EXECUTION.inclusion(), "tag finalized"));
    end(
        "failed",
        dispatched(),
        new DeliveryOutcome.Failed("the packet was acknowledged with an error"));
    end(
        "expired",
        fresh().notAfter(Fixtures.START),
        new DeliveryOutcome.Expired(
            Fixtures.START, "its time was over before anything was signed"));
    end("cancelled", fresh(), Deliveries.CANCELLED);
    end("undelivered", dispatched(), Deliveries.GIVEN_UP);
    end(
        "orphaned",
        delivered(DeliveredBy.STRANGER),
        new DeliveryOutcome.Orphaned(
            EXECUTION.inclusion(), "the origin is final without its dispatch"));
  }

  // What is explained.

  private static MessageRecord.Builder fresh() {
    return Fixtures.record("a");
  }

  private static MessageRecord.Builder dispatched() {
    return fresh().dispatch(DISPATCH).broadcast(Broadcast.POSSIBLE);
  }

  private static MessageRecord.Builder delivered(DeliveredBy by) {
    return fresh().delivery(EXECUTION).executor(new Executor(by, Fixtures.RELAYER));
  }

  private static Leg final_(Leg leg) {
    return new Leg(leg.inclusion(), Finality.FINAL);
  }

  private static Fee fee() {
    return new Fee(
        Fixtures.ORIGIN, Fee.NATIVE, BigInteger.valueOf(21_000), Fixtures.SENDER, "origin gas");
  }

  private static JournalEvent failed(String step, String reason, int attempt) {
    return JournalEvent.of(
        fresh().build().id(),
        new TimelineEntry(
            Fixtures.START,
            new DeliveryEvent.AttemptFailed(
                step, reason, attempt, Fixtures.START.plusSeconds(30))));
  }

  private static Submission out(String purpose, int attempts) {
    Submission.Builder submission =
        Submission.builder()
            .account(Fixtures.SENDER)
            .accountNonce(4)
            .intent(
                TransactionIntent.builder()
                    .key(purpose + fresh().build().id())
                    .account(Fixtures.SENDER)
                    .to(Fixtures.MAILBOX)
                    .data(Bytes.EMPTY)
                    .build())
            .state(SubmissionState.PENDING);
    for (int i = 1; i <= attempts; i++) {
      submission.addAttempts(new Submission.Attempt(raw(10L * i), Fixtures.hash("attempt " + i)));
    }
    return submission.build();
  }

  /** An EIP-1559 transaction of 100,000 gas. */
  private static Bytes raw(long maxFeeWei) {
    return Bytes.concat(
        Bytes.of((byte) 2),
        Rlp.list(
            Rlp.number(1001),
            Rlp.number(4),
            Rlp.number(1),
            Rlp.number(maxFeeWei),
            Rlp.number(100_000),
            Rlp.bytes(Fixtures.MAILBOX.toBytes()),
            Rlp.number(5),
            Rlp.bytes(Bytes.EMPTY)));
  }

  // The page.

  private void say(String title, MessageRecord.Builder record, Object... journal) {
    add(title, record.build(), Optional.empty(), journal);
  }

  private void waiting(String title, MessageRecord.Builder record, String waitsFor) {
    add(title, record.build(), Optional.of(waitsFor));
  }

  private void park(
      String title,
      MessageRecord.Builder record,
      String reason,
      String hint,
      Actor actor,
      Object... journal) {
    say("parked: " + title, record.parked(new DeliveryStatus.Parked(reason, hint, actor)), journal);
  }

  private void end(String title, MessageRecord.Builder record, DeliveryOutcome outcome) {
    say(title, record.outcome(outcome));
  }

  private void add(
      String title, MessageRecord record, Optional<String> waitsFor, Object... journal) {
    List<JournalEvent> events = new ArrayList<>();
    List<Submission> submissions = new ArrayList<>();
    for (Object one : journal) {
      if (one instanceof JournalEvent event) {
        events.add(event);
      } else {
        submissions.add((Submission) one);
      }
    }
    Explanation said = new Explainer(record, events, submissions, waitsFor).explain();
    page.add("# " + title);
    page.add("standing   " + said.standing());
    page.add("where      " + said.where());
    said.why().forEach(why -> page.add("why        " + why));
    page.add("acts       " + said.actor() + ": " + said.next());
    said.choices().forEach(choice -> page.add("can        " + choice));
    page.add("paid       " + fees(said.paid()));
    page.add("may cost   " + fees(said.outstanding()));
    page.add("");
  }

  private static String fees(List<Fee> fees) {
    return fees.isEmpty()
        ? "nothing"
        : fees.stream()
            .map(fee -> fee.amount() + " wei on " + fee.chain() + " for " + fee.purpose())
            .collect(Collectors.joining(", "));
  }

  @Test
  void readsNoFeeOutOfOtherTransactions() {
    Submission submission = out("dispatch/", 1);
    for (Bytes raw :
        List.of(
            Bytes.EMPTY,
            Bytes.of((byte) 1),
            Bytes.of((byte) 2),
            Bytes.of((byte) 2, (byte) 0xc1, (byte) 0x80))) {
      Submission odd =
          Submission.builder()
              .from(submission)
              .attempts(List.of(new Submission.Attempt(raw, Fixtures.hash("odd"))))
              .build();

      assertThat(OutstandingFee.of(odd)).isEmpty();
    }
  }
}
