package dev.interlane.testkit.crash;

import dev.interlane.spi.Chain;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.Submitter;
import dev.interlane.testkit.chain.ForwardingChain;
import dev.interlane.testkit.chain.ForwardingSubmitter;

/** A chain to which every transaction handed over is a boundary. */
final class CrashingChain extends ForwardingChain {
  private final Submitter submitter;

  CrashingChain(Chain chain, CrashPoint point) {
    super(chain);
    this.submitter = new CrashingSubmitter(chain.submitter(), point);
  }

  @Override
  public Submitter submitter() {
    return submitter;
  }

  private static final class CrashingSubmitter extends ForwardingSubmitter {
    private final CrashPoint point;

    CrashingSubmitter(Submitter submitter, CrashPoint point) {
      super(submitter);
      this.point = point;
    }

    @Override
    public SubmitResult broadcast(Submission submission) {
      return point.cross(
          "broadcast to " + submission.chain() + " at account nonce " + submission.accountNonce(),
          () -> super.broadcast(submission));
    }
  }
}
