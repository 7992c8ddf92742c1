package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.error.MessagingException;
import dev.interlane.pipeline.PendingInquiry.Finding;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.Submission;
import dev.interlane.spi.Submitter.Prepared;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransactionReceipt;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of one account, in the order of its nonces. One round of signing at a time: sign
 * what waits, journal it, and only then hand it to the chain. While one round is handed over the
 * next is signed; what is signed and not handed over yet counts as pending. The loop's own.
 */
final class Outbox {
  /** How many blocks a transaction may wait before we look after it, and between looks. */
  static final int BLOCKS_BETWEEN_LOOKS = 3;

  /**
   * How long a chain may stand still before we ask for the transactions themselves: nothing says
   * that its newest block was shown to us whole, and the next one may not come for long.
   */
  static final Duration LONGEST_QUIET = Duration.ofSeconds(15);

  /** The longest wait after the chain or the key was in the way: all of the account waits. */
  static final Duration LONGEST_SIGNING_PAUSE = Duration.ofSeconds(30);

  /** How many transactions are signed in one round at most. */
  static final int MAX_JOBS_PER_ROUND = 256;

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final AccountId account;
  private final ChainDesk desk;
  private final Loop loop;
  private final DeliverySteps steps;
  private final int maxPending;
  private final ArrayDeque<Job> queue = new ArrayDeque<>();
  private final TreeMap<Long, Sent> pending = new TreeMap<>();
  private final GapRepair gaps;
  private final PendingInquiry inquiry;
  private final HandOver handOver;
  private final MissedReceipts missed = new MissedReceipts();

  private long nextNonce = -1;

  /** The height at which one of them was included last: what waits behind it is not stuck. */
  private long movedAtHeight = Long.MIN_VALUE / 2;

  private boolean signing;
  private boolean signingIsDue;
  private boolean looking;

  /** Whether one of them may never have left: to be looked after however well others move. */
  private boolean doubtful;

  private int troubles;

  /**
   * A transaction that a message wants.
   *
   * @param stamp the message's when it asked; if it moved on, nobody wants this any more
   * @param intent what to send; asked for in the task, because a transport may have to look things
   *     up
   */
  record Job(Tracked message, int stamp, Sent.Purpose purpose, Callable<TransactionIntent> intent) {
    boolean isWanted() {
      return message.stamp == stamp;
    }
  }

  /** What a round of signing brought: an answer per job. */
  private record Round(long firstNonce, List<Signed> answers) {}

  private record Signed(Job job, Answer<Prepared> answer) {
    boolean tookNonce() {
      return answer instanceof Answer.Value<Prepared> prepared
          && prepared.value() instanceof Prepared.Signed;
    }
  }

  Outbox(AccountId account, ChainDesk desk, Loop loop, DeliverySteps steps, int maxPending) {
    this.account = account;
    this.desk = desk;
    this.loop = loop;
    this.steps = steps;
    this.maxPending = maxPending;
    this.gaps = new GapRepair(account, desk, loop, this::fill);
    this.inquiry = new PendingInquiry(account, desk.chain());
    this.handOver = new HandOver(account, desk, loop, steps, this::doubt);
  }

  /** Has the transaction signed and sent when it is its turn. */
  void add(Job job) {
    queue.add(job);
    signSoon();
  }

  /** A transaction of before the restart that is in no block. */
  void recovered(Sent sent) {
    pending.put(sent.submission().accountNonce(), sent);
    // Due at once: nobody knows whether it ever left.
    sent.sentAtHeight = Long.MIN_VALUE / 2;
    sent.offeredAtHeight = sent.sentAtHeight;
    doubtful = true;
  }

  void included(Sent sent) {
    pending.remove(sent.submission().accountNonce());
    movedAtHeight = desk.seenHeight();
    gaps.included(sent.submission().accountNonce());
    missed.included(sent.submission().accountNonce());
    signSoon();
  }

  void pendingAgain(Sent sent) {
    pending.put(sent.submission().accountNonce(), sent);
    gaps.notIncluded(sent.submission().accountNonce());
    missed.notIncluded(sent.submission().accountNonce());
    offeredNow(sent);
  }

  /** Its nonce is spent finally, by it or by another. */
  void spent(Sent sent) {
    pending.remove(sent.submission().accountNonce(), sent);
    gaps.spent(sent.submission().accountNonce());
    signSoon();
  }

