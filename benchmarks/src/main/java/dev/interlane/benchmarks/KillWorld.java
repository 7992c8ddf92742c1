package dev.interlane.benchmarks;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.rpc.JsonRpcChainPort;
import dev.interlane.evm.rpc.JsonRpcOptions;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.pipeline.Interlane;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.Journal;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.rpc.SimulatedNode;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Two simulated chains that outlive the processes killed: time passes on them whatever happens, and
 * they are served on loopback. The other process makes the same network from the same seed, for its
 * addresses and keys, and speaks to these.
 */
final class KillWorld implements AutoCloseable {
  /** The application that is killed. */
  static final String APP = "kill";

  private static final Duration TICK = Duration.ofMillis(20);

  /** Simulated seconds in a real one. */
  private static final int SPEED = 5;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MAX_IN_FLIGHT_PER_ACCOUNT = 64;
  private static final Bytes32 EXECUTED =
      Keccak256.hash(Bytes.fromUtf8("Executed(bytes32,uint32,bytes32,bytes4)"));
  private static final EvmAddress USER =
      EvmAddress.parse("0x1111111111111111111111111111111111111111");

  private final SimulatedNetwork network;
  private final List<SimulatedNode> nodes;
  private final Thread clock;
  private volatile boolean closed;

  private KillWorld(long seed) {
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

  /** What another process needs to know: a URL per chain. */
  List<String> urls() {
    return nodes.stream().map(node -> node.url().toString()).toList();
  }

  /** In the other process: a client over these chains, to be built. */
  static Interlane.Builder client(SimulatedNetwork same, List<String> urls, Journal journal) {
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

  /** In the other process: the same network, whose time stands still. */
  static SimulatedNetwork same(long seed) {
    return network(seed);
  }

  /** The message of this number; every second one is of an ordered lane. */
  static MessageEnvelope message(SimulatedNetwork same, int number) {
    AccountId vault = same.vault(Room.RELAY.security());
    return MessageEnvelope.builder()
        .sender(same.sender())
        .recipient(vault)
        .body(ContractCall.of("deposit(address,uint256)", USER, 1 + number))
        .ordering(number % 2 == 0 ? Ordering.ORDERED : Ordering.UNORDERED)
        .build();
  }

  /** How many of these messages were executed more than once. */
  int executedTwice(Collection<MessageId> messages) {
    Map<Bytes32, Integer> times = new HashMap<>();
    executions().forEach(log -> times.merge(log.topics().get(1), 1, Integer::sum));
    return (int) messages.stream().filter(id -> times.getOrDefault(id.value(), 0) > 1).count();
  }

  /** How many were executed before an earlier one of the ordered lane, whose numbers are even. */
  int outOfOrder(Map<Integer, MessageId> messages) {
    Map<Bytes32, Integer> numbers = new HashMap<>();
    messages.forEach(
        (number, id) -> {
          if (number % 2 == 0) {
            numbers.put(id.value(), number);
          }
        });
    int highest = -1;
    int wrong = 0;
    for (ChainLog log : executions()) {
      int number = numbers.getOrDefault(log.topics().get(1), -1);
      wrong += number >= 0 && number < highest ? 1 : 0;
      highest = Math.max(highest, number);
    }
    return wrong;
  }

  private List<ChainLog> executions() {
    return network.destination().chain().logs(EXECUTED);
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
