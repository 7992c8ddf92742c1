package dev.interlane.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.client.MessagingClient;
import dev.interlane.error.Refusal;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageBody;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BodyCodec;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Two chains, a transport and a client on simulated time. */
final class FakeWorld {
  static final Duration BLOCK = Duration.ofSeconds(12);
  static final Duration DAY = Duration.ofDays(1);

  final SteppedDriver driver = new SteppedDriver(Fixtures.START);
  final FakeChain origin = new FakeChain(Fixtures.ORIGIN, driver.clock(), Fixtures.SENDER);
  final FakeChain destination =
      new FakeChain(Fixtures.DESTINATION, driver.clock(), Fixtures.RELAYER);
  final FakeTransport transport = new FakeTransport();
  final InMemoryJournal journal = new InMemoryJournal();
  final MessagingClient client;

  FakeWorld() {
    for (int i = 0; i < 10; i++) {
      origin.mine();
      destination.mine();
    }
    driver.every(BLOCK, origin::pulse);
    driver.every(BLOCK, destination::pulse);
    client = builder().driver(driver).build();
  }

  Interlane.Builder builder() {
    return Interlane.builder()
        .appId("test")
        .chain(origin)
        .chain(destination)
        .transport(transport)
        .journal(journal)
        .bodyCodec(new Utf8Codec())
        .random(new Random(1))
        .retry(new RetryPolicy(4, Duration.ofSeconds(5), Duration.ofMinutes(1)));
  }

  /** A new client over the same journal and chains. */
  MessagingClient restarted() {
    return builder().driver(driver.restarted()).build();
  }

  /** Lets time pass until this holds. */
  void passUntil(BooleanSupplier reached) {
    for (int i = 0; i < 1_000 && !reached.getAsBoolean(); i++) {
      driver.pass(Duration.ofSeconds(1));
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }

  /** Payloads as they are, calls as the text of their signature. */
  static final class Utf8Codec implements BodyCodec {
    @Override
    public String namespace() {
      return ChainId.EIP155;
    }

    @Override
    public List<Refusal> check(MessageBody body, AccountId recipient) {
      return List.of();
    }

    @Override
    public Bytes encode(MessageBody body, AccountId recipient) {
      return switch (body) {
        case Payload payload -> payload.raw();
        case ContractCall call -> Bytes.fromUtf8(call.function() + " " + call.arguments());
      };
    }
  }
}