  /** At the end of this turn, so that all that it brings is signed in one round. */
  private void signSoon() {
    if (!signing && !signingIsDue && !queue.isEmpty()) {
      signingIsDue = true;
      loop.batch().afterwards(this::signWaiting);
    }
  }

  /** Starts a round if there is something to sign and room for it. */
  private void signWaiting() {
    signingIsDue = false;
    if (signing) {
      return;
    }
    List<Job> jobs = takeJobs();
    if (jobs.isEmpty()) {
      return;
    }
    signing = true;
    long journaled = nextNonce;
    loop.ask(() -> sign(journaled, jobs), answer -> signed(jobs, answer));
  }

  private List<Job> takeJobs() {
    int room = Math.min(maxPending - pending.size(), MAX_JOBS_PER_ROUND);
    List<Job> jobs = new ArrayList<>();
    while (jobs.size() < room && !queue.isEmpty()) {
      Job job = queue.remove();
      if (job.isWanted()) {
        jobs.add(job);
      }
    }
    return jobs;
  }

  /** In a task: no state of ours but what is given. */
  private Round sign(long knownNonce, List<Job> jobs) {
    List<Signed> answers = new ArrayList<>();
    List<Job> askable = new ArrayList<>();
    List<TransactionIntent> intents = new ArrayList<>();
    for (Job job : jobs) {
      switch (Answer.of(job.intent())) {
        case Answer.Value<TransactionIntent> intent -> {
          askable.add(job);
          intents.add(intent.value());
        }
        case Answer.Trouble<TransactionIntent> trouble ->
            answers.add(new Signed(job, new Answer.Trouble<>(trouble.cause())));
      }
    }
    long first = knownNonce >= 0 ? knownNonce : firstNonce();
    if (!intents.isEmpty()) {
      List<Prepared> prepared = desk.chain().submitter().prepare(account, first, intents);
      for (int i = 0; i < askable.size(); i++) {
        answers.add(new Signed(askable.get(i), new Answer.Value<>(prepared.get(i))));
      }
    }
    return new Round(first, answers);
  }

  /** The journal's next nonce; the chain's is only a floor, for an account used before. */
  private long firstNonce() {
    long journaled = steps.journal().nextAccountNonce(account);
    long onChain = desk.chain().port().accountNonce(account.evmAddress(), BlockSelector.PENDING);
    return Math.max(journaled, onChain);
  }

  private void signed(List<Job> jobs, Answer<Round> answer) {
    switch (answer) {
      case Answer.Value<Round> round -> {
        troubles = 0;
        take(round.value());
      }
      case Answer.Trouble<Round> trouble -> {
        if (!passes(trouble.cause())) {
          jobs.forEach(job -> steps.troubled(job.message(), trouble.cause()));
          signed();
          return;
        }
        // The chain or the key, not these transactions: all of them again, later, in order.
        jobs.reversed().forEach(queue::addFirst);
        troubles++;
        LOG.warn(
            "Account {} cannot sign now, trying again: {}", account, trouble.cause().toString());
        Duration pause = steps.pause(troubles);
        Duration bounded =
            pause.compareTo(LONGEST_SIGNING_PAUSE) < 0 ? pause : LONGEST_SIGNING_PAUSE;
        loop.at(loop.now().plus(bounded), this::signed);
      }
    }
  }

  /** Whether it is worth waiting for: another chain behind a URL, or a wrong setting, is not. */
  private static boolean passes(Exception cause) {
    return cause instanceof MessagingException known && known.isRetryable();
  }

  private void take(Round round) {
    nextNonce = round.firstNonce();
    List<Sent> sent = new ArrayList<>();
    List<Job> again = new ArrayList<>();
    boolean nonceLost = false;
    for (Signed signed : round.answers()) {
      Job job = signed.job();
      if (!job.isWanted()) {
        // If it took a nonce, that is free again, and those after it have the wrong ones.
        nonceLost |= signed.tookNonce();
      } else if (nonceLost && signed.tookNonce()) {
        again.add(job);
      } else {
        take(job, signed.answer()).ifPresent(sent::add);
      }
    }
    again.reversed().forEach(queue::addFirst);
    loop.batch().afterwards(() -> handOver.add(sent));
    signed();
  }

