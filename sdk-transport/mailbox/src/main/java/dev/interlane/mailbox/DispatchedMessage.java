package dev.interlane.mailbox;

import dev.interlane.chain.Inclusion;
import java.time.Instant;
import java.util.Optional;

/**
 * A message in a block of its origin that is to be proven.
 *
 * @param message the message as the mailbox wrote it
 * @param route its two ends
 * @param dispatch the block and transaction
 * @param leaf its place in the origin's tree, present when the prover asked for it by {@link
 *     Prover#trust}
 * @param now the time
 */
public record DispatchedMessage(
    HyperlaneMessage message,
    MailboxRoute route,
    Inclusion dispatch,
    Optional<Leaf> leaf,
    Instant now) {

  /**
   * A place in the origin's tree.
   *
   * @param tree our own tree, which contains the leaf
   * @param index the position
   */
  public record Leaf(MerkleTreeIndex tree, long index) {}
}
