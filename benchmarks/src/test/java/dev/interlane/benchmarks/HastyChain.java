package dev.interlane.benchmarks;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import java.util.List;
import java.util.Optional;

/** Sends what it signs at once, before anybody could have journaled it. */
record HastyChain(Chain chain) implements Chain {
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
    return new HastySubmitter(chain.submitter());
  }

  @Override
  public void close() {
    chain.close();
  }

  private record HastySubmitter(Submitter submitter) implements Submitter {
    @Override
    public List<AccountId> accounts() {
      return submitter.accounts();
    }

    @Override
    public List<Prepared> prepare(
        AccountId account, long firstNonce, List<TransactionIntent> intents) {
      List<Prepared> prepared = submitter.prepare(account, firstNonce, intents);
      for (Prepared one : prepared) {
        if (one instanceof Prepared.Signed signed) {
          submitter.broadcast(signed.submission());
        }
      }
      return prepared;
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
  }
}
