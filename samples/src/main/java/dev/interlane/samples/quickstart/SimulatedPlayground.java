package dev.interlane.samples.quickstart;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import java.util.List;

/** Two simulated chains in this process. */
final class SimulatedPlayground implements Playground {
  private final SimulatedNetwork network;
  private final AccountId recipient;
  private final MessagingClient client;
  private final Way way;

  private SimulatedPlayground(
      SimulatedNetwork network, AccountId recipient, MessagingClient client, Way way) {
    this.network = network;
    this.recipient = recipient;
    this.client = client;
    this.way = way;
  }

  static Playground start(Way way, long seed, Fault fault, List<String> functions) {
    SimulatedNetwork network =
        way.provesState()
            ? SimulatedNetwork.builder().seed(seed).provable().build()
            : SimulatedNetwork.create(seed);
    MessagingClient client =
        network.opened(
            network
                .clientBuilder()
                .appId("quickstart")
                .journal(new InMemoryJournal())
                .retry(fault.retry())
                .transport(
                    way.transport(
                        deployments(way, network),
                        options -> network.committee().announceTo(options::checkpoints)))
                .build());
    return new SimulatedPlayground(network, recipient(way, network, functions), client, way);
  }

  private static List<MailboxDeployment> deployments(Way way, SimulatedNetwork network) {
    return way.provesState() ? network.provenOrigin().deployments() : network.deployments();
  }

  private static AccountId recipient(Way way, SimulatedNetwork network, List<String> functions) {
    EvmAddress ism =
        switch (way) {
          case RELAY -> network.destination().ism(Security.TRUSTED_RELAYER);
          case VALIDATOR -> network.destination().ism(Security.MESSAGE_ID_MULTISIG);
          case ZK -> network.provenOrigin().ism();
          case QUORUM -> network.provenOrigin().quorumIsm(3);
        };
    return functions.isEmpty() ? network.createVault(ism) : network.recorder(ism, functions);
  }

  @Override
  public String description() {
    return "in memory, seed " + network.seed() + way.caution();
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
