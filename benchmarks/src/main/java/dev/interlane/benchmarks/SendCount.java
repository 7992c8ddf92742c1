package dev.interlane.benchmarks;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts which transactions were handed to a chain more than once. Thread-safe. */
final class SendCount {
  private final Map<Bytes32, Integer> times = new HashMap<>();

  Chain over(Chain chain) {
    return new Counted(chain, new CountedSubmitter(chain.submitter(), this));
  }

  synchronized int duplicates() {
    return times.values().stream().mapToInt(count -> count - 1).sum();
  }

  private synchronized void count(Bytes32 hash) {
    times.merge(hash, 1, Integer::sum);
  }

  private record Counted(Chain chain, Submitter submitter) implements Chain {
    @Override
    public ChainId id() {
      return chain.id();
    }

    @Override
    public ChainPort port() {
      return chain.port();
    }

    @Override
    public void close() {
      chain.close();
    }
  }

  private record CountedSubmitter(Submitter submitter, SendCount counter) implements Submitter {
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
      counter.count(submission.lastAttempt().hash());
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