  private Optional<Sent> take(Job job, Answer<Prepared> answer) {
    switch (answer) {
      case Answer.Trouble<Prepared> trouble -> steps.troubled(job.message(), trouble.cause());
      case Answer.Value<Prepared> prepared -> {
        switch (prepared.value()) {
          case Prepared.Signed signed -> {
            return Optional.of(keep(job, signed.submission()));
          }
          case Prepared.WouldRevert would ->
              steps.wouldRevert(job.message(), job.purpose(), would.reason());
          case Prepared.Blocked blocked ->
              steps.blocked(job.message(), blocked.reason(), blocked.hint());
          case Prepared.Unanswered unanswered -> steps.troubled(job.message(), unanswered.cause());
        }
      }
    }
    return Optional.empty();
  }

  private Sent keep(Job job, Submission submission) {
    Sent sent = new Sent(submission, job.purpose());
    sent.owners().add(job.message());
    offeredNow(sent);
    nextNonce = submission.accountNonce() + 1;
    pending.put(submission.accountNonce(), sent);
    desk.add(sent);
    loop.batch().changed(submission);
    steps.submitted(job.message(), sent);
    return sent;
  }

  private void offeredNow(Sent sent) {
    sent.sentAtHeight = desk.seenHeight();
    sent.offeredAtHeight = sent.sentAtHeight;
  }

  private void signed() {
    signing = false;
    signSoon();
  }

  // Looking after what is not included.

  /** The node refused it, for now perhaps. */
  private void doubt(Sent sent) {
    sent.sentAtHeight = Math.min(sent.sentAtHeight, desk.seenHeight() - BLOCKS_BETWEEN_LOOKS + 1);
    doubtful = true;
  }

  /**
   * With every look at the chain: looks after the transactions if the oldest waits for long and
   * none was included meanwhile. While some are, the others wait for their turn. Asks for those
   * whose receipts a block may not have shown.
   */
  void upkeep() {
    if (looking || pending.isEmpty()) {
      return;
    }
    long seen = desk.seenHeight();
    Sent oldest = pending.firstEntry().getValue();
    long since = doubtful ? oldest.sentAtHeight : Math.max(oldest.sentAtHeight, movedAtHeight);
    if (seen - since >= BLOCKS_BETWEEN_LOOKS) {
      lookAfter(pending.values().stream().limit(maxPending).toList());
      gaps.lookBelow(pending.firstKey());
    } else if (missed.mayBe(pending.firstKey(), seen, loop.now())) {
      askForReceipts(pending.values().stream().limit(maxPending).toList());
    }
  }

  /** Sends what fills a gap below all that waits: journaled first, as everything is. */
  private void fill(List<Submission> fillers) {
    List<Sent> sent = new ArrayList<>();
    for (Submission filler : fillers) {
      if (pending.containsKey(filler.accountNonce())) {
        // A block with a transaction of ours was removed meanwhile.
        continue;
      }
      Sent one = new Sent(filler, Sent.Purpose.STEP);
      offeredNow(one);
      pending.put(filler.accountNonce(), one);
      desk.add(one);
      loop.batch().changed(filler);
      sent.add(one);
    }
    loop.batch().afterwards(() -> handOver.again(sent));
  }

  /** Hands transactions to the chain again whose block was removed. */
  void sendAgain(Sent sent) {
    loop.batch().afterwards(() -> lookAfterIfPending(sent));
  }

  /** Offers more now, if the fee policy leaves room; says why not if it does not. */
  void offerMore(Sent sent, Consumer<Optional<String>> refusal) {
    Submission submission = sent.submission();
    loop.ask(
        () -> desk.chain().submitter().reprice(submission, Long.MAX_VALUE),
        answer -> {
          switch (answer) {
            case Answer.Trouble<Optional<Submission.Attempt>> trouble ->
                refusal.accept(Optional.of("the chain cannot be asked: " + trouble.cause()));
            case Answer.Value<Optional<Submission.Attempt>> better ->
                offerMore(sent, submission, better.value(), refusal);
          }
        });
  }

