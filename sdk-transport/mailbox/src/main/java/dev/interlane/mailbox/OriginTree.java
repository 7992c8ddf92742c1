package dev.interlane.mailbox;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.MerkleTreeIndex.Progress;
import dev.interlane.primitive.Bytes32;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The tree of an origin, read when a message needs it and not more often: a thousand messages of
 * one block cost one reading.
 */
final class OriginTree {
  /** After a reading that did not help, this long nobody tries again. */
  static final Duration MIN_PAUSE = Duration.ofMillis(200);

  private final MerkleTreeIndex index;
  private Optional<Reading> last = Optional.empty();

  OriginTree(MerkleTreeIndex index) {
    this.index = index;
  }

  MerkleTreeIndex index() {
    return index;
  }

  /** Why the tree does not have the message yet, dispatched in this block; empty when it does. */
  Optional<String> missing(
      Bytes32 messageId, long leaf, BlockRef block, Finality finality, Instant now) {
    if (index.holds(leaf, messageId, block)) {
      return Optional.empty();
    }
    Progress progress = read(block, finality, now);
    if (index.holds(leaf, messageId, block)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (progress) {
          case Progress.Behind behind -> behind.reason();
          case Progress.Contradicted contradicted -> contradicted.reason();
          case Progress.CaughtUp caughtUp -> difference(messageId, leaf, block, caughtUp.at());
        });
  }

  private Progress read(BlockRef block, Finality finality, Instant now) {
    Optional<Reading> before = lastReading();
    if (before.isPresent()
        && now.isBefore(before.get().at().plus(MIN_PAUSE))
        && !before.get().isBelow(block)) {
      return before.get().progress();
    }
    Progress progress = index.catchUp(finality);
    keep(new Reading(now, progress));
    return progress;
  }

  private synchronized Optional<Reading> lastReading() {
    return last;
  }

  private synchronized void keep(Reading reading) {
    last = Optional.of(reading);
  }

  private String difference(Bytes32 messageId, long leaf, BlockRef block, BlockRef at) {
    Optional<Bytes32> found = index.leaf(leaf);
    if (found.isEmpty()) {
      return "our tree has " + index.count() + " leaves at " + at + ", the message is leaf " + leaf;
    }
    return found.get().equals(messageId)
        ? "leaf " + leaf + " was inserted in another block than " + block
        : "leaf " + leaf + " of our tree is " + found.get() + ", the message is " + messageId;
  }

  private record Reading(Instant at, Progress progress) {
    boolean isBelow(BlockRef block) {
      return progress instanceof Progress.CaughtUp caughtUp
          && caughtUp.at().height() < block.height();
    }
  }
}
