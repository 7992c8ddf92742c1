package dev.interlane.journey;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens in whatever order: nothing is lost and nothing is executed twice. A failing seed
 * is in the test's name; {@code -Dinterlane.seed=N} runs it alone.
 */
class RandomDaysTest {
  private static final int SEEDS = 25;
  private static final int MESSAGES = 8;
  private static final int DAYS = 40;

  static LongStream seeds() {
    Long chosen = Long.getLong("interlane.seed");
    return chosen != null ? LongStream.of(chosen) : LongStream.range(0, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingIsLostAndNothingTwice(long seed) {
    Random random = new Random(seed);
    try (SimulatedNetwork network = SimulatedNetwork.create(seed)) {
      Backend backend = new Backend(network);
      MessagingClient client = backend.client();
      List<MessageId> sent = new ArrayList<>();
      for (int day = 0; day < DAYS; day++) {
        if (day % (DAYS / MESSAGES) == 0) {
          sent.add(send(client, backend, random));
        }
        client = somethingHappens(client, backend, random);
        network.advance(Duration.ofMillis(random.nextInt(20_000)));
      }
      network.faults().handlersRecover();

      int executed = 0;
      for (MessageId id : sent) {
        MessageHandle handle = client.find(id).orElseThrow();
        DeliveryReceipt receipt = handle.awaitReceipt(Duration.ofDays(1));
        if (receipt.outcome() instanceof DeliveryOutcome.Undelivered) {
          handle.resume();
          receipt = handle.awaitReceipt(Duration.ofDays(1));
        }
        assertThat(receipt).isExecuted();
        assertThat(network.destination()).executed(id).exactlyOnce();
        executed++;
      }
      assertThat(deposited(network))
          .isEqualTo(Backend.AMOUNT.multiply(BigInteger.valueOf(executed)));
    }
  }

  private static MessageId send(MessagingClient client, Backend backend, Random random) {
    boolean validator = random.nextBoolean();
    return client
        .send(
            backend
                .deposit(
                    backend.network.vault(
                        validator ? Security.MESSAGE_ID_MULTISIG : Security.TRUSTED_RELAYER))
                .build(),
            SendOptions.none().over(validator ? "validator" : "relay"))
        .id();
  }

  private static MessagingClient somethingHappens(
      MessagingClient client, Backend backend, Random random) {
    SimulatedNetwork network = backend.network;
    Displaced displaced = pick(random, List.of(Displaced.values()));
    switch (random.nextInt(7)) {
      case 0 -> {
        if (network.origin().chain().heads().seen().height() > 4) {
          network.origin().reorg(1 + random.nextInt(3), displaced);
        }
      }
      case 1 -> {
        if (network.destination().chain().heads().seen().height() > 10) {
          network.destination().reorg(1 + random.nextInt(9), displaced);
        }
      }
      case 2 -> {
        client.close();
        network.advance(Duration.ofSeconds(random.nextInt(120)));
        return backend.client();
      }
      case 3 -> network.faults().handlersRevert();
      case 4 -> network.faults().handlersRecover();
      case 5 -> {
        if (random.nextInt(5) == 0) {
          network.faults().strangerDelivers();
        }
      }
      default -> {
        // A quiet moment.
      }
    }
    return client;
  }

  private static <T> T pick(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static BigInteger deposited(SimulatedNetwork network) {
    BigInteger total = BigInteger.ZERO;
    for (Security security : List.of(Security.TRUSTED_RELAYER, Security.MESSAGE_ID_MULTISIG)) {
      total = total.add(network.destination().deposited(network.vault(security), Backend.USER));
    }
    return total;
  }
}
