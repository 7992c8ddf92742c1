package dev.interlane.integration;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.conformance.TransportGround;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The devnet's nodes, for the journeys of transports. */
final class DevnetGround implements TransportGround {
  private final DevnetTwoChains chains;
  private final List<MessagingClient> clients = new ArrayList<>();

  DevnetGround(DevnetTwoChains chains) {
    this.chains = chains;
  }

  @Override
  public AccountId sender() {
    return chains.sender();
  }

  @Override
  public ChainPort origin() {
    return chains.origin();
  }

  @Override
  public ChainPort destination() {
    return chains.destination();
  }

  @Override
  public AccountId createVault(EvmAddress ism) {
    return chains.vaultBehind(ism);
  }

  @Override
  public MessagingClient client(Transport transport) {
    MessagingClient client = chains.clientBuilder().transport(transport).build();
    clients.add(client);
    return client;
  }

  @Override
  public void pause(AccountId vault) {
    chains.pauseVault(vault);
  }

  @Override
  public void resume(AccountId vault) {
    chains.resumeVault(vault);
  }

  @Override
  public void forgetNextDispatch(MessagingClient client) {
    chains.reorgOnceDispatched(client);
  }

  @Override
  public void until(BooleanSupplier condition) {
    chains.until(condition);
  }

  @Override
  public Duration patience() {
    return chains.patience();
  }

  @Override
  public void close() {
    clients.forEach(MessagingClient::close);
    chains.close();
  }
}
