package dev.interlane.integration;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.pipeline.Interlane;
import dev.interlane.pipeline.RetryPolicy;
import dev.interlane.spi.ChainPort;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.testkit.contract.DomainRoutingIsm;
import dev.interlane.testkit.contract.StaticWeightedMultisigIsm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** In memory, on simulated time. */
final class SimulatedTwoChains implements TwoChains {
  private static final RetryPolicy RETRY =
      new RetryPolicy(1000, Duration.ofSeconds(2), Duration.ofMinutes(5));

  private final SimulatedNetwork network;

  private SimulatedTwoChains(SimulatedNetwork network) {
    this.network = network;
  }

  static TwoChains create(long seed) {
    return new SimulatedTwoChains(SimulatedNetwork.builder().seed(seed).provable().build());
  }

  @Override
  public AccountId sender() {
    return network.sender();
  }

  @Override
  public AccountId vault(Security security) {
    return network.vault(security);
  }

  @Override
  public ChainPort origin() {
    return network.origin().chain();
  }

  @Override
  public ChainPort destination() {
    return network.destination().chain();
  }

  @Override
  public List<MailboxDeployment> deployments() {
    return network.deployments();
  }

  @Override
  public AccountId provenVault() {
    return network.createVault(network.provenOrigin().ism());
  }

  @Override
  public AccountId unanimousVault() {
    return network.createVault(network.provenOrigin().quorumIsm(3));
  }

  @Override
  public List<MailboxDeployment> provenDeployments() {
    return network.provenOrigin().deployments();
  }

  @Override
  public Map<EvmAddress, CheckpointReader> checkpoints() {
    return network.committee().checkpoints(network.origin().id());
  }

  @Override
  public AccountId weightedVault(List<EvmAddress> validators) {
    AccountId weighted =
        network
            .destination()
            .deploy(
                new StaticWeightedMultisigIsm(
                    List.of(
                        new StaticWeightedMultisigIsm.Weighted(validators.get(0), 1),
                        new StaticWeightedMultisigIsm.Weighted(validators.get(1), 2),
                        new StaticWeightedMultisigIsm.Weighted(validators.get(2), 3)),
                    5));
    AccountId routing =
        network
            .destination()
            .deploy(new DomainRoutingIsm(Map.of(network.origin().domain(), weighted.evmAddress())));
    return network.createVault(routing.evmAddress());
  }

  /** The twins of the static modules answer the same questions. */
  @Override
  public Optional<AccountId> storageVault() {
    return Optional.empty();
  }

  @Override
  public void announce(EvmAddress validator, String location) {
    network.committee().announce(network.origin(), validator, location);
    network.origin().mineBlocks(2);
  }

  @Override
  public Interlane.Builder clientBuilder() {
    return network.clientBuilder().retry(RETRY);
  }

  @Override
  public void pauseVaults() {
    network.faults().handlersRevert();
  }

  @Override
  public void resumeVaults() {
    network.faults().handlersRecover();
  }

  @Override
  public void reorgOnceDispatched(MessagingClient client) {
    network.faults().reorgAfterDispatch(network.origin(), 1, Displaced.WITHDRAWN);
  }

  @Override
  public void strangerDelivers() {
    network.faults().strangerDelivers();
  }

  @Override
  public void passTime(Duration span) {
    network.advance(span);
  }

  @Override
  public <T> T await(CompletableFuture<T> future) {
    Instant end = network.clock().instant().plus(patience());
    while (!future.isDone()) {
      if (network.clock().instant().isAfter(end)) {
        throw new AssertionError("Nothing came of it by " + end + " of simulated time");
      }
      network.advance(Duration.ofSeconds(1));
    }
    return future.join();
  }

  @Override
  public Duration patience() {
    return Duration.ofHours(6);
  }

  @Override
  public Duration poll() {
    return Duration.ofSeconds(2);
  }

  @Override
  public void close() {
    network.close();
  }

  @Override
  public String toString() {
    return network.toString();
  }
}
