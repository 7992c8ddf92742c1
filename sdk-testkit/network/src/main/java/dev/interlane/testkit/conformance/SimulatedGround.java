package dev.interlane.testkit.conformance;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** A simulated network. Its faults are those of all its vaults at once. */
final class SimulatedGround implements TransportGround {
  private static final Duration PATIENCE = Duration.ofHours(12);

  private final SimulatedNetwork network;

  SimulatedGround(SimulatedNetwork network) {
    this.network = network;
  }

  SimulatedNetwork network() {
    return network;
  }

  @Override
  public AccountId sender() {
    return network.sender();
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
  public AccountId createVault(EvmAddress ism) {
    return network.createVault(ism);
  }

  @Override
  public MessagingClient client(Transport transport) {
    return network.client(transport);
  }

  @Override
  public void pause(AccountId vault) {
    network.faults().handlersRevert();
  }

  @Override
  public void resume(AccountId vault) {
    network.faults().handlersRecover();
  }

  @Override
  public void forgetNextDispatch(MessagingClient client) {
    network.faults().reorgAfterDispatch(network.origin(), 1, Displaced.WITHDRAWN);
  }

  @Override
  public void until(BooleanSupplier condition) {
    Instant end = network.clock().instant().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (!network.clock().instant().isBefore(end)) {
        throw new AssertionError("It does not hold by " + end + " of simulated time");
      }
      network.advance(Duration.ofSeconds(1));
    }
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }

  @Override
  public void close() {
    network.close();
  }
}
