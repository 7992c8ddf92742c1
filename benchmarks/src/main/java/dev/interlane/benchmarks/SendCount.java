package dev.interlane.benchmarks;

import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Chain;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.Submitter;
import dev.interlane.testkit.chain.ForwardingChain;
import dev.interlane.testkit.chain.ForwardingSubmitter;
import java.util.HashMap;
import java.util.Map;

/** Counts which transactions were handed to a chain more than once. Thread-safe. */
final class SendCount {
  private final Map<Bytes32, Integer> times = new HashMap<>();

  Chain over(Chain chain) {
    Submitter counted =
        new ForwardingSubmitter(chain.submitter()) {
          @Override
          public SubmitResult broadcast(Submission submission) {
            count(submission.lastAttempt().hash());
            return super.broadcast(submission);
          }
        };
    return new ForwardingChain(chain) {
      @Override
      public Submitter submitter() {
        return counted;
      }
    };
  }

  synchronized int duplicates() {
    return times.values().stream().mapToInt(count -> count - 1).sum();
  }

  private synchronized void count(Bytes32 hash) {
    times.merge(hash, 1, Integer::sum);
  }
}
