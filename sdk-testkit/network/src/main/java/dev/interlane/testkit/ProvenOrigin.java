package dev.interlane.testkit;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.CallRequest;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.chain.Scheduler;
import dev.interlane.testkit.contract.StateProofIsm;
import dev.interlane.testkit.contract.StaticAggregationIsm;
import dev.interlane.testkit.contract.TestLightClient;
import dev.interlane.testkit.fault.Conditions;
import dev.interlane.testkit.fault.Fault;
import dev.interlane.testkit.zk.LightClientProver;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * INSECURE TEST PROVER. The origin of a network as its destination knows it: a {@link
 * TestLightClient} there, which is told the state root of every final block of the origin shortly
 * after, with a proof that passes a real check and proves nothing; and recipients that believe it.
 * Thread-safe.
 */
public final class ProvenOrigin {
  /** From a block of the origin to the light client's update. */
  private static final Duration PROVING_DELAY = Duration.ofSeconds(1);

  /** What a late prover adds. */
  private static final Duration LATENESS = Duration.ofSeconds(30);

  private final HyperlaneChain origin;
  private final HyperlaneChain destination;
  private final LightClientProver prover;
  private final EvmAddress updater;
  private final Conditions conditions;
  private final EvmAddress lightClient;
  private final EvmAddress ism;
  private final TreeMap<Integer, EvmAddress> quorumIsms = new TreeMap<>();
  private volatile boolean stalled;
  private volatile long proven;

  ProvenOrigin(
      HyperlaneChain origin,
      HyperlaneChain destination,
      long seed,
      EvmAddress updater,
      Conditions conditions) {
    this.conditions = conditions;
    this.origin = origin;
    this.destination = destination;
    this.prover = LightClientProver.of(seed, origin.id().evmChainId());
    this.updater = updater;
    this.lightClient =
        deploy(new TestLightClient(origin.id().evmChainId(), prover.verifyingKey(), updater, 0));
    this.ism = deploy(new StateProofIsm(lightClient, origin.dispatchedHook(), Bytes32.ZERO));
  }

  private EvmAddress deploy(Contract contract) {
    return destination.deploy(contract).evmAddress();
  }

  /** The light client on the destination. */
  public AccountId lightClient() {
    return destination.account(lightClient);
  }

  /** The module on the destination that asks for a state proof under its roots. */
  public EvmAddress ism() {
    return ism;
  }

  /**
   * The module on the destination that asks for so many of trusted relayer, message-id multisig and
   * state proof.
   */
  public synchronized EvmAddress quorumIsm(int threshold) {
    List<EvmAddress> modules =
        List.of(
            destination.ism(Security.TRUSTED_RELAYER),
            destination.ism(Security.MESSAGE_ID_MULTISIG),
            ism);
    return quorumIsms.computeIfAbsent(
        threshold, wanted -> deploy(new StaticAggregationIsm(modules, wanted)));
  }

  /** Where Hyperlane's contracts are, with dispatches on the origin recorded for state proofs. */
  public List<MailboxDeployment> deployments() {
    return List.of(
        MailboxDeployment.builder()
            .from(origin.deployment())
            .dispatchHook(origin.aggregationHook())
            .build(),
        destination.deployment());
  }

  /** Proves roots for the light client, true or not. */
  public LightClientProver prover() {
    return prover;
  }

  /** Stops the updates, until {@link #resume}. */
  public void stall() {
    stalled = true;
  }

  /** Lets the updates go on with the newest final block. */
  public void resume() {
    stalled = false;
  }

  void follow(Scheduler scheduler, int everyBlocks) {
    origin
        .chain()
        .onHead(() -> scheduler.after(PROVING_DELAY, () -> prove(scheduler, everyBlocks)));
  }

  private void prove(Scheduler scheduler, int everyBlocks) {
    if (origin.chain().heads().finalized().height() < proven + everyBlocks) {
      return;
    }
    Optional<Fault.Prover> fault = conditions.prover();
    fault.ifPresent(conditions::struck);
    switch (fault.map(Fault.Prover::mode).orElse(null)) {
      case null -> update(this::truth);
      case LATE -> scheduler.after(LATENESS, () -> update(this::truth));
      case LYING -> update(this::lie);
      case FAILING -> {
        // The next block has it try again.
      }
    }
  }

  private synchronized void update(Function<BlockRef, Bytes> proof) {
    BlockRef block = origin.chain().heads().finalized();
    if (stalled || block.height() <= proven) {
      return;
    }
    destination
        .chain()
        .impersonate(new CallRequest(updater, lightClient, proof.apply(block), BigInteger.ZERO));
    proven = block.height();
  }

  private Bytes truth(BlockRef block) {
    return prover.update(origin.chain(), block);
  }

  private Bytes lie(BlockRef block) {
    return prover.updateWithoutLooking(block.height(), block.hash());
  }
}
