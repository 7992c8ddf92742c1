package dev.interlane.spi;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import java.util.List;
import java.util.Optional;

/**
 * A chain that messages may go to though nothing is seen of it from here: there is no node to ask
 * and no key to act with. What goes there is encoded for its VM and dispatched on its origin;
 * whether it is delivered does not show, so its status stays {@code Dispatched} until somebody
 * cancels it. Immutable.
 *
 * <pre>{@code
 * Interlane.builder().chain(UnseenChain.of(ChainId.parse("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp")))
 * }</pre>
 */
public final class UnseenChain implements Chain {
  private final ChainId id;

  private UnseenChain(ChainId id) {
    this.id = id;
  }

  /**
   * The chain with this id.
   *
   * @throws IllegalArgumentException if it is an EVM chain: those can be seen
   */
  public static UnseenChain of(ChainId id) {
    if (id.isEvm()) {
      throw new IllegalArgumentException(
          id + " is an EVM chain: connect to a node of it, so that deliveries are seen");
    }
    return new UnseenChain(id);
  }

  @Override
  public ChainId id() {
    return id;
  }

  @Override
  public boolean isSeen() {
    return false;
  }

  /**
   * There is none.
   *
   * @throws IllegalStateException always
   */
  @Override
  public ChainPort port() {
    throw new IllegalStateException("Nothing is seen of " + id + " from here");
  }

  /** One without accounts. */
  @Override
  public Submitter submitter() {
    return new NoAccounts();
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  @Override
  public String toString() {
    return id + " (unseen)";
  }

  private static final class NoAccounts implements Submitter {
    @Override
    public List<AccountId> accounts() {
      return List.of();
    }

    @Override
    public List<Prepared> prepare(
        AccountId account, long firstNonce, List<TransactionIntent> intents) {
      throw none(account);
    }

    @Override
    public SubmitResult broadcast(Submission submission) {
      throw none(submission.account());
    }

    @Override
    public Optional<Submission.Attempt> reprice(Submission submission, long waitedBlocks) {
      throw none(submission.account());
    }

    @Override
    public Optional<Submission.Attempt> withdraw(Submission submission) {
      throw none(submission.account());
    }

    private static IllegalStateException none(AccountId account) {
      return new IllegalStateException("There is no key for " + account);
    }
  }
}
