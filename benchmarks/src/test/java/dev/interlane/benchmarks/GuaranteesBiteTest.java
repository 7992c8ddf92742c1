package dev.interlane.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.benchmarks.CrashSweep.Weather;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.error.ClientClosedException;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.Journal;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.assertion.InterlaneAssertions;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Each guarantee of durability, and the proof that its test would notice if it were gone: the same
 * body runs with the guarantee in place, and again with it taken away by a decorator.
 */
class GuaranteesBiteTest {
  private static final EvmAddress USER =
      EvmAddress.parse("0x1111111111111111111111111111111111111111");
  private static final Duration LONG = Duration.ofHours(2);
  private static final Bytes32 EXECUTED_SLOT = Bytes32.ofUnsigned(BigInteger.valueOf(3));

  // I2: signed bytes are journaled before they leave. CrashSweepTest plays it with nothing taken
  // away.

  @Test
  void theSweepNoticesWhatLeavesTooEarly() {
    CrashSweep sweep = new CrashSweep(1, Weather.FAIR, CrashSweep.inMemory(), HastyChain::new);

    assertThat(sweep.once()).anyMatch(story -> story.ending().dispatchedTwice() > 0);
  }

  // I4: a recipient executes a message once, even if the journal was lost and it is sent again.

  @Test
  void aRestoredJournalExecutesNothingTwice() {
    sendAgainFromAnEmptyJournal(Memory.REMEMBERS);
  }

  @Test
  void theTestNoticesARecipientThatForgets() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> sendAgainFromAnEmptyJournal(Memory.FORGETS))
        .withMessageContaining("exactly 1 times");
  }

  private enum Memory {
    REMEMBERS,
    FORGETS
  }

  private static void sendAgainFromAnEmptyJournal(Memory recipient) {
    try (SimulatedNetwork network = SimulatedNetwork.create(1)) {
      MessageId id = send(client(network, new InMemoryJournal()), network, "order");
      network.advance(LONG);
      if (recipient == Memory.FORGETS) {
        network
            .destination()
            .chain()
            .store(network.vault().evmAddress(), executedMark(network, id), Bytes32.ZERO);
      }

      MessageId again = send(client(network, new InMemoryJournal()), network, "order");
      network.advance(LONG);

      assertThat(again).isEqualTo(id);
      InterlaneAssertions.assertThat(network.destination()).executed(id).exactlyOnce();
    }
  }

  /** {@code executed[origin domain][sender][message id]}, as Solidity lays it out. */
  private static Bytes32 executedMark(SimulatedNetwork network, MessageId id) {
    Bytes32 ofOrigin =
        Keccak256.hash(
            Bytes32.ofUnsigned(BigInteger.valueOf(network.origin().domain())), EXECUTED_SLOT);
    Bytes32 ofSender = Keccak256.hash(network.sender().evmAddress().toWord(), ofOrigin);
    return Keccak256.hash(id.value(), ofSender);
  }

  // I6: whoever was taken over changes nothing any more.

  @Test
  void aClientThatWasTakenOverIsFenced() {
    takeOver(new InMemoryJournal());
  }

  @Test
  void theTestNoticesAJournalThatIgnoresEpochs() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> takeOver(new EpochlessJournal(new InMemoryJournal())));
  }

  private static void takeOver(Journal journal) {
    try (SimulatedNetwork network = SimulatedNetwork.create(1)) {
      MessagingClient zombie = client(network, journal);
      MessageId id = send(zombie, network, "before");
      MessagingClient successor = client(network, journal);

      assertThatExceptionOfType(ClientClosedException.class)
          .isThrownBy(() -> send(zombie, network, "after"));

      network.advance(LONG);
      assertThat(successor.findByKey("after")).isEmpty();
      InterlaneAssertions.assertThat(network.destination()).executed(id).exactlyOnce();
    }
  }

  private static MessagingClient client(SimulatedNetwork network, Journal journal) {
    return network.opened(
        network.clientBuilder().journal(journal).transport(Room.RELAY.transport(network)).build());
  }

  private static MessageId send(MessagingClient client, SimulatedNetwork network, String key) {
    MessageEnvelope envelope =
        MessageEnvelope.builder()
            .sender(network.sender())
            .recipient(network.vault())
            .body(ContractCall.of("deposit(address,uint256)", USER, 1))
            .build();
    return client.send(envelope, SendOptions.idempotencyKey(key)).id();
  }
}
