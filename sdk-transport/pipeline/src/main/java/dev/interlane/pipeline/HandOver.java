package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmitRefusal;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.Submitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what an account has signed and journaled to its chain, and hears what the node says to it.
 * The loop's own.
 */
final class HandOver {
  /** How many transactions are handed over at once at most, after one look at the lease. */
  static final int MAX_HANDED_OVER_AT_ONCE = 32;

  private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

  private final AccountId account;
  private final ChainDesk desk;
  private final Loop loop;
  private final DeliverySteps steps;
  private final Consumer<Sent> doubt;

  /** What is journaled and is to be handed to the chain for the first time, in order. */
  private final ArrayDeque<Sent> leaving = new ArrayDeque<>();

  private boolean handingOver;

  /**
   * For one account.
   *
   * @param doubt told of a transaction that the node refused and that may do later
   */
  HandOver(
      AccountId account, ChainDesk desk, Loop loop, DeliverySteps steps, Consumer<Sent> doubt) {
    this.account = account;
    this.desk = desk;
    this.loop = loop;
    this.steps = steps;
    this.doubt = doubt;
  }

  /** Hands these over for the first time, after those that wait already. */
  void add(List<Sent> sent) {
    leaving.addAll(sent);
    handOverLeaving();
  }

  /** One hand-over at a time, so that account nonces leave in their order. */
  private void handOverLeaving() {
    if (handingOver || leaving.isEmpty()) {
      return;
    }
    handingOver = true;
    List<Sent> sent = List.copyOf(leaving);
    leaving.clear();
    List<Submission> submissions = sent.stream().map(Sent::submission).toList();
    loop.ask(
        () -> handOver(submissions),
        answer -> {
          handingOver = false;
          heard(sent, answer);
          loop.batch().afterwards(this::handOverLeaving);
        });
  }

  /** In a task. Nothing of a part leaves once the lease may be void. */
  private List<Answer<SubmitResult>> handOver(List<Submission> submissions) {
    Submitter submitter = desk.chain().submitter();
    List<Answer<SubmitResult>> results = new ArrayList<>();
    for (int from = 0; from < submissions.size(); from = results.size()) {
      int to = Math.min(submissions.size(), from + MAX_HANDED_OVER_AT_ONCE);
      List<Submission> part = submissions.subList(from, to);
      switch (Answer.of(
          () -> {
            loop.requireHeld();
            return submitter.broadcastAll(part);
          })) {
        case Answer.Value<List<SubmitResult>> said ->
            said.value().forEach(result -> results.add(new Answer.Value<>(result)));
        case Answer.Trouble<List<SubmitResult>> trouble ->
            part.forEach(each -> results.add(new Answer.Trouble<>(trouble.cause())));
      }
    }
    return results;
  }

  private void heard(Sent sent, Answer<SubmitResult> answer) {
    if (!sent.isPending()) {
      return;
    }
    switch (answer) {
      case Answer.Trouble<SubmitResult> trouble -> unanswered(sent, trouble.cause());
      case Answer.Value<SubmitResult> result -> {
        switch (result.value()) {
          case SubmitResult.Accepted accepted -> {}
          case SubmitResult.AlreadyKnown known -> {}
          case SubmitResult.Refused refused -> refused(sent, refused.refusal(), refused.text());
          case SubmitResult.Unanswered unanswered -> unanswered(sent, unanswered.cause());
        }
      }
    }
  }

  /** It may have arrived. It stays pending and is looked after like any other. */
  private static void unanswered(Sent sent, Exception cause) {
    LOG.warn(
        "{}: no answer to transaction {}, it may have arrived: {}",
        named(sent),
        sent.submission().lastAttempt().hash(),
        cause.toString());
  }

  private void refused(Sent sent, SubmitRefusal refusal, String text) {
    LOG.warn(
        "{}: the node refuses transaction {} at account nonce {}: {} ({})",
        named(sent),
        sent.submission().lastAttempt().hash(),
        sent.submission().accountNonce(),
        refusal,
        text);
    switch (refusal) {
      case INSUFFICIENT_FUNDS ->
          steps.parkOwners(
              sent,
              "account " + account + " cannot pay: " + text,
              "send it funds; the signed transaction goes out again by itself");
      case INVALID ->
          steps.parkOwners(
              sent,
              "the node calls the signed transaction invalid: " + text,
              "account nonce "
                  + sent.submission().accountNonce()
                  + " of "
                  + account
                  + " must be spent by another transaction before later ones can go");
      // Looked after with every few blocks: receipts, the final nonce, and a better offer.
      case NONCE_TOO_LOW, NONCE_TOO_HIGH, REPLACEMENT_UNDERPRICED, UNDERPRICED, POOL_FULL, OTHER ->
          doubt.accept(sent);
    }
  }

  /** The message that a transaction is for, or its intent. */
  static String named(Sent sent) {
    return sent.owners().isEmpty()
        ? "Intent " + sent.submission().intent().key()
        : "Message " + sent.owners().get(0).id();
  }

  /** Hands over again what may have been handed over before. */
  void again(List<Sent> sent) {
    List<Submission> submissions = sent.stream().map(Sent::submission).toList();
    loop.ask(() -> handOver(submissions), answer -> heard(sent, answer));
  }

  private void heard(List<Sent> sent, Answer<List<Answer<SubmitResult>>> answer) {
    switch (answer) {
      case Answer.Value<List<Answer<SubmitResult>>> results -> {
        for (int i = 0; i < sent.size(); i++) {
          heard(sent.get(i), results.value().get(i));
        }
      }
      case Answer.Trouble<List<Answer<SubmitResult>>> trouble ->
          LOG.warn("Account {}: could not hand over: {}", account, trouble.cause().toString());
    }
  }
}
