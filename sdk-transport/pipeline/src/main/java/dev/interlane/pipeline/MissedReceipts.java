package dev.interlane.pipeline;

import java.time.Duration;
import java.time.Instant;

/**
 * Says when a transaction of an account may be in a block that was not shown to us whole: a later
 * nonce is in one, and a chain takes nonces in order; or the chain has stood still for long. A node
 * may answer for a block before it has finished it, and leave a receipt out. The loop's own.
 */
final class MissedReceipts {
  private long highestIncluded = -1;
  private long overtakenAtHeight = -1;
  private long height = -1;
  private Instant stillSince = Instant.MIN;

  /** The account's transaction with this nonce is in a block. */
  void included(long accountNonce) {
    highestIncluded = Math.max(highestIncluded, accountNonce);
  }

  /** It no longer is, and so no later one can be. */
  void notIncluded(long accountNonce) {
    highestIncluded = Math.min(highestIncluded, accountNonce - 1);
  }

  /**
   * Whether to ask for what waits. Once for each block that shows a later nonce, and once for each
   * long quiet.
   *
   * @param lowestWaiting the lowest nonce that waits
   * @param seenHeight the newest block we have read
   */
  boolean mayBe(long lowestWaiting, long seenHeight, Instant now) {
    if (seenHeight != height) {
      height = seenHeight;
      stillSince = now;
    }
    if (lowestWaiting < highestIncluded && overtakenAtHeight != seenHeight) {
      overtakenAtHeight = seenHeight;
      return true;
    }
    if (Duration.between(stillSince, now).compareTo(Outbox.LONGEST_QUIET) < 0) {
      return false;
    }
    stillSince = now;
    return true;
  }
}
