package dev.interlane.samples.quickstart;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.client.MessagingClient;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import java.util.List;

/** Two simulated chains in this process. */
final class SimulatedPlayground implements Playground {
  private final SimulatedNetwork network;
  private final AccountId recipient;
  private final MessagingClient client;

  private SimulatedPlayground(
      SimulatedNetwork network, AccountId recipient, MessagingClient client) {
    this.network = network;
    this.recipient = recipient;
    this.client = client;
  }

  static Playground start(String transport, long seed, Fault fault, List<String> functions) {
    SimulatedNetwork network = SimulatedNetwork.create(seed);
    Security security =
        transport.equals(RelayTransport.NAME)
            ? Security.TRUSTED_RELAYER
            : Security.MESSAGE_ID_MULTISIG;
    AccountId recipient =
        functions.isEmpty() ? network.vault(security) : network.recorder(security, functions);
    MessagingClient client =
        network.opened(
            network
                .clientBuilder()
                .appId("quickstart")
                .journal(new InMemoryJournal())
                .retry(fault.retry())
                .transport(transport(transport, network))
                .build());
    return new SimulatedPlayground(network, recipient, client);
  }

  private static Transport transport(String name, SimulatedNetwork network) {
    List<HyperlaneChain> chains = network.chains();
    if (name.equals(RelayTransport.NAME)) {
      RelayOptions.Builder options = RelayOptions.builder();
      chains.forEach(chain -> options.addDeployments(chain.deployment()));
      return RelayTransport.create(options.build());
    }
    ValidatorOptions.Builder options = ValidatorOptions.builder();
    for (HyperlaneChain chain : chains) {
      options.addDeployments(chain.deployment());
      network
          .committee()
          .checkpoints(chain.id())
          .forEach((validator, reader) -> options.checkpoints(chain.id(), validator, reader));
    }
    return ValidatorTransport.hyperlane(options.build());
  }

  @Override
  public String description() {
    return "in memory, seed " + network.seed();
  }

  @Override
  public ChainId origin() {
    return network.origin().id();
  }

  @Override
  public ChainId destination() {
    return network.destination().id();
  }

  @Override
  public AccountId sender() {
    return network.sender();
  }

  @Override
  public AccountId recipient() {
    return recipient;
  }

  @Override
  public MessagingClient client() {
    return client;
  }

  @Override
  public void arrange(Fault fault) {
    switch (fault) {
      case NONE -> {}
      case REVERT, EXPIRE -> network.faults().handlersRevert();
      case REORG ->
          network.faults().reorgAfterDispatch(network.origin(), 1, Displaced.RETURNED_TO_POOL);
      case STRANGER -> network.faults().strangerDelivers();
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
