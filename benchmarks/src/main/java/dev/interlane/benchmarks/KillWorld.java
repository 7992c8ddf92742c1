package dev.interlane.benchmarks;

import dev.interlane.chain.AccountId;
import dev.interlane.evm.rpc.JsonRpcChainPort;
import dev.interlane.evm.rpc.JsonRpcOptions;
import dev.interlane.pipeline.Interlane;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Journal;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.rpc.SimulatedNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Two simulated chains that outlive the processes killed: time passes on them whatever happens, and
 * they are served on loopback. The other process makes the same network from the same seed, for its
 * addresses and keys, and speaks to these.
 */
final class KillWorld implements KilledChains {
  /** The first argument of a process over these chains. */
  static final String NAME = "simulated";

  /** The application that is killed. */
  static final String APP = "kill";

  private static final Duration TICK = Duration.ofMillis(20);

  /** Simulated seconds in a real one. */
  private static final int SPEED = 5;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MAX_IN_FLIGHT_PER_ACCOUNT = 64;

  private final long seed;
  private final SimulatedNetwork network;
  private final List<SimulatedNode> nodes;
  private final Thread clock;
  private volatile boolean closed;

  private KillWorld(long seed) {
    this.seed = seed;
    this.network = network(seed);
    this.nodes =
        network.chains().stream().map(chain -> SimulatedNode.serve(chain.chain())).toList();
    this.clock = Thread.ofPlatform().daemon().name("simulated time").unstarted(this::tick);
  }

  static KillWorld start(long seed) {
    KillWorld world = new KillWorld(seed);
    world.clock.start();
    return world;
  }

  private static SimulatedNetwork network(long seed) {
    return SimulatedNetwork.builder()
        .seed(seed)
        .origin(chain -> chain.blockTime(Duration.ofSeconds(2)))
        .destination(chain -> chain.blockTime(Duration.ofSeconds(1)))
        .build();
  }

  private void tick() {
    long last = System.nanoTime();
    while (!closed) {
      LockSupport.parkNanos(TICK.toNanos());
      long now = System.nanoTime();
      network.advance(Duration.ofNanos(now - last).multipliedBy(SPEED));
      last = now;
    }
  }

  SimulatedNetwork network() {
    return network;
  }

  @Override
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of(NAME, Long.toString(seed)));
    nodes.forEach(node -> arguments.add(node.url().toString()));
    return arguments;
  }

  /** In the other process: the same network, whose time stands still, for its keys. */
  static ChildChains seen(List<String> arguments) {
    SimulatedNetwork same = network(Long.parseLong(arguments.getFirst()));
    List<String> urls = arguments.subList(1, arguments.size());
    return new ChildChains() {
      @Override
      public Interlane.Builder client(Journal journal) {
        Interlane.Builder client =
            Interlane.builder()
                .appId(APP)
                .journal(journal)
                .pollInterval(POLL)
                .maxInFlightPerAccount(MAX_IN_FLIGHT_PER_ACCOUNT)
                .transport(Room.RELAY.transport(same));
        for (int i = 0; i < urls.size(); i++) {
          HyperlaneChain chain = same.chains().get(i);
          List<URI> node = List.of(URI.create(urls.get(i)));
          client.chain(
              same.connect(JsonRpcChainPort.connect(chain.id(), node, JsonRpcOptions.defaults())));
        }
        return client;
      }

      @Override
      public AccountId sender() {
        return same.sender();
      }

      @Override
      public AccountId vault() {
        return same.vault(Room.RELAY.security());
      }
    };
  }

  @Override
  public List<Bytes32> executed() {
    return network.destination().chain().logs(EXECUTED).stream()
        .map(log -> log.topics().get(1))
        .toList();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(clock);
    try {
      clock.join(TICK.multipliedBy(100));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    nodes.forEach(SimulatedNode::close);
    network.close();
  }
}
