package dev.interlane.spi;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.Inclusion;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.ImmutableStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A transaction of ours at one account nonce, with every signed form of it that was ever allowed to
 * leave: what the journal keeps so that a crash never signs twice. All attempts share account,
 * nonce and intent. Immutable.
 */
@Value.Immutable
@ImmutableStyle
public abstract class Submission {
  Submission() {}

  /** Starts a submission. */
  public static Builder builder() {
    return new Builder();
  }

  /** The account that sends; its chain is the transaction's. */
  public abstract AccountId account();

  /** The account nonce; with the account it identifies the submission. */
  public abstract long accountNonce();

  /** What it shall do. */
  public abstract TransactionIntent intent();

  /** Every signed form, oldest first; at least one. */
  public abstract List<Attempt> attempts();

  /** Where it stands. */
  public abstract SubmissionState state();

  /** The block that holds one of the attempts, while one does. */
  public abstract Optional<Inclusion> inclusion();

  /** The transaction's chain. */
  public ChainId chain() {
    return account().chain();
  }

  /** The newest attempt. */
  public Attempt lastAttempt() {
    return attempts().get(attempts().size() - 1);
  }

  /** Whether one of the attempts has this hash. */
  public boolean hasHash(Bytes32 transactionHash) {
    return attempts().stream().anyMatch(attempt -> attempt.hash().equals(transactionHash));
  }

  /** The same submission in another state, in no block. */
  public Submission as(SubmissionState state) {
    return builder().from(this).state(state).inclusion(Optional.empty()).build();
  }

  /** The same submission in a block. */
  public Submission includedIn(Inclusion inclusion, SubmissionState state) {
    return builder().from(this).state(state).inclusion(inclusion).build();
  }

  /** The same submission with one more signed form. */
  public Submission withAttempt(Attempt attempt) {
    return builder().from(this).addAttempts(attempt).build();
  }

  @Value.Check
  void check() {
    if (attempts().isEmpty()) {
      throw new IllegalArgumentException("A submission needs at least one signed attempt");
    }
    if (accountNonce() < 0) {
      throw new IllegalArgumentException(
          "accountNonce must not be negative, got " + accountNonce());
    }
  }

  /**
   * One signed form.
   *
   * @param raw the bytes for the node
   * @param hash the transaction hash
   */
  public record Attempt(Bytes raw, Bytes32 hash) {}

  /** Collects the parts. Not thread-safe. */
  public static final class Builder extends ImmutableSubmission.Builder {
    Builder() {}
  }
}
