package dev.interlane.zk;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.web.OffchainLookups;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.zk.proof.ProofVerifier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** How the ZK transport works. Immutable. */
@Value.Immutable
@ImmutableStyle
public abstract class ZkOptions {
  ZkOptions() {}

  /** Starts options. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Where Hyperlane's contracts are, one deployment per chain. That of an origin has to name a
   * dispatch hook through which messages get into the hook that recipients ask for, unless the
   * mailbox's own hooks do so.
   */
  public abstract List<MailboxDeployment> deployments();

  /**
   * The key that each light client must have, by its account on the destination: the program's
   * verification key of an SP1 Helios. A light client with another one, and so one whose guardian
   * changed it, is not used, and its messages are parked. One that is not named here may have any
   * key; the evidence says which.
   */
  public abstract Map<AccountId, Bytes32> pinnedKeys();

  /** Whether a light client's own proof of a root must be checked here too. */
  @Value.Default
  public UpdateProofs updateProofs() {
    return UpdateProofs.WHERE_AVAILABLE;
  }

  /**
   * What checks the proofs of an SP1 Helios, by its account on the destination: for versions of SP1
   * that are not known here, or to accept fewer. Without one it is a {@link
   * dev.interlane.zk.sp1.Sp1Verifier} of all versions known, with the light client's own program.
   */
  public abstract Map<AccountId, ProofVerifier> proofVerifiers();

  /**
   * How many blocks of the destination are searched, the newest first, for the update by which a
   * light client got a root: 50,000 by default.
   */
  @Value.Default
  public long updateSearchBlocks() {
    return 50_000;
  }

  /**
   * How sure the origin must be in our own eyes before a proof is looked for; the light client
   * decides for itself. FINAL by default; an envelope may ask for more, never for less.
   */
  @Value.Default
  public Finality finality() {
    return Finality.FINAL;
  }

  /** How long to wait before a light client is looked at again. */
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
    if (updateSearchBlocks() < 1) {
      throw new IllegalArgumentException(
          "updateSearchBlocks must be positive, got " + updateSearchBlocks());
    }
  }

  /** Collects the options. Not thread-safe. */
  public static final class Builder extends ImmutableZkOptions.Builder {
    Builder() {}
  }
}
