package dev.interlane.samples.deposits;

import dev.interlane.chain.AccountId;
import dev.interlane.client.MessagingClient;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Two simulated chains in this process, over validators: a second here is several there. */
final class SimulatedGround implements Ground {
  private static final long SEED = 42;
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int SPEED = 8;

  private final SimulatedNetwork network;
  private final MessagingClient client;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("simulated-time").factory());

  private final Future<?> passing;

  private SimulatedGround(SimulatedNetwork network) {
    this.network = network;
    ValidatorOptions.Builder options =
        ValidatorOptions.builder().addAllDeployments(network.deployments());
    network.committee().announceTo(options::checkpoints);
    this.client =
        network.opened(
            network
                .clientBuilder()
                .appId("deposits")
                .transport(ValidatorTransport.hyperlane(options.build()))
                .build());
    this.passing =
        clockwork.scheduleAtFixedRate(this::pass, 0, STEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  static Ground start() {
    return new SimulatedGround(SimulatedNetwork.create(SEED));
  }

  private void pass() {
    network.advance(STEP.multipliedBy(SPEED));
  }

  @Override
  public String description() {
    return "over two simulated chains, on which time passes " + SPEED + " times as fast";
  }

  @Override
  public AccountId account() {
    return network.sender();
  }

  @Override
  public AccountId vault() {
    return network.vault(Security.MESSAGE_ID_MULTISIG);
  }

  @Override
  public MessagingClient client() {
    return client;
  }

  @Override
  public void close() {
    passing.cancel(false);
    clockwork.shutdownNow();
    network.close();
  }
}
