package dev.interlane.devnet;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.error.MessagingException;
import dev.interlane.evm.EvmChain;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.testkit.zk.LightClientProver;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * INSECURE TEST PROVER. A devnet's first chain as its second one knows it: a {@code
 * TestLightClient} there, which is told the state root of the newest final block a few times a
 * second, with a proof that passes the EVM's pairing and proves nothing; and modules that believe
 * it. Thread-safe; works until it is closed.
 */
public final class DevnetProvenOrigin implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DevnetProvenOrigin.class);
  private static final long LOOK_MILLIS = 300;

  private final DevnetChain origin;
  private final DevnetChain destination;
  private final LightClientProver prover;
  private final EvmAddress updater;
  private final EvmAddress lightClient;
  private final EvmAddress ism;
  private final EvmAddress quorumIsm;
  private final EvmChain view;
  private final ScheduledExecutorService clockwork;
  private long proven;

  private DevnetProvenOrigin(Devnet devnet, long seed) {
    this.origin = devnet.chains().get(0);
    this.destination = devnet.chains().get(1);
    this.prover = LightClientProver.of(seed, origin.id().evmChainId());
    this.updater = devnet.others().get(1).address();
    this.lightClient =
        devnet.createTestLightClient(destination, origin, prover.verifyingKeyWords(), 0);
    this.ism =
        devnet.createStateProofIsm(
            destination, lightClient, origin.address(DevnetContract.DISPATCHED_HOOK));
    List<EvmAddress> modules =
        List.of(
            destination.address(DevnetContract.TRUSTED_RELAYER_ISM),
            destination.address(DevnetContract.MESSAGE_ID_MULTISIG_ISM),
            ism);
    this.quorumIsm = devnet.createAggregationIsm(destination, modules, modules.size());
    this.view = EvmChain.connect(origin.id(), origin.rpcUrl());
    this.clockwork =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("root-prover").factory());
  }

  /**
   * Deploys the contracts and keeps the light client up to date.
   *
   * @param seed from which the prover's secrets follow
   */
  public static DevnetProvenOrigin start(Devnet devnet, long seed) {
    DevnetProvenOrigin following = new DevnetProvenOrigin(devnet, seed);
    Future<?> unused =
        following.clockwork.scheduleWithFixedDelay(
            following::update, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return following;
  }

  /** The light client on the second chain. */
  public AccountId lightClient() {
    return AccountId.of(destination.id(), lightClient);
  }

  /** The module that asks for a state proof under its roots. */
  public EvmAddress ism() {
    return ism;
  }

  /** The module that asks for all of trusted relayer, message-id multisig and state proof. */
  public EvmAddress quorumIsm() {
    return quorumIsm;
  }

  /** Where Hyperlane's contracts are, with dispatches on the origin recorded for state proofs. */
  public List<MailboxDeployment> deployments() {
    return List.of(
        MailboxDeployment.builder()
            .from(origin.mailboxDeployment())
            .dispatchHook(origin.address(DevnetContract.AGGREGATION_HOOK))
            .build(),
        destination.mailboxDeployment());
  }

  private void update() {
    try {
      BlockRef block = view.port().heads().finalized();
      if (block.height() > proven) {
        destination.send(updater, lightClient, prover.update(view.port(), block));
        proven = block.height();
      }
    } catch (MessagingException | IllegalStateException passing) {
      LOG.warn("The light client is updated again soon: {}", passing.getMessage());
    }
  }

  /** Ends the updates. */
  @Override
  public void close() {
    clockwork.shutdownNow();
    view.close();
  }
}
