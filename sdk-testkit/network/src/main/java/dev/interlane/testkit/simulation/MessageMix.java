package dev.interlane.testkit.simulation;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.client.SendOptions;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.testkit.HyperlaneChain.Through;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A workload of deposits and notes over several transports: ordered and not, with and without
 * expiry, in bursts and alone, some cancelled, some sent again under their key, between other
 * people's.
 *
 * @param messages how many
 * @param ways which transport reaches which recipients; drawn evenly
 */
public record MessageMix(int messages, List<Way> ways) implements Workload {
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000cc");
  private static final int ONE_IN_ORDERED = 5;
  private static final int ONE_IN_EXPIRING = 6;
  private static final int ONE_IN_HASTY = 8;
  private static final int ONE_IN_HASTY_NOTES = 2;
  private static final int ONE_IN_PAUSES = 2;
  private static final int ONE_IN_CANCELLED = 25;
  private static final int ONE_IN_REPEATED = 10;
  private static final int ONE_IN_FOREIGN = 8;
  private static final int MAX_PAUSE_MILLIS = 10_000;

  public MessageMix {
    if (messages < 1) {
      throw new IllegalArgumentException("messages must be at least 1, got " + messages);
    }
    ways = List.copyOf(ways);
    if (ways.isEmpty()) {
      throw new IllegalArgumentException("A mix needs at least one way");
    }
  }

  /** What a message brings. */
  public enum Cargo {
    /** A call of the recipient, which checks message ids, order and expiry. */
    DEPOSIT,
    /** Bytes for a recipient that checks nothing. */
    NOTE
  }

  /**
   * A transport and a recipient it reaches.
   *
   * @param transport the transport's name
   * @param cargo what the recipient takes
   * @param recipient the recipient in a run
   */
  public record Way(String transport, Cargo cargo, Function<Desk, AccountId> recipient) {
    /** To the vault behind this kind of security. */
    public static Way to(String transport, Security security) {
      return new Way(transport, Cargo.DEPOSIT, desk -> desk.vault(security));
    }

    /** To a vault behind a module of the network's. */
    public static Way behind(String transport, Function<SimulatedNetwork, EvmAddress> ism) {
      return new Way(transport, Cargo.DEPOSIT, desk -> desk.vault(ism.apply(desk.network())));
    }

    /** To the recipient behind this kind of security that takes any bytes, and any number. */
    public static Way notes(String transport, Security security) {
      return new Way(
          transport, Cargo.NOTE, desk -> desk.network().destination().payloadRecipient(security));
    }
  }

  @Override
  public void run(Desk desk) {
    RandomGenerator random = desk.random();
    List<Runnable> sent = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      Way way = ways.get(random.nextInt(ways.size()));
      MessageEnvelope envelope = envelope(desk, way, i);
      SendOptions options = SendOptions.idempotencyKey("order-" + i).over(way.transport);
      Optional<MessageId> id = desk.send(envelope, options);
      sent.add(() -> desk.send(envelope, options));
      if (oneIn(ONE_IN_PAUSES, random)) {
        desk.pause(Duration.ofMillis(random.nextInt(MAX_PAUSE_MILLIS)));
      }
      if (oneIn(ONE_IN_FOREIGN, random)) {
        desk.network()
            .origin()
            .dispatchBySomebody(random.nextBoolean() ? Through.TREE : Through.ANOTHER_HOOK);
      }
      if (oneIn(ONE_IN_CANCELLED, random)) {
        id.ifPresent(desk::cancel);
      }
      if (oneIn(ONE_IN_REPEATED, random)) {
        // An order that its queue hands out again, long after it was sent.
        sent.get(random.nextInt(sent.size())).run();
      }
    }
  }

  private static MessageEnvelope envelope(Desk desk, Way way, int number) {
    RandomGenerator random = desk.random();
    boolean note = way.cargo == Cargo.NOTE;
    MessageEnvelope.Builder envelope =
        MessageEnvelope.builder()
            .sender(desk.network().sender())
            .recipient(way.recipient.apply(desk))
            .body(
                note
                    ? Payload.of(Bytes.fromUtf8("note " + number))
                    : ContractCall.of(
                        "deposit(address,uint256)", USER, BigInteger.valueOf(number + 1L)));
    if (!note && oneIn(ONE_IN_ORDERED, random)) {
      envelope.ordering(Ordering.ORDERED);
    }
    // A note past its time would be watched for ever, for its recipient takes it all the same.
    if (!note && oneIn(ONE_IN_EXPIRING, random)) {
      envelope.expiresAfter(Duration.ofSeconds(random.nextLong(20, 600)));
    }
    if (oneIn(note ? ONE_IN_HASTY_NOTES : ONE_IN_HASTY, random)) {
      envelope.finality(random.nextBoolean() ? Finality.SEEN : Finality.SAFE);
    }
    return envelope.build();
  }

  private static boolean oneIn(int count, RandomGenerator random) {
    return random.nextInt(count) == 0;
  }
}
