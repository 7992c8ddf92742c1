package dev.interlane.testkit.fault;

import dev.interlane.testkit.chain.Displaced;
import java.util.Locale;

/**
 * One thing that goes wrong. A fault says what and for how long; when is said by the {@link
 * FaultPlan} it stands in. Spans are simulated time. Immutable.
 */
public sealed interface Fault {

  /** The name of its kind in coverage tables, such as {@code reorg withdrawn}. */
  String kind();

  /**
   * Something travels badly on a leg.
   *
   * @param chain on which chain; of checkpoints, the origin they are about
   */
  record Travel(Side chain, Leg leg, Trouble trouble, long spanMillis) implements Fault {
    public Travel {
      Spans.require(spanMillis);
    }

    @Override
    public String kind() {
      return name(leg) + " " + name(trouble);
    }
  }

  /**
   * The newest blocks are replaced, once. Nothing happens while the chain is shorter, and never
   * deeper than its last final block.
   */
  record Reorg(Side chain, int depthBlocks, Displaced displaced) implements Fault {
    public Reorg {
      if (depthBlocks < 1) {
        throw new IllegalArgumentException("depthBlocks must be at least 1, got " + depthBlocks);
      }
    }

    @Override
    public String kind() {
      return "reorg " + name(displaced);
    }
  }

  /** The client's node of a chain misbehaves. */
  record Node(Side chain, NodeMode mode, long spanMillis) implements Fault {
    public Node {
      Spans.require(spanMillis);
    }

    @Override
    public String kind() {
      return "node " + name(mode);
    }
  }

  /** The client and a chain do not hear of each other. */
  record Partition(Side chain, long spanMillis) implements Fault {
    public Partition {
      Spans.require(spanMillis);
    }

    @Override
    public String kind() {
      return "partition";
    }
  }

  /**
   * A validator signs nothing.
   *
   * @param validator its place in the committee, from 0
   */
  record Withhold(int validator, long spanMillis) implements Fault {
    public Withhold {
      Spans.require(spanMillis);
    }

    @Override
    public String kind() {
      return "validator withholds";
    }
  }

  /** What a validator signs is seen only after a delay. */
  record SignLate(int validator, long delayMillis, long spanMillis) implements Fault {
    public SignLate {
      Spans.require(spanMillis);
    }

    @Override
    public String kind() {
      return "validator signs late";
    }
  }

  /** A validator signs a second, false checkpoint for each index, and shows that one. */
  record Equivocate(int validator, long spanMillis) implements Fault {
    public Equivocate {
      Spans.require(spanMillis);
    }

    @Override
    public String kind() {
      return "validator equivocates";
    }
  }

  /**
   * The prover that keeps the destination's light client up to date fails; only where messages are
   * proven by it.
   */
  record Prover(ProverMode mode, long spanMillis) implements Fault {
    public Prover {
      Spans.require(spanMillis);
    }

    @Override
    public String kind() {
      return "prover " + name(mode);
    }
  }

  /**
   * The first {@code validators} of the committee sign a message that nobody sent, and a third
   * party tries to deliver it, once.
   */
  record Collude(int validators) implements Fault {
    public Collude {
      if (validators < 1) {
        throw new IllegalArgumentException("validators must be at least 1, got " + validators);
      }
    }

    @Override
    public String kind() {
      return "validators collude";
    }
  }

  /** Somebody else delivers. */
  record ThirdParty(Manner manner, long spanMillis) implements Fault {
    public ThirdParty {
      Spans.require(spanMillis);
    }

    @Override
    public String kind() {
      return "third party " + name(manner);
    }
  }

  /** The base fee of a chain's next block is multiplied; from there it follows demand again. */
  record FeeSpike(Side chain, int factor) implements Fault {
    public FeeSpike {
      if (factor < 2) {
        throw new IllegalArgumentException("factor must be at least 2, got " + factor);
      }
    }

    @Override
    public String kind() {
      return "fee spike";
    }
  }

  /** A chain's pool forgets all that waits in it, once. */
  record PoolEviction(Side chain) implements Fault {
    @Override
    public String kind() {
      return "pool eviction";
    }
  }

  /** Somebody who has the key of a sending account sends a transaction of his own, once. */
  record StolenNonce(Side chain) implements Fault {
    @Override
    public String kind() {
      return "stolen account nonce";
    }
  }

  /**
   * The client's process stops at one of its next journal commits, and comes back later.
   *
   * @param afterCommits how many commits still succeed, from 0
   */
  record Crash(int afterCommits, CommitMoment moment, long downMillis) implements Fault {
    public Crash {
      Spans.require(downMillis);
      if (afterCommits < 0) {
        throw new IllegalArgumentException(
            "afterCommits must not be negative, got " + afterCommits);
      }
    }

    @Override
    public String kind() {
      return "crash " + name(moment) + " commit";
    }
  }

  /**
   * The client's process stands still, as in a long pause of its garbage collector; another
   * instance takes over at once, and then the old one wakes up and believes it is still in charge.
   */
  record TakeOver(long pauseMillis) implements Fault {
    public TakeOver {
      Spans.require(pauseMillis);
    }

    @Override
    public String kind() {
      return "take-over by another instance";
    }
  }

  /** The clock of a chain's block makers runs ahead. */
  record ClockSkew(Side chain, long aheadMillis, long spanMillis) implements Fault {
    public ClockSkew {
      Spans.require(spanMillis);
      Spans.require(aheadMillis);
    }

    @Override
    public String kind() {
      return "clock skew";
    }
  }

  /** Recipients revert. */
  record RecipientsRevert(long spanMillis) implements Fault {
    public RecipientsRevert {
      Spans.require(spanMillis);
    }

    @Override
    public String kind() {
      return "recipients revert";
    }
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
