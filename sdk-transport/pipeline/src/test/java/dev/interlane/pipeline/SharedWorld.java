package dev.interlane.pipeline;

import dev.interlane.client.MessagingClient;
import dev.interlane.spi.InstanceTerms;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Two chains and a journal that instances share, in the time of clocks on walls. */
final class SharedWorld implements AutoCloseable {
  private static final Duration BLOCK = Duration.ofMillis(5);

  final FakeTransport transport = new FakeTransport();
  final SharedJournal journal = new SharedJournal();
  final FakeChain origin = new FakeChain(Fixtures.ORIGIN, InstantSource.system(), Fixtures.SENDER);
  final FakeChain destination =
      new FakeChain(Fixtures.DESTINATION, InstantSource.system(), Fixtures.RELAYER);

  private final List<Instance> instances = new ArrayList<>();
  private final ScheduledExecutorService miner = Executors.newSingleThreadScheduledExecutor();

  /** A client and its own ways to the chains. */
  record Instance(MessagingClient client, FakeNode origin, FakeNode destination) {
    int broadcasts() {
      return origin.broadcasts.get() + destination.broadcasts.get();
    }
  }

  SharedWorld() {
    for (int i = 0; i < 10; i++) {
      origin.mine();
      destination.mine();
    }
  }

  /** From now on blocks come. */
  void mine() {
    var unused =
        miner.scheduleAtFixedRate(
            () -> List.of(origin, destination).forEach(SharedWorld::mine),
            0,
            BLOCK.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static void mine(FakeChain chain) {
    synchronized (chain) {
      chain.mine();
    }
  }

  /** Another instance; its heartbeats are as frequent as may be. */
  Instance instance(String name) {
    FakeNode originNode = new FakeNode(origin);
    FakeNode destinationNode = new FakeNode(destination);
    MessagingClient client =
        Interlane.builder()
            .appId("test")
            .chain(originNode.chain())
            .chain(destinationNode.chain())
            .transport(transport)
            .journal(journal)
            .bodyCodec(new FakeWorld.Utf8Codec())
            .pollInterval(BLOCK)
            .instance(
                new InstanceTerms(
                    name,
                    Duration.ofMillis(100),
                    Duration.ofMillis(100).multipliedBy(InstanceTerms.MIN_HEARTBEATS)))
            .build();
    Instance made = new Instance(client, originNode, destinationNode);
    instances.add(made);
    return made;
  }

  @Override
  public void close() {
    instances.forEach(one -> one.client().close());
    miner.shutdownNow();
  }
}
