package dev.interlane.mailbox;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.ImmutableStyle;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Where Hyperlane's contracts are on one chain. Data, given by the operator: neither the domain nor
 * an address can be computed from the chain. Immutable.
 *
 * <pre>{@code
 * MailboxDeployment.builder()
 *     .chain(ChainId.parse("eip155:31337")).domain(31337)
 *     .mailbox(mailbox).merkleTreeHook(hook).fromBlock(12)
 *     .build();
 * }</pre>
 */
@Value.Immutable
@ImmutableStyle
public abstract class MailboxDeployment {
  MailboxDeployment() {}

  /** Starts a deployment; what is optional or has a default may be left out. */
  public static Builder builder() {
    return new Builder();
  }

  /** The chain, of the {@code eip155} namespace. */
  public abstract ChainId chain();

  /** Hyperlane's number of the chain, unsigned 32 bits. */
  public abstract long domain();

  /** The {@code Mailbox}. */
  public abstract EvmAddress mailbox();

  /** The {@code MerkleTreeHook} that dispatches go through, whose tree validators sign. */
  public abstract EvmAddress merkleTreeHook();

  /**
   * The hook that dispatches name in place of the mailbox's default one, such as one that records
   * messages for state proofs, or an aggregation of that and the {@code MerkleTreeHook}. The
   * default hook is not run then: what it does, such as inserting leaves or paying relayers, has to
   * be done by this one. The mailbox's default hook when empty.
   */
  public abstract Optional<EvmAddress> dispatchHook();

  /**
   * The {@code ValidatorAnnounce} of the chain, where validators say where they publish; for
   * transports that look them up.
   */
  public abstract Optional<EvmAddress> validatorAnnounce();

  /**
   * The {@code InterchainAccountRouter} of the chain, for calls by the sender's account ({@link
   * dev.interlane.message.CallRoute#SENDER_ACCOUNT}) from here and to here.
   */
  public abstract Optional<InterchainAccounts> accounts();

  /**
   * A block not after the hook's first insertion, such as the one it was deployed in; reading the
   * tree starts there.
   */
  @Value.Default
  public long fromBlock() {
    return 0;
  }

  @Value.Check
  void check() {
    Unsigned32.check("domain", domain());
    if (!chain().isEvm()) {
      throw new IllegalArgumentException(
          "A mailbox deployment is on an eip155 chain, got " + chain());
    }
    if (fromBlock() < 0) {
      throw new IllegalArgumentException("fromBlock must not be negative, got " + fromBlock());
    }
  }

  /** Collects the fields. Not thread-safe. */
  public static final class Builder extends ImmutableMailboxDeployment.Builder {
    Builder() {}
  }
}
