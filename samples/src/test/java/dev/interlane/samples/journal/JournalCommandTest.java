package dev.interlane.samples.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.journal.SqliteJournal;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.pipeline.RetryPolicy;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Journal;
import dev.interlane.testkit.SimulatedNetwork;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JournalCommandTest {
  private static final Duration LONG = Duration.ofHours(2);

  @TempDir private Path directory = Path.of("");
  private final SimulatedNetwork network = SimulatedNetwork.create(5);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** One executed, one given up, one that needs funds; then the application stops. */
  @BeforeEach
  void fill() {
    MessagingClient client = client();
    send(client, "good").awaitReceipt(LONG);
    network.faults().handlersRevert();
    send(client, "refused").awaitReceipt(LONG);
    network.origin().chain().fund(network.sender().evmAddress(), BigInteger.ONE);
    send(client, "poor");
    network.advance(Duration.ofMinutes(1));
    client.close();
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void listsWhatFitsAsATable() {
    assertThat(run("list", directory.toString())).isZero();

    assertThat(out.toString())
        .contains("MESSAGE", "EXECUTED", "UNDELIVERED", "PARKED", "good", "refused", "poor")
        .contains("OPERATOR: Insufficient funds");
    out.getBuffer().setLength(0);
    assertThat(run("list", directory.toString(), "--standing", "PARKED", "--acts", "OPERATOR"))
        .isZero();
    assertThat(out.toString()).contains("poor").doesNotContain("refused", "good");
    out.getBuffer().setLength(0);
    assertThat(run("list", directory.toString(), "--reason", "nothing like it")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("No message fits.");
  }

  @Test
  void explainsByTheBeginningOfAnId() {
    String beginning = id("poor").toString().substring(0, 12);

    assertThat(run("explain", directory.toString(), beginning)).isZero();

    assertThat(out.toString())
        .contains("PARKED", id("poor").toString(), "Fund the account", "you can", "resume:");
  }

  @Test
  void showsTheReceipt() {
    assertThat(run("show", directory.toString(), id("good").toString())).isZero();

    assertThat(out.toString())
        .contains("Timeline", "Evidence", "Receipt", "deposit(address,uint256)", "executed");
  }

  @Test
  void speaksJson() {
    assertThat(run("list", directory.toString(), "--json", "--limit", "1")).isZero();
    assertThat(out.toString()).contains("\"messages\"", "\"standing\"", "\"next\"");
    out.getBuffer().setLength(0);
    assertThat(run("explain", directory.toString(), "--json", id("poor").toString())).isZero();
    assertThat(out.toString()).contains("\"actor\" : \"OPERATOR\"");
    out.getBuffer().setLength(0);
    assertThat(run("show", directory.toString(), "--json", id("good").toString())).isZero();
    assertThat(out.toString()).contains("\"timeline\"");
  }

  @Test
  void retriesAndCancelsWhileTheApplicationIsStopped() {
    assertThat(run("retry", directory.toString(), "--standing", "UNDELIVERED")).isZero();
    assertThat(run("cancel", directory.toString(), id("poor").toString())).isZero();
    assertThat(out.toString()).contains("1 resumed, 0 refused", "it is CANCELLED now");
    MessageId refused = id("refused");

    network.faults().handlersRecover();
    MessagingClient client = client();

    assertThat(client.find(refused).orElseThrow().awaitReceipt(LONG).outcome().toString())
        .startsWith("Executed");
  }

  @Test
  void refusesToSteerBesideARunningApplication() {
    MessageId poor = id("poor");
    MessagingClient client = client();

    assertThat(run("list", directory.toString())).isZero();
    assertThat(run("resume", directory.toString(), poor.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("in use by");
    client.close();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(run("list", directory.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("There is no directory");
    assertThat(run("explain", directory.toString(), "0xzz")).isEqualTo(2);
    assertThat(run("explain", directory.toString(), "0x")).isEqualTo(2);
    assertThat(run("list", directory.toString(), "--origin", "nowhere")).isEqualTo(2);
    assertThat(run("list", directory.toString(), "--limit", "0")).isEqualTo(2);
    assertThat(run("list", "jdbc:nosuch:thing")).isEqualTo(2);
    assertThat(run("replace", directory.toString(), id("poor").toString())).isEqualTo(1);
  }

  private int run(String... arguments) {
    return new CommandLine(new JournalCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private MessageId id(String key) {
    try (Journal journal = SqliteJournal.look(directory)) {
      return journal.messageByKey("interlane", key).orElseThrow();
    }
  }

  private MessagingClient client() {
    return network.opened(
        network
            .clientBuilder()
            .appId("interlane")
            .journal(SqliteJournal.open(directory))
            .retry(new RetryPolicy(2, Duration.ofSeconds(5), Duration.ofSeconds(5)))
            .transport(
                RelayTransport.create(
                    RelayOptions.builder().addAllDeployments(network.deployments()).build()))
            .build());
  }

  private MessageHandle send(MessagingClient client, String key) {
    return client.send(
        MessageEnvelope.builder()
            .sender(network.sender())
            .recipient(network.vault())
            .body(ContractCall.of("deposit(address,uint256)", network.sender().evmAddress(), 1))
            .build(),
        SendOptions.idempotencyKey(key));
  }
}
