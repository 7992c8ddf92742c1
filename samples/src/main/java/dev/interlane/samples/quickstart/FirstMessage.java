package dev.interlane.samples.quickstart;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.spi.Chain;
import dev.interlane.spi.Transport;
import java.math.BigInteger;
import java.time.Duration;

/** What the README shows: a client, a message, a receipt. The quickstart runs it. */
final class FirstMessage {
  private FirstMessage() {}

  static MessagingClient connect(Chain origin, Chain destination, Transport transport) {
    // readme: connect
    MessagingClient client =
        Interlane.builder()
            .appId("treasury")
            .chain(origin)
            .chain(destination)
            .transport(transport)
            .journal(new InMemoryJournal())
            .build();
    // readme: end
    return client;
  }

  static DeliveryReceipt deposit(
      MessagingClient client,
      AccountId backend,
      AccountId vault,
      EvmAddress user,
      BigInteger amount) {
    // readme: send
    MessageHandle handle =
        client.send(
            MessageEnvelope.builder()
                .sender(backend)
                .recipient(vault)
                .body(ContractCall.of("deposit(address,uint256)", user, amount))
                .expiresAfter(Duration.ofHours(2))
                .build(),
            SendOptions.idempotencyKey("order-7781"));

    DeliveryReceipt receipt = handle.awaitReceipt(Duration.ofMinutes(20));
    // readme: end
    return receipt;
  }
}
