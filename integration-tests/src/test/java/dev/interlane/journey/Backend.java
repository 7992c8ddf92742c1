package dev.interlane.journey;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.client.MessagingClient;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Journal;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import java.math.BigInteger;
import java.time.Duration;

/** A backend that deposits into a vault on another chain, and its journal. */
final class Backend {
  static final Duration LONG = Duration.ofHours(6);
  static final EvmAddress USER = EvmAddress.parse("0x00000000000000000000000000000000000000cc");
  static final BigInteger AMOUNT = BigInteger.valueOf(5);

  final SimulatedNetwork network;
  final Journal journal = new InMemoryJournal();

  Backend(SimulatedNetwork network) {
    this.network = network;
  }

  /**
   * A client over this journal, by the relay transport unless asked otherwise; again for a restart.
   */
  MessagingClient client() {
    return network.opened(builder().build());
  }

  Interlane.Builder builder() {
    return network.clientBuilder().journal(journal).transport(relay()).transport(validator());
  }

  Transport relay() {
    return RelayTransport.create(
        RelayOptions.builder()
            .addAllDeployments(network.deployments())
            .finality(Finality.SEEN)
            .build());
  }

  Transport validator() {
    ValidatorOptions.Builder options =
        ValidatorOptions.builder().addAllDeployments(network.deployments());
    ChainId origin = network.origin().id();
    network
        .committee()
        .checkpoints(origin)
        .forEach((validator, reader) -> options.checkpoints(origin, validator, reader));
    return ValidatorTransport.hyperlane(options.build());
  }

  MessageEnvelope.Builder deposit() {
    return deposit(network.vault());
  }

  MessageEnvelope.Builder deposit(AccountId vault) {
    return MessageEnvelope.builder()
        .sender(network.sender())
        .recipient(vault)
        .body(ContractCall.of("deposit(address,uint256)", USER, AMOUNT));
  }

  /** What Hyperlane calls the message. */
  static Bytes32 hyperlaneId(DeliveryReceipt receipt) {
    return Bytes32.fromHex(receipt.protocolIds().getFirst().value());
  }
}
