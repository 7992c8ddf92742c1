package dev.interlane.integration;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.spi.Journal;
import dev.interlane.spi.Transport;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What stories on two chains share, simulated or real: the chains, clients on them, waiting. */
abstract class StoriesOnTwoChains {
  private final List<MessagingClient> clients = new ArrayList<>();
  private TwoChains chains;

  abstract TwoChains open();

  @BeforeEach
  void openChains() {
    chains = open();
  }

  @AfterEach
  void closeChains() {
    clients.forEach(MessagingClient::close);
    if (chains != null) {
      chains.close();
    }
  }

  TwoChains chains() {
    return chains;
  }

  MessagingClient client(Transport transport) {
    return client(transport, new InMemoryJournal());
  }

  MessagingClient client(Transport transport, Journal journal) {
    return keep(chains.clientBuilder().journal(journal).transport(transport).build());
  }

  /** Closes the client after the test. */
  MessagingClient keep(MessagingClient client) {
    clients.add(client);
    return client;
  }

  DeliveryReceipt executed(MessageHandle handle) {
    DeliveryReceipt receipt = handle.awaitReceipt(chains.patience());
    assertThat(receipt).isExecuted();
    return receipt;
  }

  static boolean ended(MessageHandle handle) {
    return handle.outcome().toCompletableFuture().isDone();
  }

  /** Whether the client explains where the message is by this. */
  static boolean waitsFor(MessagingClient client, MessageHandle handle, String reason) {
    return client.operator().explain(handle.id()).why().stream()
        .anyMatch(sentence -> sentence.contains(reason));
  }

  ValidatorTransport validator(Map<EvmAddress, CheckpointReader> checkpoints) {
    return validator(chains.deployments(), checkpoints, DeliveryTerms.self());
  }

  ValidatorTransport validator(List<MailboxDeployment> deployments, DeliveryTerms terms) {
    return validator(deployments, chains.checkpoints(), terms);
  }

  ValidatorTransport validator(
      List<MailboxDeployment> deployments,
      Map<EvmAddress, CheckpointReader> checkpoints,
      DeliveryTerms terms) {
    ValidatorOptions.Builder options =
        ValidatorOptions.builder()
            .addAllDeployments(deployments)
            .pollInterval(chains.poll())
            .terms(terms);
    checkpoints.forEach(
        (validator, reader) -> options.checkpoints(chains.sender().chain(), validator, reader));
    return ValidatorTransport.hyperlane(options.build());
  }

  /** The deployments, with this hook for dispatches on the origin. */
  List<MailboxDeployment> through(EvmAddress hook) {
    List<MailboxDeployment> deployments = new ArrayList<>(chains.deployments());
    deployments.set(
        0, MailboxDeployment.builder().from(deployments.get(0)).dispatchHook(hook).build());
    return deployments;
  }
}
