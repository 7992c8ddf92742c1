package dev.interlane.testkit.chain;

import dev.interlane.chain.AccountId;
import dev.interlane.spi.KeyRoles;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransactionReceipt;
import java.util.List;
import java.util.Optional;

/**
 * A submitter that hands everything on to another one; extended by what watches or disturbs one of
 * its methods. Submissions that are broadcast together come through {@link #broadcast}, each.
 */
public abstract class ForwardingSubmitter implements Submitter {
  private final Submitter submitter;

  /** Forwards to this submitter. */
  protected ForwardingSubmitter(Submitter submitter) {
    this.submitter = submitter;
  }

  @Override
  public List<AccountId> accounts() {
    return submitter.accounts();
  }

  @Override
  public KeyRoles roles() {
    return submitter.roles();
  }

  @Override
  public List<Prepared> prepare(
      AccountId account, long firstNonce, List<TransactionIntent> intents) {
    return submitter.prepare(account, firstNonce, intents);
  }

  @Override
  public SubmitResult broadcast(Submission submission) {
    return submitter.broadcast(submission);
  }

  @Override
  public Optional<Submission.Attempt> reprice(Submission submission, long waitedBlocks) {
    return submitter.reprice(submission, waitedBlocks);
  }

  @Override
  public Optional<Submission.Attempt> withdraw(Submission submission) {
    return submitter.withdraw(submission);
  }

  @Override
  public Optional<String> whyFailed(Submission submission, TransactionReceipt receipt) {
    return submitter.whyFailed(submission, receipt);
  }
}
