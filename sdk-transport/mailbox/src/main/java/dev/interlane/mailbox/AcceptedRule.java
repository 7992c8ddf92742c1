package dev.interlane.mailbox;

import dev.interlane.chain.BlockRef;
import dev.interlane.error.CodecException;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.AcceptedUnder.Match;
import dev.interlane.spi.AcceptanceQuestion;
import java.util.Optional;

/**
 * Finds out which ISM, with which sets, was in force in the block that processed a message. State
 * is read as it is at the end of a block. Where that is not what our proof was made for, the end of
 * the block before is read as well: if the ISM was changed in between, both are named, and which of
 * them the mailbox asked is left open.
 */
final class AcceptedRule {
  private AcceptedRule() {}

  /**
   * Looks once.
   *
   * @throws dev.interlane.error.ChainUnavailableException if the chain does not say
   */
  static AcceptedUnder read(MailboxClient destination, AcceptanceQuestion question) {
    BlockRef block = question.delivery().block();
    MailboxMemo memo;
    try {
      memo = MailboxMemo.decode(question.memo());
    } catch (CodecException none) {
      return new AcceptedUnder(
          block,
          Match.UNKNOWN,
          "the dispatch is in no block, so the mailbox's message is not known");
    }
    Optional<MailboxMemo.Proof> proof = memo.proof();
    MailboxClient.FoundIsm after = destination.ismAt(memo.message(), block);
    if (proof.isPresent() && proof.get().ism().equals(after.fingerprint())) {
      return new AcceptedUnder(block, Match.AS_PROVEN, "the " + IsmEvidence.text(after.node()));
    }
    MailboxClient.FoundIsm before = destination.ismAt(memo.message(), destination.parent(block));
    if (!before.fingerprint().equals(after.fingerprint())) {
      return new AcceptedUnder(
          block,
          Match.CHANGED_IN_THE_BLOCK,
          "before it the "
              + IsmEvidence.text(before.node())
              + "; after it the "
              + IsmEvidence.text(after.node()));
    }
    return new AcceptedUnder(
        block,
        proof.isPresent() ? Match.OTHER_THAN_PROVEN : Match.NEVER_PROVEN,
        "the " + IsmEvidence.text(after.node()));
  }
}
