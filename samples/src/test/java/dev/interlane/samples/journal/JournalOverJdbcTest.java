package dev.interlane.samples.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.journal.PostgresJournal;
import dev.interlane.journal.PostgresJournalOptions;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.testkit.SimulatedNetwork;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class JournalOverJdbcTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void looksAndSteersByTheUrlOfADatabase() throws Exception {
    try (EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        SimulatedNetwork network = SimulatedNetwork.create(5)) {
      String url = server.getJdbcUrl("postgres", "postgres");
      assertThat(run("list", url)).isEqualTo(1);
      assertThat(err.toString()).contains("IL-405");
      MessageId poor = sendWithoutFunds(network, url);

      assertThat(run("list", url)).isZero();
      assertThat(out.toString()).contains("PARKED", "poor");
      assertThat(run("explain", url, poor.toString())).isZero();
      assertThat(out.toString()).contains("Fund the account");
      assertThat(run("cancel", url, poor.toString())).isZero();
      assertThat(out.toString()).contains("it is CANCELLED now");
      assertThat(run("list", url, "--schema", "no quotes")).isEqualTo(2);
    }
  }

  private static MessageId sendWithoutFunds(SimulatedNetwork network, String url) {
    try (MessagingClient client =
        network
            .clientBuilder()
            .appId("interlane")
            .journal(PostgresJournal.connect(url, PostgresJournalOptions.builder().build()))
            .transport(
                RelayTransport.create(
                    RelayOptions.builder().addAllDeployments(network.deployments()).build()))
            .build()) {
      network.origin().chain().fund(network.sender().evmAddress(), BigInteger.ONE);
      MessageId id =
          client
              .send(
                  MessageEnvelope.builder()
                      .sender(network.sender())
                      .recipient(network.vault())
                      .body(
                          ContractCall.of(
                              "deposit(address,uint256)", network.sender().evmAddress(), 1))
                      .build(),
                  SendOptions.idempotencyKey("poor"))
              .id();
      network.advance(Duration.ofMinutes(1));
      return id;
    }
  }

  private int run(String... arguments) {
    return new CommandLine(new JournalCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
