package dev.interlane.testkit.conformance;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.Backend;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.testkit.fault.CommitMoment;
import dev.interlane.testkit.fault.Fault;
import dev.interlane.testkit.fault.FaultPlan;
import dev.interlane.testkit.simulation.MessageMix;
import dev.interlane.testkit.simulation.Simulation;
import dev.interlane.testkit.simulation.SimulationReport;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What a {@link Transport} promises, asked of it through the production pipeline on a simulated
 * network: {@link TransportJourneys}, and every message executed once, with evidence, through
 * reorganisations, crashes and random faults. Every transport has a test that extends this one.
 *
 * <pre>{@code
 * class MyTransportTest extends TransportContract {
 *   @Override
 *   protected Transport transport(SimulatedNetwork network) {
 *     return MyTransport.create(network.deployments());
 *   }
 *
 *   @Override
 *   protected EvmAddress ism(SimulatedNetwork network) {
 *     return network.destination().deploy(new MyIsm()).evmAddress();
 *   }
 * }
 * }</pre>
 *
 * <p>A network draws its chance from a seed; {@code -Dinterlane.seed} chooses another.
 */
public abstract class TransportContract extends TransportJourneys {
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000cc");
  private static final Duration LONG = Duration.ofHours(12);
  private static final int CRASHES = 12;
  private static final int RANDOM_RUNS = 8;
  private static final int MESSAGES_OF_A_RUN = 8;
  private static final long SEED = Long.getLong("interlane.seed", 20);

  /** For the test that extends it. */
  protected TransportContract() {}

  /** The transport, with all that it knows of this network. Made anew for every client. */
  protected abstract Transport transport(SimulatedNetwork network);

  /** A module on the destination that the transport can satisfy; the same one each time. */
  protected abstract EvmAddress ism(SimulatedNetwork network);

  /** A kind of recipient that the transport has to refuse. */
  protected abstract Security refused();

  /** What the network is to be like: proofs of state need {@code provable()}, for example. */
  protected SimulatedNetwork.Builder shape(SimulatedNetwork.Builder builder) {
    return builder;
  }

  @Override
  protected final TransportGround openGround() {
    return new SimulatedGround(shape(SimulatedNetwork.builder()).seed(SEED).build());
  }

  private SimulatedNetwork network() {
    return ((SimulatedGround) ground()).network();
  }

  @Override
  protected final Transport transport() {
    return transport(network());
  }

  @Override
  protected final EvmAddress ism() {
    return ism(network());
  }

  @Override
  protected final EvmAddress refusedIsm() {
    return network().destination().ism(refused());
  }

  @Test
  void deliversAgainWhatTheDestinationForgot() {
    network().faults().reorgAfterDelivery(network().destination(), 2, Displaced.WITHDRAWN);

    MessageHandle handle = client().send(deposit(vault(), 5).build());

    assertThat(handle.awaitReceipt(LONG)).isExecuted().went(DeliveryEvent.DeliveryReorged.class);
    assertThat(network().destination()).executed(handle.id()).exactlyOnce();
  }

  @Test
  void doesNotClaimWhatARecipientRefuses() {
    AccountId vault = vault();
    network().faults().handlersRevert();
    MessageHandle handle = client().send(deposit(vault, 5).build());

    assertThat(handle.awaitReceipt(Duration.ofDays(60)))
        .hasOutcome(DeliveryOutcome.Undelivered.class);
    assertThat(network().destination()).executed(handle.id()).never();

    network().faults().handlersRecover();
    handle.resume();
    network().advance(Duration.ofHours(1));
    assertThat(handle.receipt()).isExecuted();
    assertThat(network().destination()).executed(handle.id()).exactlyOnce();
  }

  @Test
  void goesOnFromTheJournalWhereverTheProcessStopped() {
    for (CommitMoment moment : CommitMoment.values()) {
      for (int commits = 0; commits < CRASHES; commits++) {
        Fault crash = new Fault.Crash(commits, moment, 20_000);
        try (SimulatedNetwork other = shape(SimulatedNetwork.builder()).seed(SEED).build();
            Backend backend =
                other.backend(
                    new InMemoryJournal(),
                    () -> other.clientBuilder().transport(transport(other)),
                    client -> {})) {
          AccountId vault = other.createVault(ism(other));
          MessageHandle handle =
              backend.client().orElseThrow().send(deposit(other, vault, 5).build());
          other.faults().plan(FaultPlan.none().with(0, crash));

          other.advance(Duration.ofHours(1));

          assertThat(other.destination()).executed(handle.id()).exactlyOnce();
          assertThat(backend.client().orElseThrow().find(handle.id()).orElseThrow().receipt())
              .isExecuted();
        }
      }
    }
  }

  @Test
  void keepsEveryInvariantWhileEverythingGoesWrong() {
    Simulation simulation =
        Simulation.builder()
            .network(this::shape)
            .transports(made -> List.of(transport(made)))
            .workload(
                new MessageMix(
                    MESSAGES_OF_A_RUN,
                    List.of(MessageMix.Way.behind(transport(network()).name(), this::ism))))
            .build();

    for (SimulationReport report :
        LongStream.range(SEED, SEED + RANDOM_RUNS).mapToObj(simulation::run).toList()) {
      assertThat(report.violations())
          .as(
              () ->
                  String.join("\n", Simulation.story(report, "-Dinterlane.seed=" + report.seed())))
          .isEmpty();
    }
  }

  private MessagingClient client() {
    return network().client(transport(network()));
  }

  private AccountId vault() {
    return network().createVault(ism(network()));
  }

  private MessageEnvelope.Builder deposit(AccountId vault, long amount) {
    return deposit(network(), vault, amount);
  }

  private static MessageEnvelope.Builder deposit(
      SimulatedNetwork network, AccountId vault, long amount) {
    return MessageEnvelope.builder()
        .sender(network.sender())
        .recipient(vault)
        .body(ContractCall.of("deposit(address,uint256)", USER, amount));
  }
}
