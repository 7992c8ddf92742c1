package dev.interlane.journey;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.CloseMode;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.journal.SqliteJournal;
import dev.interlane.message.MessageId;
import dev.interlane.pipeline.Interlane;
import dev.interlane.spi.Chain;
import dev.interlane.testkit.SimulatedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journals that survive their process, below a client on simulated chains. */
class DurableJournalTest {
  @Test
  void aMessageGoesOnAfterEveryRestartAndExecutesOnce(@TempDir Path directory) {
    try (SimulatedNetwork network = SimulatedNetwork.create(5)) {
      Backend backend = new Backend(network);
      MessagingClient client =
          network.opened(backend.builder().journal(SqliteJournal.open(directory)).build());
      MessageId id = client.send(backend.deposit().build()).id();
      int restarts = 0;
      while (client.find(id).orElseThrow().receipt().outcomeIfKnown().isEmpty()) {
        assertThat(restarts).isLessThan(1000);
        client.close(CloseMode.ABANDON, Duration.ofSeconds(10));
        client = network.opened(backend.builder().journal(SqliteJournal.open(directory)).build());
        network.advance(Duration.ofSeconds(3));
        restarts++;
      }

      assertThat(restarts).isGreaterThan(10);
      assertThat(client.find(id).orElseThrow().receipt()).isExecuted();
      assertThat(network.destination()).executed(id).exactlyOnce();
    }
  }

  @Test
  void aClientWithoutAJournalKeepsItsMessagesBelowTheWorkingDirectory() throws IOException {
    Path place = Path.of("interlane-journal", "default%20journal");
    deleteTree(place);
    try (SimulatedNetwork network = SimulatedNetwork.create(6)) {
      Backend backend = new Backend(network);
      MessagingClient client = network.opened(withoutJournal(network, backend));
      MessageHandle handle = client.send(backend.deposit().build());
      assertThat(place.resolve("journal.db")).isRegularFile();
      client.close(CloseMode.ABANDON, Duration.ofSeconds(10));

      MessagingClient next = network.opened(withoutJournal(network, backend));

      assertThat(next.find(handle.id()).orElseThrow().awaitReceipt(Backend.LONG)).isExecuted();
    } finally {
      deleteTree(place);
    }
  }

  private static MessagingClient withoutJournal(SimulatedNetwork network, Backend backend) {
    Interlane.Builder client =
        Interlane.builder()
            .appId("default journal")
            .driver(network.driver())
            .transport(backend.relay());
    for (Chain chain : network.chains().stream().map(network::connect).toList()) {
      client.chain(chain);
    }
    return client.build();
  }

  private static void deleteTree(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> paths = Files.walk(root)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
