package dev.interlane.samples.survive;

import dev.interlane.chain.Finality;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.evm.rpc.JsonRpcChainPort;
import dev.interlane.evm.rpc.JsonRpcOptions;
import dev.interlane.journal.SqliteJournal;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.pipeline.Interlane;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.Moment;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.samples.Paint;
import dev.interlane.samples.text.Timeline;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.SimulatedNetwork;
import java.io.PrintStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * The process that is killed: an ordinary backend with a journal on disk. It says what happens, a
 * line each; {@code event <name>} is for the process that watches it.
 */
final class SurvivingBackend {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofMillis(100);

  private SurvivingBackend() {}

  /** Takes: seed, journal directory, a URL per chain. */
  public static void main(String[] arguments) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    PrintStream out = System.out;
    SimulatedNetwork same = SimulatedNetwork.create(Long.parseLong(arguments[0]));
    List<String> urls = List.of(arguments).subList(2, arguments.length);
    try (MessagingClient client = client(same, Path.of(arguments[1]), urls)) {
      client.listen((id, entry) -> tell(entry.event(), out));
      // The same key is the same message, however often this process is started.
      MessageHandle handle =
          client.send(
              MessageEnvelope.builder()
                  .sender(same.sender())
                  .recipient(same.vault())
                  .body(
                      ContractCall.of(
                          "deposit(address,uint256)",
                          same.sender().evmAddress(),
                          BigInteger.TEN.pow(18)))
                  .finality(Finality.FINAL)
                  .build(),
              SendOptions.idempotencyKey("order-7781"));
      var receipt = handle.awaitReceipt(PATIENCE);
      out.println();
      new Timeline(new Paint(Ansi.OFF)).lines(receipt).forEach(out::println);
      out.println();
      out.println("receipt " + receipt.id() + " " + Moment.name(receipt.outcome()));
    }
  }

  private static void tell(DeliveryEvent event, PrintStream out) {
    out.println("  ... " + Moment.of(event).text());
    out.println("event " + event.getClass().getSimpleName());
    out.flush();
  }

  private static MessagingClient client(SimulatedNetwork same, Path journal, List<String> urls) {
    Interlane.Builder client =
        Interlane.builder()
            .appId("survive")
            .journal(SqliteJournal.open(journal))
            .pollInterval(POLL)
            .transport(
                RelayTransport.create(
                    RelayOptions.builder().addAllDeployments(same.deployments()).build()));
    for (int i = 0; i < urls.size(); i++) {
      HyperlaneChain chain = same.chains().get(i);
      List<URI> node = List.of(URI.create(urls.get(i)));
      client.chain(
          same.connect(JsonRpcChainPort.connect(chain.id(), node, JsonRpcOptions.defaults())));
    }
    return client.build();
  }
}
