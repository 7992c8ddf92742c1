package dev.interlane.benchmarks;

import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.error.AwaitTimeoutException;
import dev.interlane.error.ClientClosedException;
import dev.interlane.error.MessagingException;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.message.Payload;
import dev.interlane.pipeline.Interlane;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.Journal;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.crash.CrashPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A backend that sends a few messages and waits for their receipts, over simulated chains. Its
 * client dies at the given points, one client after the other, and is started again each time. The
 * backend does what a backend can: it sends again, with the same key, what was not acknowledged.
 */
final class CrashStory {
  private static final EvmAddress USER =
      EvmAddress.parse("0x1111111111111111111111111111111111111111");
  private static final Duration PATIENCE = Duration.ofHours(12);
  private static final Duration DOWN = Duration.ofSeconds(7);
  private static final Bytes32 EXECUTED = topic("Executed(bytes32,uint32,bytes32,bytes4)");
  private static final Bytes32 RECEIVED = topic("ReceivedMessage(uint32,bytes32,uint256,string)");
  private static final Bytes32 DISPATCH = topic("Dispatch(address,uint32,bytes32,bytes)");
  private static final MessageId NO_MESSAGE = new MessageId(Bytes32.ZERO);
  private static final int EACH = 3;

  private final SimulatedNetwork network;
  private final Stored stored;
  private final UnaryOperator<Chain> tampering;
  private final SendCount sends = new SendCount();
  private final Map<String, Order> orders = new LinkedHashMap<>();
  private final Map<String, MessageId> acknowledged = new LinkedHashMap<>();
  private final List<Long> recoveryNanos = new ArrayList<>();

  /** A message the backend wants sent. */
  private record Order(Room room, MessageEnvelope envelope, Optional<Bytes> payload) {}

  /** Where the journal survives its clients. */
  interface Stored {
    /** The journal as a new process finds it. */
    Journal open();

    /** Frees what it is kept in. */
    default void discard() {}
  }

  /**
   * What became of it.
   *
   * @param boundaries what the first client came to
   * @param struck how many clients died
   * @param messages how many were acknowledged in the end
   * @param lost acknowledged and unknown after a restart
   * @param unfinished without a final receipt of an execution, unless somebody intervenes
   * @param dispatchedTwice on the origin more than once, whether or not anybody delivers it all
   * @param twice executed more than once
   * @param outOfOrder executed before an earlier one of their ordered lane
   * @param duplicateSends transactions handed to a chain that had been before
   * @param recoveryNanos from each start after a death until the client takes messages
   */
  record Ending(
      List<String> boundaries,
      int struck,
      int messages,
      int lost,
      int unfinished,
      int dispatchedTwice,
      int twice,
      int outOfOrder,
      int duplicateSends,
      List<Long> recoveryNanos) {
    /** Whether every promise was kept. */
    boolean isGood() {
      return lost + unfinished + dispatchedTwice + twice + outOfOrder == 0;
    }
  }

  private CrashStory(SimulatedNetwork network, Stored stored, UnaryOperator<Chain> tampering) {
    this.network = network;
    this.stored = stored;
    this.tampering = tampering;
    for (int i = 0; i < EACH; i++) {
      orders.put("ordered " + i, deposit(Room.RELAY, i, Ordering.ORDERED));
      orders.put("unordered " + i, deposit(Room.VALIDATOR, i, Ordering.UNORDERED));
      orders.put("payload " + i, payload(i));
    }
  }

  /**
   * Plays it.
   *
   * @param tampering what the client gets instead of its chains; the identity to leave them alone
   */
  static Ending play(
      SimulatedNetwork network,
      Stored stored,
      UnaryOperator<Chain> tampering,
      List<CrashPoint> points) {
    try (network) {
      return new CrashStory(network, stored, tampering).play(points);
    } finally {
      stored.discard();
    }
  }

  private Order deposit(Room room, int amount, Ordering ordering) {
    MessageEnvelope envelope =
        MessageEnvelope.builder()
            .sender(network.sender())
            .recipient(network.vault(room.security()))
            .body(ContractCall.of("deposit(address,uint256)", USER, 1 + amount))
            .ordering(ordering)
            .build();
    return new Order(room, envelope, Optional.empty());
  }

  /** For a recipient that would take the same body any number of times. */
  private Order payload(int number) {
    Bytes body = Bytes.fromUtf8("payload number " + number);
    MessageEnvelope envelope =
        MessageEnvelope.builder()
            .sender(network.sender())
            .recipient(network.destination().payloadRecipient(Room.RELAY.security()))
            .body(Payload.of(body))
            .build();
    return new Order(Room.RELAY, envelope, Optional.of(body));
  }

