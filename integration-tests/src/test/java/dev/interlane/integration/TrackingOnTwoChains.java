package dev.interlane.integration;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.TransactionRef;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.mailbox.ContractView;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.InMemoryCheckpoints;
import dev.interlane.message.MessageId;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Journal;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.Security;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Messages that somebody else dispatched, followed to a receipt, on every network alike. */
abstract class TrackingOnTwoChains extends StoriesOnTwoChains {
  @Test
  void whatSomebodyElseDispatchedIsDeliveredByUs() {
    MessagingClient client = client(ours());
    TransactionRef transaction = dispatch(recipient(), "theirs");

    MessageHandle handle = only(client.track(transaction));

    DeliveryReceipt receipt = executed(handle);
    assertThat(receipt)
        .wasDeliveredBy(DeliveredBy.SELF)
        .hasEvidence(Evidence.Quorum.class)
        .neverWent(DeliveryEvent.DispatchSubmitted.class);
    assertThat(receipt.dispatch().orElseThrow().transaction()).isEqualTo(transaction);
    assertThat(client.track(transaction))
        .extracting(MessageHandle::id)
        .containsExactly(handle.id());
  }

  @Test
  void whatTheNetworkDeliversIsWatched() {
    chains().strangerDelivers();
    MessagingClient client = client(validator(chains().deployments(), DeliveryTerms.network()));

    MessageHandle handle = only(client.track(dispatch(recipient(), "theirs")));

    assertThat(executed(handle))
        .wasDeliveredBy(DeliveredBy.STRANGER)
        .neverWent(DeliveryEvent.DeliverySubmitted.class);
  }

  @Test
  void whatWasDispatchedPastTheTreeIsWaitedForByNobody() {
    ContractView mailbox =
        new ContractView(chains().origin(), chains().deployments().get(0).mailbox());
    EvmAddress noTree = mailbox.ask(MailboxAbi.REQUIRED_HOOK).orElseThrow().asEvmAddress();
    Bytes call =
        MailboxAbi.DISPATCH_THROUGH.encodeCall(
            chains().deployments().get(1).domain(),
            recipient().evmAddress().toWord(),
            Bytes.fromUtf8("past the tree"),
            Bytes.EMPTY,
            noTree);
    TransactionRef transaction = chains().strangerCalls(mailbox.contract(), call, BigInteger.ZERO);
    MessagingClient client = client(validator(chains().deployments(), DeliveryTerms.network()));

    MessageHandle handle = only(client.track(transaction));

    chains().until(() -> handle.receipt().status() instanceof DeliveryStatus.Parked);
    assertThat(((DeliveryStatus.Parked) handle.receipt().status()).reason())
        .contains("is no leaf of the Merkle tree hook", "validators never sign it");
    assertThat(ended(handle)).isFalse();
  }

  @Test
  void aRestartGoesOnWithWhatWasTracked() {
    Journal journal = new InMemoryJournal();
    Map<EvmAddress, CheckpointReader> silent = new TreeMap<>(chains().checkpoints());
    silent.replaceAll((validator, reader) -> new InMemoryCheckpoints());
    MessagingClient before = client(validator(silent), journal);
    TransactionRef transaction = dispatch(recipient(), "theirs");
    MessageId id = only(before.track(transaction)).id();
    before.close();

    MessagingClient after = client(ours(), journal);

    assertThat(executed(after.find(id).orElseThrow())).wasDeliveredBy(DeliveredBy.SELF);
    assertThat(after.track(transaction)).extracting(MessageHandle::id).containsExactly(id);
  }

  @Test
  void whatWasDeliveredLongAgoHasItsReceiptToo() {
    TransactionRef transaction = dispatch(recipient(), "theirs");
    executed(only(client(ours()).track(transaction)));

    MessagingClient later = client(ours());

    assertThat(executed(only(later.track(transaction))))
        .wasDeliveredBy(DeliveredBy.STRANGER)
        .neverWent(DeliveryEvent.DeliverySubmitted.class);
  }

  @Test
  void aRelayVouchesForNobodyItWasNotToldOf() {
    AccountId recipient = chains().payloadRecipient(chains().ism(Security.TRUSTED_RELAYER));
    TransactionRef transaction = dispatch(recipient, "theirs");
    MessagingClient wary = client(relay(List.of()));
    MessageHandle parked = only(wary.track(transaction));
    chains()
        .until(
            () ->
                wary.operator().explain(parked.id()).why().stream()
                    .anyMatch(sentence -> sentence.contains("allowed senders")));

    MessagingClient trusting = client(relay(List.of(chains().stranger())));

    assertThat(executed(only(trusting.track(transaction)))).hasEvidence(Evidence.Vouched.class);
  }

  @Test
  void aTransactionWithoutMessagesHasNone() {
    TransactionRef other =
        chains().strangerCalls(chains().stranger().evmAddress(), Bytes.EMPTY, BigInteger.ZERO);

    assertThat(client(ours()).track(other)).isEmpty();
  }

  AccountId recipient() {
    return chains().payloadRecipient(chains().ism(Security.MESSAGE_ID_MULTISIG));
  }

  Bytes dispatchCall(AccountId recipient, String body) {
    return MailboxAbi.DISPATCH.encodeCall(
        chains().deployments().get(1).domain(),
        recipient.evmAddress().toWord(),
        Bytes.fromUtf8(body));
  }

  TransactionRef dispatch(AccountId recipient, String body) {
    return chains()
        .strangerCalls(
            chains().deployments().get(0).mailbox(),
            dispatchCall(recipient, body),
            BigInteger.ZERO);
  }

  private static MessageHandle only(List<MessageHandle> handles) {
    assertThat(handles).hasSize(1);
    return handles.get(0);
  }

  Transport ours() {
    return validator(chains().checkpoints());
  }

  private Transport relay(List<AccountId> allowed) {
    return RelayTransport.create(
        RelayOptions.builder()
            .addAllDeployments(chains().deployments())
            .pollInterval(chains().poll())
            .addAllAllowedSenders(allowed)
            .build());
  }
}
