package dev.interlane.testkit.crash;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransactionReceipt;
import java.util.List;
import java.util.Optional;

/** A chain to which every transaction handed over is a boundary. */
final class CrashingChain implements Chain {
  private final Chain chain;
  private final Submitter submitter;

  CrashingChain(Chain chain, CrashPoint point) {
    this.chain = chain;
    this.submitter = new CrashingSubmitter(chain.submitter(), point);
  }

  @Override
  public ChainId id() {
    return chain.id();
  }

  @Override
  public ChainPort port() {
    return chain.port();
  }

  @Override
  public Submitter submitter() {
    return submitter;
  }

  @Override
  public String explainRevert(Bytes revertData) {
    return chain.explainRevert(revertData);
  }

  @Override
  public void close() {
    chain.close();
  }

  private record CrashingSubmitter(Submitter submitter, CrashPoint point) implements Submitter {
    @Override
    public List<AccountId> accounts() {
      return submitter.accounts();
    }

    @Override
    public List<Prepared> prepare(
        AccountId account, long firstNonce, List<TransactionIntent> intents) {
      return submitter.prepare(account, firstNonce, intents);
    }

    @Override
    public SubmitResult broadcast(Submission submission) {
      return point.cross(
          "broadcast to " + submission.chain() + " at account nonce " + submission.accountNonce(),
          () -> submitter.broadcast(submission));
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
}