  private void offerMore(
      Sent sent,
      Submission asked,
      Optional<Submission.Attempt> better,
      Consumer<Optional<String>> refusal) {
    if (!sent.isPending() || !sent.submission().equals(asked)) {
      refusal.accept(Optional.of("its transaction changed meanwhile"));
    } else if (better.isEmpty()) {
      refusal.accept(Optional.of("the fee policy's cap leaves no room for a higher offer"));
    } else {
      addAttempt(sent, better.get());
      loop.batch()
          .afterwards(
              () -> {
                refusal.accept(Optional.empty());
                handOver.again(List.of(sent));
              });
    }
  }

  private void lookAfterIfPending(Sent sent) {
    if (sent.isPending()) {
      handOver.again(List.of(sent));
    }
  }

  private void lookAfter(List<Sent> sent) {
    looking = true;
    doubtful = false;
    long seen = desk.seenHeight();
    List<PendingInquiry.Question> questions =
        sent.stream()
            .map(
                one ->
                    new PendingInquiry.Question(
                        one.submission(),
                        Math.max(0, Math.min(seen, seen - one.offeredAtHeight)),
                        one.withheld && !one.withdrawn))
            .toList();
    sent.forEach(one -> one.sentAtHeight = seen);
    loop.ask(() -> inquiry.inquire(questions), answer -> looked(sent, answer));
  }

  private void askForReceipts(List<Sent> sent) {
    looking = true;
    List<Submission> submissions = sent.stream().map(Sent::submission).toList();
    loop.ask(() -> inquiry.receipts(submissions), answer -> looked(sent, answer));
  }

  private void looked(List<Sent> sent, Answer<List<Answer<Finding>>> answer) {
    looking = false;
    switch (answer) {
      case Answer.Value<List<Answer<Finding>>> findings -> act(sent, findings.value());
      case Answer.Trouble<List<Answer<Finding>>> trouble ->
          LOG.warn(
              "Account {}: could not look after its transactions: {}",
              account,
              trouble.cause().toString());
    }
  }

  private void act(List<Sent> sent, List<Answer<Finding>> findings) {
    List<Sent> again = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      Sent one = sent.get(i);
      if (!one.isPending()) {
        continue;
      }
      switch (findings.get(i)) {
        case Answer.Trouble<Finding> trouble ->
            LOG.warn(
                "{}: could not look after its transaction: {}",
                HandOver.named(one),
                trouble.cause().toString());
        case Answer.Value<Finding> finding -> {
          if (act(one, finding.value())) {
            again.add(one);
          }
        }
      }
    }
    loop.batch()
        .afterwards(
            () -> {
              if (!again.isEmpty()) {
                handOver.again(again);
              }
            });
  }

  /** Whether the transaction is to be handed to the chain again. */
  private boolean act(Sent sent, Finding finding) {
    return switch (finding) {
      case Finding.Included included -> {
        sent.whyFailed = included.whyFailed();
        takeIfFollowed(included.receipt());
        yield false;
      }
      case Finding.NonceSpent spent -> {
        desk.superseded(sent);
        yield false;
      }
      case Finding.Waiting waiting -> {
        waiting.better().ifPresent(attempt -> addAttempt(sent, attempt));
        yield steps.maySendAgain(sent);
      }
      case Finding.Unwanted unwanted -> {
        unwanted.nothing().ifPresent(attempt -> withdraw(sent, attempt));
        yield sent.withdrawn;
      }
    };
  }

  /** A block above what we follow comes by itself; taking it early would miss its removal. */
  private void takeIfFollowed(TransactionReceipt receipt) {
    if (desk.isCanonical(receipt.inclusion().block())) {
      desk.takeReceipt(receipt);
    }
  }

  private void withdraw(Sent sent, Submission.Attempt nothing) {
    sent.withdrawn = true;
    if (!nothing.equals(sent.submission().lastAttempt())) {
      LOG.warn(
          "{}: spending account nonce {} on nothing, transaction {}",
          HandOver.named(sent),
          sent.submission().accountNonce(),
          nothing.hash());
      desk.addAttempt(sent, nothing);
      sent.offeredAtHeight = desk.seenHeight();
    }
  }

  private void addAttempt(Sent sent, Submission.Attempt attempt) {
    LOG.info("{}: offering more, transaction {}", HandOver.named(sent), attempt.hash());
    desk.addAttempt(sent, attempt);
    sent.offeredAtHeight = desk.seenHeight();
    steps.repriced(sent);
  }
}
