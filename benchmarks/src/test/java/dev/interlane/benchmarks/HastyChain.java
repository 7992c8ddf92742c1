package dev.interlane.benchmarks;

import dev.interlane.chain.AccountId;
import dev.interlane.spi.Chain;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.testkit.chain.ForwardingChain;
import dev.interlane.testkit.chain.ForwardingSubmitter;
import java.util.List;

/** Sends what it signs at once, before anybody could have journaled it. */
final class HastyChain extends ForwardingChain {
  HastyChain(Chain chain) {
    super(chain);
  }

  @Override
  public Submitter submitter() {
    return new ForwardingSubmitter(super.submitter()) {
      @Override
      public List<Prepared> prepare(
          AccountId account, long firstNonce, List<TransactionIntent> intents) {
        List<Prepared> prepared = super.prepare(account, firstNonce, intents);
        for (Prepared one : prepared) {
          if (one instanceof Prepared.Signed signed) {
            broadcast(signed.submission());
          }
        }
        return prepared;
      }
    };
  }
}
