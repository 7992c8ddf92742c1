package dev.interlane.spi;

import dev.interlane.chain.AccountId;
import dev.interlane.error.MessagingException;
import java.util.List;
import java.util.Optional;

/**
 * Turns intents into signed transactions of one chain. It keeps no state: account nonces are given
 * to it, and what it returns is journaled by the caller before anything is broadcast. Thread-safe;
 * may block for bounded I/O.
 */
public interface Submitter {
  /** The accounts whose keys it holds, in a fixed order. */
  List<AccountId> accounts();

  /** What each of them is for; learnt from the messages by default. */
  default KeyRoles roles() {
    return KeyRoles.learnt();
  }

  /**
   * Estimates, prices and signs intents of one account at {@code firstNonce} and the nonces after
   * it. An intent that cannot be sent takes no nonce, and keeps none of the others back.
   *
   * @return one answer per intent, in order
   * @throws dev.interlane.error.ChainUnavailableException if the chain cannot be asked
   * @throws dev.interlane.error.SigningException if the key cannot sign
   */
  List<Prepared> prepare(AccountId account, long firstNonce, List<TransactionIntent> intents);

  /** Hands the newest attempt to the chain. */
  SubmitResult broadcast(Submission submission);

  /**
   * Hands the newest attempt of each to the chain, in order. One that gets no answer keeps none of
   * the others back.
   *
   * @return one answer per submission, in order
   */
  default List<SubmitResult> broadcastAll(List<Submission> submissions) {
    return submissions.stream().map(each -> SubmitResult.answered(() -> broadcast(each))).toList();
  }

  /**
   * Asks whether a submission that is in no block should offer more now.
   *
   * @param waitedBlocks how many blocks it has been waiting
   * @return a further signed attempt at the same account nonce, to be journaled and then broadcast;
   *     empty to leave it
   */
  Optional<Submission.Attempt> reprice(Submission submission, long waitedBlocks);

  /**
   * Asks for an attempt that spends the account nonce on nothing, a transfer of nothing from the
   * account to itself, because what the submission was for may not happen any more.
   *
   * @return a further signed attempt at the same account nonce that replaces the newest in a pool,
   *     or, where the fee cap leaves no room for that, one that pools take which have dropped the
   *     newest; to be journaled and then broadcast; the newest itself if that does nothing; empty
   *     if none can be offered now
   */
  Optional<Submission.Attempt> withdraw(Submission submission);

  /**
   * Why a transaction of ours that is in a block failed there, in words such as {@code reverted:
   * Vault: paused}. Found out by calling it again before that block and after it, so others of the
   * block may have mattered: an explanation for people. Empty if nobody can say any more, as by
   * default. A few bounded questions, never a reason to fail.
   *
   * @param receipt that of one of its attempts
   */
  default Optional<String> whyFailed(Submission submission, TransactionReceipt receipt) {
    return Optional.empty();
  }

  /** What became of an intent. Immutable. */
  sealed interface Prepared {
    /** Signed; to be journaled, then broadcast. */
    record Signed(Submission submission) implements Prepared {}

    /** It would revert now; no nonce was taken. */
    record WouldRevert(String reason) implements Prepared {}

    /** A person is needed: no key, no funds, fee cap reached; no nonce was taken. */
    record Blocked(String reason, String hint) implements Prepared {}

    /** The chain has no answer about this one, though about others; no nonce was taken. */
    record Unanswered(MessagingException cause) implements Prepared {}
  }
}
