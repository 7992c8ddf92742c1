package dev.interlane.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.SimulatedNetwork;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstMessageTest {
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000aa");

  @Test
  void depositsOnceHoweverOftenItIsSentUnderOneKey() {
    try (SimulatedNetwork network = SimulatedNetwork.create(3)) {
      MessagingClient client = network.client(relay(network));

      DeliveryReceipt receipt =
          FirstMessage.deposit(client, network.sender(), network.vault(), USER, BigInteger.TEN);
      DeliveryReceipt again =
          FirstMessage.deposit(client, network.sender(), network.vault(), USER, BigInteger.TEN);

      assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
      assertThat(again.id()).isEqualTo(receipt.id());
      assertThat(network.destination().deposited(network.vault(), USER)).isEqualTo(BigInteger.TEN);
    }
  }

  @Test
  void connectsAClientThatLooksAtBothChains() {
    try (SimulatedNetwork network = SimulatedNetwork.create(3);
        MessagingClient client =
            FirstMessage.connect(
                network.connect(network.origin()),
                network.connect(network.destination()),
                relay(network))) {
      assertThat(client.findByKey("order-7781")).isEmpty();
    }
  }

  @Test
  void isWhatTheReadmeShows() throws IOException {
    List<String> readme = Files.readAllLines(Path.of("../README.md"));
    for (String part : List.of("connect", "send")) {
      assertThat(String.join("\n", readme)).contains(String.join("\n", snippet(part)));
    }
  }

  private static List<String> snippet(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line :
        Files.readAllLines(
            Path.of("src/main/java/dev/interlane/samples/quickstart/FirstMessage.java"))) {
      if (line.strip().equals("// readme: end")) {
        inside = false;
      }
      if (inside) {
        lines.add(line.isEmpty() ? line : line.substring(4));
      }
      if (line.strip().equals("// readme: " + name)) {
        inside = true;
      }
    }
    assertThat(lines).as("lines of the snippet %s", name).isNotEmpty();
    return lines;
  }

  private static Transport relay(SimulatedNetwork network) {
    RelayOptions.Builder options = RelayOptions.builder();
    network.chains().forEach(chain -> options.addDeployments(chain.deployment()));
    return RelayTransport.create(options.build());
  }
}
