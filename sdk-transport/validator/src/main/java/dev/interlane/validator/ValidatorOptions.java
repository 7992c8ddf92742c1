package dev.interlane.validator;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.RemoteDomain;
import dev.interlane.mailbox.checkpoint.CheckpointLocations;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.web.OffchainLookups;
import dev.interlane.primitive.ImmutableStyle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How the validator transport works. Immutable. */
@Value.Immutable
@ImmutableStyle
public abstract class ValidatorOptions {
  ValidatorOptions() {}

  /** Starts options. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where Hyperlane's contracts are, one deployment per chain. */
  public abstract List<MailboxDeployment> deployments();

  /**
   * Chains without an EVM that messages can be dispatched to, for the network to deliver; each of
   * them is given to the client as an {@code UnseenChain}.
   */
  public abstract List<RemoteDomain> remotes();

  /**
   * Where each validator publishes its checkpoints of each origin; in several places, if it does.
   * Whom a recipient asks is decided by its ISM.
   */
  public abstract List<Storage> storages();

  /**
   * How to open what validators announce. Where it is given, validators that are not among {@link
   * #storages} are looked up in the {@code ValidatorAnnounce} of the origin's deployment. It stays
   * the caller's to close. Nothing is looked up by default.
   */
  public abstract Optional<CheckpointLocations> announced();

  /**
   * How sure the origin must be before a proof is looked for; validators decide for themselves when
   * they sign. SAFE by default; an envelope may ask for more, never for less.
   */
  @Value.Default
  public Finality finality() {
    return Finality.SAFE;
  }

  /** How long to wait before missing checkpoints are looked for again. */
  @Value.Default
  public Duration pollInterval() {
    return Duration.ofSeconds(2);
  }

  /** Who delivers, and what is paid for it. We do by default, and pay nobody else. */
  @Value.Default
  public DeliveryTerms terms() {
    return DeliveryTerms.self();
  }

  /**
   * How to ask the gateways that CCIP-read ISMs name. Where it is missing, recipients behind such
   * ISMs are refused. It stays the caller's to close. Nobody is asked by default.
   */
  public abstract Optional<OffchainLookups> lookups();

  @Value.Check
  void check() {
    if (pollInterval().isNegative() || pollInterval().isZero()) {
      throw new IllegalArgumentException("pollInterval must be positive, got " + pollInterval());
    }
  }

  /**
   * A place where a validator publishes.
   *
   * @param origin the chain whose tree it signs
   * @param validator the account whose signatures they must be
   * @param reader the place
   */
  public record Storage(ChainId origin, EvmAddress validator, CheckpointReader reader) {}

  /** Collects the options. Not thread-safe. */
  public static final class Builder extends ImmutableValidatorOptions.Builder {
    Builder() {}

    /** Looks here for what this validator signed about this origin. */
    public Builder checkpoints(ChainId origin, EvmAddress validator, CheckpointReader reader) {
      return addStorages(new Storage(origin, validator, reader));
    }
  }
}
