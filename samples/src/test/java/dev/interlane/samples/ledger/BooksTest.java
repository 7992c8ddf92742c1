package dev.interlane.samples.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.MessagingException;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.testkit.Backend;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.junit.Network;
import dev.interlane.testkit.junit.SimulationTest;
import dev.interlane.testkit.simulation.Invariant;
import dev.interlane.testkit.simulation.Simulation;
import dev.interlane.testkit.simulation.SimulationReport;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A backend's own test, on two hundred bad days. */
class BooksTest {
  @SimulationTest(seeds = 200)
  void creditsNoDepositTwice(@Network SimulatedNetwork network) {
    Books books = new CarefulBooks();
    business(network, books);
    assertThat(books.credits().values()).containsOnly(1);
  }

  @Test
  void findsTheBugOfTheNaiveBooks() {
    Simulation simulation =
        Simulation.builder()
            .test(
                network -> {
                  Books books = new NaiveBooks();
                  business(network, books);
                  assertThat(books.credits().values()).containsOnly(1);
                })
            .build();

    SimulationReport failed =
        LongStream.range(0, 200)
            .mapToObj(simulation::run)
            .filter(report -> !report.isClean())
            .findFirst()
            .orElseThrow();
    SimulationReport shortest = simulation.shrink(failed);

    assertThat(shortest.breaks(Invariant.APPLICATION)).isTrue();
    assertThat(shortest.plan().size()).isLessThanOrEqualTo(3);
    List<String> story = Simulation.story(shortest, "seed " + shortest.seed());
    assertThat(story).anyMatch(line -> line.contains("FAULT reorg"));
  }

  /** Ten sales in an hour, and time for all of them to end. */
  private static void business(SimulatedNetwork network, Books books) {
    Shop shop =
        new Shop(
            network.sender(),
            network.vault(),
            EvmAddress.parse("0x00000000000000000000000000000000000000cc"));
    Backend backend =
        network.backend(
            new InMemoryJournal(),
            () ->
                network
                    .clientBuilder()
                    .transport(
                        RelayTransport.create(
                            RelayOptions.builder()
                                .addAllDeployments(network.deployments())
                                .build())),
            client -> client.listen(books));
    for (int sale = 0; sale < 10; sale++) {
      shop.sell("sale-" + sale);
      open(shop, backend);
      network.advance(Duration.ofSeconds(25));
    }
    network.faults().heal();
    network.advance(Duration.ofMinutes(10));
    open(shop, backend);
    network.advance(Duration.ofHours(1));
  }

  private static void open(Shop shop, Backend backend) {
    try {
      backend.client().ifPresent(shop::open);
    } catch (MessagingException later) {
      // The queue keeps the sale.
    }
  }
}
