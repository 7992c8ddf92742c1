package dev.interlane.receipt;

import dev.interlane.chain.BlockRef;

/**
 * By which rule the destination accepted a message: what the recipient asked for in the block that
 * executed it, read from the chain as of that block. It stands beside the {@link Evidence}, which
 * is made for the rule of the time of proving: between the two the recipient may have changed it,
 * and somebody else may have delivered under the new one. Immutable.
 *
 * @param block the block that executed the message
 * @param match how the rule compares with the one that our proof was made for
 * @param rule the rule in words, or why it is not known
 */
public record AcceptedUnder(BlockRef block, Match match, String rule) {
  /** How the rule at the end of the block compares with the one that our proof was made for. */
  public enum Match {
    /** It is the same. */
    AS_PROVEN,
    /** It is another one: what executed the message is not our proof. */
    OTHER_THAN_PROVEN,
    /** We had made no proof when the message was executed. */
    NEVER_PROVEN,
    /** It was changed in that very block: {@link #rule} names the one before and the one after. */
    CHANGED_IN_THE_BLOCK,
    /** The chain's node does not know any more, or was not asked in time. */
    UNKNOWN
  }
}
