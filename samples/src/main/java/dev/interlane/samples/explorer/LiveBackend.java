package dev.interlane.samples.explorer;

import dev.interlane.chain.AccountId;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.Operator;
import dev.interlane.client.SendOptions;
import dev.interlane.error.MessagingException;
import dev.interlane.explorer.ExplorerSource;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.samples.simulate.Rooms;
import dev.interlane.spi.Journal;
import dev.interlane.testkit.Backend;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.fault.FaultRates;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A backend on simulated chains that goes on for ever: it sends now and then, and things go wrong
 * as a seed draws them. Its time passes only by {@link #pass}.
 */
final class LiveBackend implements AutoCloseable {
  private static final Duration BETWEEN_FAULTS = Duration.ofMinutes(6);
  private static final int MEAN_PAUSE_MS = 5_000;
  private static final int ONE_IN_ORDERED = 6;
  private static final int ONE_IN_EXPIRING = 5;

  private final SimulatedNetwork network;
  private final SplittableRandom random;
  private final Journal journal = new InMemoryJournal();
  private final Backend backend;
  private Instant nextMessage;
  private Instant nextFaults;
  private final List<Route> routes;
  private int sent;

  LiveBackend(long seed) {
    network = SimulatedNetwork.builder().seed(seed).provable().provenEvery(8).build();
    routes = routes(network);
    random = new SplittableRandom(seed);
    nextMessage = network.clock().instant();
    nextFaults = nextMessage.plus(BETWEEN_FAULTS.dividedBy(3));
    backend = network.backend(journal, this::client, client -> {});
  }

  private static List<Route> routes(SimulatedNetwork network) {
    return List.of(
        new Route("relay", network.vault(Security.TRUSTED_RELAYER)),
        new Route("validator", network.vault(Security.MESSAGE_ID_MULTISIG)),
        new Route("validator", network.vault(Security.MERKLE_ROOT_MULTISIG)),
        new Route("quorum", network.vault(Security.RELAYER_AND_VALIDATORS)),
        new Route("zk", network.createVault(network.provenOrigin().ism())));
  }

  private Interlane.Builder client() {
    Interlane.Builder client = network.clientBuilder();
    Rooms.transports(network).forEach(client::transport);
    return client;
  }

  ExplorerSource source() {
    Operator operator = Interlane.operator(journal, "testkit", network.clock());
    return ExplorerSource.of(operator, journal);
  }

  /** Lets simulated time pass, and does what is due by then. */
  void pass(Duration span) {
    network.advance(span);
    Instant now = network.clock().instant();
    if (!now.isBefore(nextFaults)) {
      network.faults().heal();
      network.faults().plan(FaultRates.standard().draw(random));
      nextFaults = now.plus(BETWEEN_FAULTS);
    }
    if (!now.isBefore(nextMessage)) {
      backend.client().ifPresent(this::send);
      nextMessage = now.plusMillis(random.nextInt(2 * MEAN_PAUSE_MS));
    }
  }

  private void send(MessagingClient client) {
    Route route = routes.get(random.nextInt(routes.size()));
    MessageEnvelope.Builder envelope =
        MessageEnvelope.builder()
            .sender(network.sender())
            .recipient(route.recipient())
            .body(
                ContractCall.of(
                    "deposit(address,uint256)",
                    network.vault().evmAddress(),
                    BigInteger.valueOf(random.nextInt(1, 1_000))));
    if (random.nextInt(ONE_IN_ORDERED) == 0) {
      envelope.ordering(Ordering.ORDERED);
    }
    if (random.nextInt(ONE_IN_EXPIRING) == 0) {
      envelope.expiresAfter(Duration.ofSeconds(random.nextLong(30, 600)));
    }
    try {
      client.send(
          envelope.build(), SendOptions.idempotencyKey("order-" + sent).over(route.transport()));
      sent++;
    } catch (MessagingException later) {
      // Its process just went down, or its node does: the same order is sent when it is back.
    }
  }

  @Override
  public void close() {
    network.close();
  }

  /** A transport and a vault it reaches. */
  private record Route(String transport, AccountId recipient) {}
}
