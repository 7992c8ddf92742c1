package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.Chain;
import dev.interlane.spi.Submission;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of an account's transactions that are in no block we have read. Asks the chain, in a
 * task; changes nothing.
 */
final class PendingInquiry {
  private final AccountId account;
  private final Chain chain;

  PendingInquiry(AccountId account, Chain chain) {
    this.account = account;
    this.chain = chain;
  }

  /**
   * A transaction that is asked about.
   *
   * @param waitedBlocks how many blocks it has waited
   * @param withheld whether it may not be handed over again, so that its nonce has to be spent
   */
  record Question(Submission submission, long waitedBlocks, boolean withheld) {}

  /** What became of it. */
  sealed interface Finding {
    /** It is in a block. */
    record Included(TransactionReceipt receipt, Optional<String> whyFailed) implements Finding {}

    /** Somebody else's transaction has its nonce, finally. */
    record NonceSpent() implements Finding {}

    /** Nothing is known of it; perhaps it should offer more. */
    record Waiting(Optional<Submission.Attempt> better) implements Finding {}

    /** Nobody wants it any more; what would spend its nonce on nothing. */
    record Unwanted(Optional<Submission.Attempt> nothing) implements Finding {}
  }

  /** Everything about each: its receipt, its nonce, whether it should offer more. */
  List<Answer<Finding>> inquire(List<Question> questions) {
    // Before the receipts: a nonce spent then and still no receipt means that somebody else
    // spent it.
    long finalNonce =
        chain
            .port()
            .accountNonce(account.evmAddress(), new BlockSelector.AtFinality(Finality.FINAL));
    List<Answer<Finding>> findings = new ArrayList<>(questions.size());
    for (Question question : questions) {
      findings.add(Answer.of(() -> find(question, finalNonce)));
    }
    return findings;
  }

  /**
   * The receipt of each. From none nothing is concluded but that the same bytes may go out once
   * more: they may never have arrived, and on a chain that makes no block without them nothing else
   * would tell.
   */
  List<Answer<Finding>> receipts(List<Submission> submissions) {
    return submissions.stream()
        .map(
            submission ->
                Answer.of(
                    () ->
                        included(submission)
                            .orElseGet(() -> new Finding.Waiting(Optional.empty()))))
        .toList();
  }

  private Finding find(Question question, long finalNonce) {
    Submission submission = question.submission();
    Optional<Finding> included = included(submission);
    if (included.isPresent()) {
      return included.get();
    }
    if (finalNonce > submission.accountNonce()) {
      return new Finding.NonceSpent();
    }
    Submitter submitter = chain.submitter();
    return question.withheld()
        ? new Finding.Unwanted(submitter.withdraw(submission))
        : new Finding.Waiting(submitter.reprice(submission, question.waitedBlocks()));
  }

  private Optional<Finding> included(Submission submission) {
    for (Submission.Attempt attempt : submission.attempts()) {
      Optional<TransactionReceipt> receipt = chain.port().receipt(attempt.hash());
      if (receipt.isPresent()) {
        return receipt.map(
            found ->
                new Finding.Included(
                    found,
                    found.succeeded()
                        ? Optional.empty()
                        : chain.submitter().whyFailed(submission, found)));
      }
    }
    return Optional.empty();
  }
}
