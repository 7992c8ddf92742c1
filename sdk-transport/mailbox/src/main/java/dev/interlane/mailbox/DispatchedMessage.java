package dev.interlane.mailbox;

import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import java.time.Instant;

/**
 * A message in a block of its origin that is to be proven.
 *
 * @param message the message as the mailbox wrote it
 * @param route its two ends
 * @param dispatch the block and transaction
 * @param finality how sure that block is
 * @param leaves finds its place in the origin's tree; asked only by those who need it
 * @param now the time
 */
public record DispatchedMessage(
    HyperlaneMessage message,
    MailboxRoute route,
    Inclusion dispatch,
    Finality finality,
    LeafSearch leaves,
    Instant now) {

  /** Finds a message's place in the origin's tree, reading the tree as far as needed. */
  public interface LeafSearch {
    /**
     * Looks once.
     *
     * @param finality how sure the leaf's block must be; envelopes may ask for more
     */
    LeafPlace find(Finality finality);
  }

  /** Where a message is in the origin's tree. Immutable. */
  public sealed interface LeafPlace {
    /**
     * There.
     *
     * @param tree our own tree, which contains the leaf
     * @param index the position
     */
    record Found(MerkleTreeIndex tree, long index) implements LeafPlace {}

    /** Our tree does not have it yet; why. */
    record NotYet(String reason) implements LeafPlace {}

    /** It is no leaf and never will be. */
    record Never(String reason, String hint) implements LeafPlace {}
  }
}
