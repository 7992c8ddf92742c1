package dev.interlane.benchmarks;

import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.client.SendRequest;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.pipeline.Interlane;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.spi.Journal;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.ChainOptions;
import dev.interlane.testkit.chain.PoolRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network and a client on it, with room for as many messages at once as there are: blocks, pools
 * and the client's own bound are raised, so that a run is not a wait for simulated blocks.
 */
final class Journey implements AutoCloseable {
  private static final EvmAddress USER =
      EvmAddress.parse("0x1111111111111111111111111111111111111111");
  private static final Duration LONG = Duration.ofDays(1);
  private static final int AT_ONCE = 200_000;

  private final Room room;
  private final SimulatedNetwork network;
  private final MessagingClient client;

  private Journey(Room room, SimulatedNetwork network) {
    this(room, network, network.clientBuilder());
  }

  private Journey(Room room, SimulatedNetwork network, Interlane.Builder client) {
    this.room = room;
    this.network = network;
    this.client =
        network.opened(
            client
                .transport(room.transport(network))
                .maxInFlight(AT_ONCE)
                .maxInFlightPerAccount(AT_ONCE)
                .build());
  }

  /** Over chains as a test has them. */
  static Journey start(Room room, long seed) {
    return new Journey(room, roomy(seed).build());
  }

  /** As {@link #start(Room, long)}, with messages kept in this journal. */
  static Journey over(Journal journal, Room room, long seed) {
    SimulatedNetwork network = roomy(seed).build();
    return new Journey(room, network, network.clientBuilder().journal(journal));
  }

  /** Over an origin that is not final before {@code depth} blocks, so that messages wait. */
  static Journey waiting(Room room, long seed, int depth) {
    return new Journey(room, roomy(seed).origin(chain -> chain.finalDepth(depth)).build());
  }

  private static SimulatedNetwork.Builder roomy(long seed) {
    return SimulatedNetwork.builder()
        .seed(seed)
        .origin(Journey::spacious)
        .destination(Journey::spacious);
  }

  private static ChainOptions.Builder spacious(ChainOptions.Builder chain) {
    return chain
        .blockGasLimit(1_000_000_000_000L)
        .pool(PoolRules.builder().maxTransactions(AT_ONCE).queuedPerAccount(AT_ONCE).build());
  }

  SimulatedNetwork network() {
    return network;
  }

  MessageHandle send() {
    return client.send(message());
  }

  private MessageEnvelope message() {
    return MessageEnvelope.builder()
        .sender(network.sender())
        .recipient(network.vault(room.security()))
        .body(ContractCall.of("deposit(address,uint256)", USER, 1))
        .build();
  }

  /** Sends as many in one commit and waits for all final receipts. */
  void carryTogether(int messages) {
    List<SendRequest> requests =
        Stream.generate(() -> new SendRequest(message(), SendOptions.none()))
            .limit(messages)
            .toList();
    client.sendAll(requests).forEach(Journey::awaitExecuted);
  }

  /** Sends as many at once and waits for all final receipts. */
  void carry(int messages) {
    List<MessageHandle> handles = new ArrayList<>(messages);
    for (int i = 0; i < messages; i++) {
      handles.add(send());
    }
    handles.forEach(Journey::awaitExecuted);
  }

  /** Sends one after the other, each when the one before has its final receipt. */
  void carryOneByOne(int messages) {
    for (int i = 0; i < messages; i++) {
      awaitExecuted(send());
    }
  }

  @Override
  public void close() {
    network.close();
  }

  private static void awaitExecuted(MessageHandle handle) {
    DeliveryReceipt receipt = handle.awaitReceipt(LONG);
    if (!(receipt.outcome() instanceof DeliveryOutcome.Executed)) {
      throw new IllegalStateException("Expected an executed message, got " + receipt);
    }
  }
}