  private Ending play(List<CrashPoint> points) {
    int lost = 0;
    int unfinished = 0;
    List<CrashPoint> lives = new ArrayList<>(points);
    lives.add(CrashPoint.none());
    for (CrashPoint life : lives) {
      long begun = System.nanoTime();
      try (Journal journal = stored.open()) {
        MessagingClient client = client(journal, life);
        try (client) {
          if (life != lives.getFirst()) {
            recoveryNanos.add(System.nanoTime() - begun);
          }
          sendTheRest(client);
          lost += lost(client);
          unfinished = awaitAll(client);
          if (!life.struck()) {
            return ending(points, lost, unfinished);
          }
        }
      } catch (ClientClosedException died) {
        if (!life.struck()) {
          throw died;
        }
      } catch (Error killed) {
        // In the middle of building: as good a moment to die as any.
        if (!life.struck()) {
          throw killed;
        }
      }
      network.advance(DOWN);
    }
    return ending(points, lost, orders.size());
  }

  private Ending ending(List<CrashPoint> points, int lost, int unfinished) {
    return new Ending(
        points.isEmpty() ? List.of() : points.getFirst().passed(),
        (int) points.stream().filter(CrashPoint::struck).count(),
        acknowledged.size(),
        lost,
        unfinished,
        count(entry -> dispatches(entry.getKey(), entry.getValue()) > 1),
        count(entry -> executions(entry.getKey(), entry.getValue()) > 1),
        outOfOrder(),
        sends.duplicates(),
        recoveryNanos);
  }

  private MessagingClient client(Journal journal, CrashPoint life) {
    Interlane.Builder builder =
        Interlane.builder()
            .appId("crash")
            .driver(network.driver())
            .random(new SplittableRandom(network.seed()))
            .journal(life.over(journal));
    for (HyperlaneChain chain : network.chains()) {
      builder.chain(life.over(tampering.apply(sends.over(network.connect(chain)))));
    }
    for (Room room : Room.values()) {
      builder.transport(room.transport(network));
    }
    return builder.build();
  }

  private void sendTheRest(MessagingClient client) {
    orders.forEach(
        (key, order) -> {
          if (!acknowledged.containsKey(key)) {
            SendOptions options =
                SendOptions.idempotencyKey(key).over(order.room().name().toLowerCase(Locale.ROOT));
            acknowledged.put(key, client.send(order.envelope(), options).id());
          }
        });
  }

  private int lost(MessagingClient client) {
    return (int) acknowledged.values().stream().filter(id -> client.find(id).isEmpty()).count();
  }

  private int awaitAll(MessagingClient client) {
    int unfinished = 0;
    for (MessageId id : acknowledged.values()) {
      Optional<MessageHandle> handle = client.find(id);
      if (handle.isEmpty()) {
        continue;
      }
      try {
        boolean executed =
            handle.get().awaitReceipt(PATIENCE).outcome() instanceof DeliveryOutcome.Executed;
        unfinished += executed ? 0 : 1;
      } catch (AwaitTimeoutException stuck) {
        unfinished++;
      } catch (ClientClosedException died) {
        throw died;
      } catch (MessagingException unexpected) {
        throw new IllegalStateException("No receipt of " + id, unexpected);
      }
    }
    return unfinished;
  }

  private int count(Predicate<Map.Entry<String, Order>> which) {
    return (int) orders.entrySet().stream().filter(which).count();
  }

  private long dispatches(String key, Order order) {
    Bytes mark = mark(key, order);
    return network.origin().chain().logs(DISPATCH).stream()
        .filter(log -> contains(log.data(), mark))
        .count();
  }

  private long executions(String key, Order order) {
    Bytes mark = mark(key, order);
    return order.payload().isEmpty()
        ? destination(EXECUTED).stream()
            .filter(log -> log.topics().get(1).toBytes().equals(mark))
            .count()
        : destination(RECEIVED).stream().filter(log -> contains(log.data(), mark)).count();
  }

  /** What is in the message on the wire and in no other: its id, or a payload as it is. */
  private Bytes mark(String key, Order order) {
    return order.payload().orElseGet(() -> id(key).value().toBytes());
  }

  private MessageId id(String key) {
    return acknowledged.getOrDefault(key, NO_MESSAGE);
  }

  private int outOfOrder() {
    List<Bytes32> wanted =
        orders.entrySet().stream()
            .filter(order -> order.getValue().envelope().ordering() == Ordering.ORDERED)
            .map(order -> id(order.getKey()).value())
            .toList();
    int highest = -1;
    int wrong = 0;
    for (ChainLog log : destination(EXECUTED)) {
      int place = wanted.indexOf(log.topics().get(1));
      if (place >= 0) {
        wrong += place < highest ? 1 : 0;
        highest = Math.max(highest, place);
      }
    }
    return wrong;
  }

  private List<ChainLog> destination(Bytes32 topic0) {
    return network.destination().chain().logs(topic0);
  }

  private static boolean contains(Bytes data, Bytes part) {
    return data.toHex().contains(part.toHex().substring(2));
  }

  private static Bytes32 topic(String signature) {
    return Keccak256.hash(Bytes.fromUtf8(signature));
  }
}
