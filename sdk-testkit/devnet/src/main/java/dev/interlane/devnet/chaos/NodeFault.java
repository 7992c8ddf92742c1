package dev.interlane.devnet.chaos;

import dev.interlane.primitive.Bytes;

/**
 * One way in which a node misbehaves towards those who ask it through a {@link ChaosProxy}. When it
 * does is said by the {@link Aim} it is injected with. Immutable.
 */
public sealed interface NodeFault {
  private static void requireNotNegative(String field, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(field + " must not be negative, got " + value);
    }
  }

  /**
   * The answer comes late.
   *
   * @param delayMillis how late, from 0 to 60,000
   */
  record Latency(long delayMillis) implements NodeFault {
    private static final long LONGEST_MILLIS = 60_000;

    public Latency {
      if (delayMillis < 0 || delayMillis > LONGEST_MILLIS) {
        throw new IllegalArgumentException(
            "delayMillis must be from 0 to " + LONGEST_MILLIS + ", got " + delayMillis);
      }
    }
  }

  /**
   * The connection breaks before the request reaches the node: nothing of it was done. HTTP clients
   * mostly ask once more by themselves when this happens on a connection that was used before.
   */
  record ResetBefore() implements NodeFault {}

  /** The connection breaks in the middle of the answer: all that was asked was done. */
  record ResetAfter() implements NodeFault {}

  /** The node is down: the gateway before it answers 502. */
  record Down() implements NodeFault {}

  /**
   * The gateway answers 429, too many requests.
   *
   * @param retryAfterSeconds what its {@code Retry-After} says
   */
  record TooManyRequests(long retryAfterSeconds) implements NodeFault {
    public TooManyRequests {
      requireNotNegative("retryAfterSeconds", retryAfterSeconds);
    }
  }

  /** The request reaches the node twice; the second answer comes back. */
  record Duplicate() implements NodeFault {}

  /**
   * The node follows its chain from behind: heads, blocks, receipts, logs, calls and nonces are
   * those of a chain that is shorter. It still takes transactions.
   *
   * @param behindBlocks by how many blocks
   */
  record Stale(int behindBlocks) implements NodeFault {
    public Stale {
      requireNotNegative("behindBlocks", behindBlocks);
    }
  }

  /**
   * The node has forgotten the state of old blocks, as most do within the hour: calls, balances,
   * code, nonces and proofs as of them are refused. Blocks, receipts and logs are still there, and
   * so is the state that {@code latest} names.
   *
   * @param oldestHeight the oldest block whose state it has
   */
  record Pruned(long oldestHeight) implements NodeFault {
    /** Has no state but the newest. */
    public static Pruned toTheNewest() {
      return new Pruned(Long.MAX_VALUE);
    }

    public Pruned {
      requireNotNegative("oldestHeight", oldestHeight);
    }
  }

  /** The node has no logs: {@code eth_getLogs} answers an empty list, whatever the bloom says. */
  record MissingLogs() implements NodeFault {}

  /**
   * The node answers for a block that it has not finished: the last receipt and all logs are
   * missing, and of a single transaction there is no receipt yet.
   */
  record UnfinishedBlock() implements NodeFault {}

  /**
   * Another chain's node is behind the URL.
   *
   * @param chainId what it says to {@code eth_chainId}
   */
  record WrongChainId(long chainId) implements NodeFault {
    public WrongChainId {
      requireNotNegative("chainId", chainId);
    }
  }

  /** Receipts say the opposite: what succeeded has failed, what failed has succeeded. */
  record FalseReceipt() implements NodeFault {}

  /** Logs say something else: the last byte of their data, or of their last topic, is another. */
  record FalseLogs() implements NodeFault {}

  /**
   * Every {@code eth_call} succeeds and returns this.
   *
   * @param returned what it says that the contract returned
   */
  record FalseCallResult(Bytes returned) implements NodeFault {}

  /** Blocks have other hashes than they have. */
  record FalseBlockHash() implements NodeFault {}
}
