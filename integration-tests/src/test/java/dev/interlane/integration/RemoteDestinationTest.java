package dev.interlane.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Base58;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.client.CloseMode;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.codec.cosmwasm.CosmosBodyCodec;
import dev.interlane.codec.svm.SolanaBodyCodec;
import dev.interlane.devnet.RequiresDevnet;
import dev.interlane.error.RefusedException;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.HyperlaneMessage;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.RemoteDomain;
import dev.interlane.mailbox.catalogue.ChainCatalogue;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageBody;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.message.Payload;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.ReplayScope;
import dev.interlane.spi.Journal;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.UnseenChain;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages from a real mailbox to chains without an EVM, which Hyperlane's relayers deliver. */
@RequiresDevnet
class RemoteDestinationTest extends StoriesOnTwoChains {
  private static final ChainId SOLANA = ChainId.parse("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp");

  /** Hyperlane's registry calls it solanamainnet. */
  private static final RemoteDomain DOMAIN = new RemoteDomain(SOLANA, 1_399_811_149L);

  private static final String PROGRAM = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";
  private static final AccountId RECIPIENT = AccountId.of(SOLANA, PROGRAM);
  private static final ContractCall CALL =
      ContractCall.of("place_order(uint64,string,uint32[])", 7781, "two tickets", List.of(250));

  @Override
  TwoChains open() {
    return DevnetTwoChains.shared();
  }

  @Test
  void aCallLeavesInTheBytesOfItsVmAndIsNeverSaidToBeDelivered() {
    MessagingClient client = client(DeliveryTerms.network(), new InMemoryJournal());

    MessageHandle handle = client.send(message(CALL).build());

    awaitUnseen(client, handle);
    DeliveryReceipt receipt = handle.receipt();
    assertThat(receipt.status())
        .isInstanceOfSatisfying(
            DeliveryStatus.Dispatched.class,
            dispatched -> assertThat(dispatched.finality()).isEqualTo(Finality.FINAL));
    assertThat(receipt.outcomeIfKnown()).isEmpty();
    assertThat(receipt.acceptedUnder()).isEmpty();
    assertThat(receipt.replayScope()).isEqualTo(ReplayScope.PROTOCOL_ID);
    HyperlaneMessage sent = written(receipt.dispatch().orElseThrow());
    assertThat(sent.recipient().domain()).isEqualTo(DOMAIN.domain());
    assertThat(sent.recipient().account()).isEqualTo(Bytes32.of(Base58.decode(PROGRAM)));
    assertThat(sent.body()).isEqualTo(new SolanaBodyCodec().encode(CALL, RECIPIENT));
    assertThat(receipt.protocolIds().get(0).value()).isEqualTo(sent.id().toHex());

    handle.cancel();

    chains().until(() -> handle.receipt().outcomeIfKnown().isPresent());
    assertThat(handle.receipt().outcome())
        .isInstanceOfSatisfying(
            DeliveryOutcome.Undelivered.class,
            undelivered ->
                assertThat(undelivered.reason()).contains("may still be delivered by others"));
  }

  @Test
  void aCosmosContractIsAddressedAsHyperlaneDoes() {
    RemoteDomain neutron = ChainCatalogue.hyperlane().remoteNamed("neutron").orElseThrow().remote();
    AccountId contract =
        AccountId.of(
            neutron.chain(), "neutron1sjzzd4gwkggy6hrrs8kxxatexzcuz3jecsxm3wqgregkulzj8r7qlnuef4");
    MessagingClient client =
        client(chains().deployments(), DeliveryTerms.network(), new InMemoryJournal(), neutron);

    MessageHandle handle = client.send(message(CALL).recipient(contract).build());

    chains().until(() -> handle.receipt().dispatch().isPresent());
    HyperlaneMessage sent = written(handle.receipt().dispatch().orElseThrow());
    assertThat(sent.recipient().domain()).isEqualTo(1853125230);
    assertThat(sent.recipient().account())
        .isEqualTo(
            Bytes32.fromHex("0x848426d50eb2104d5c6381ec63757930b1c14659c40db8b8081e516e7c5238fc"));
    assertThat(sent.body()).isEqualTo(new CosmosBodyCodec().encode(CALL, contract));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () ->
                client.send(
                    message(CALL)
                        .recipient(
                            AccountId.of(
                                neutron.chain(), "inj1palm2wtp6urg0c6j4f2ukv5u5ahdcrqek0sapt"))
                        .build()))
        .withMessageContaining("begin with neutron1, this is BECH32 with inj1");
  }

  @Test
  void aRestartGoesOnWaiting() {
    Journal journal = new InMemoryJournal();
    MessagingClient before = client(DeliveryTerms.network(), journal);
    MessageHandle handle = before.send(message(Payload.of(Bytes.fromUtf8("raw"))).build());
    chains().until(() -> handle.receipt().dispatch().isPresent());
    before.close(CloseMode.ABANDON, Duration.ZERO);

    MessagingClient after = client(DeliveryTerms.network(), journal);

    awaitUnseen(after, after.find(handle.id()).orElseThrow());
    assertThat(written(handle.receipt().dispatch().orElseThrow()).body())
        .isEqualTo(Bytes.fromUtf8("raw"));
  }

  @Test
  void whoWouldHaveToDeliverThereHimselfIsRefusedAtTheDoor() {
    for (DeliveryTerms terms :
        List.of(DeliveryTerms.self(), DeliveryTerms.networkThenSelf(Duration.ofMinutes(1)))) {
      assertRefused(terms, message(CALL), "terms: by its terms (" + terms.by() + ") we deliver to");
    }
  }

  @Test
  void anOrderThatNobodyCouldKeepIsRefused() {
    assertRefused(
        DeliveryTerms.network(),
        message(CALL).ordering(Ordering.ORDERED),
        "ordering: no order can be kept: deliveries on " + SOLANA + " are not seen");
  }

  @Test
  void anAccountThatIsNotOfThatChainIsRefused() {
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(
            () ->
                client(DeliveryTerms.network(), new InMemoryJournal())
                    .send(message(CALL).recipient(AccountId.of(SOLANA, "abc")).build()))
        .withMessageContaining("32 bytes");
  }

  @Test
  void aPaymasterThatDoesNotServeTheDomainIsSaidBeforeAnythingIsSent() {
    MessagingClient client =
        client(
            through(chains().paidHook()), DeliveryTerms.network(), new InMemoryJournal(), DOMAIN);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(message(CALL).build()))
        .withMessageContaining("no gas oracle for domain " + DOMAIN.domain());
  }

  @Test
  void anEvmChainIsNeitherUnseenNorRemote() {
    ChainId evm = chains().sender().chain();

    assertThatIllegalArgumentException().isThrownBy(() -> UnseenChain.of(evm));
    assertThatIllegalArgumentException().isThrownBy(() -> new RemoteDomain(evm, 1));
  }

  private void assertRefused(DeliveryTerms terms, MessageEnvelope.Builder message, String why) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client(terms, new InMemoryJournal()).send(message.build()))
        .withMessageContaining(why);
  }

  private void awaitUnseen(MessagingClient client, MessageHandle handle) {
    chains()
        .until(
            () ->
                waitsFor(
                    client, handle, "delivery is the network's, and nothing is seen of " + SOLANA));
  }

  private HyperlaneMessage written(Inclusion dispatch) {
    LogFilter filter =
        new LogFilter(
            List.of(chains().deployments().get(0).mailbox()),
            List.of(MailboxAbi.DISPATCHED.topic0()));
    return chains().origin().logs(filter, dispatch.block()).stream()
        .filter(log -> log.transaction().equals(dispatch.transaction()))
        .map(log -> log.data().slice(64, (int) log.data().longAt(56)))
        .map(HyperlaneMessage::decode)
        .findFirst()
        .orElseThrow();
  }

  private MessageEnvelope.Builder message(MessageBody body) {
    return MessageEnvelope.builder().sender(chains().sender()).recipient(RECIPIENT).body(body);
  }

  private MessagingClient client(DeliveryTerms terms, Journal journal) {
    return client(chains().deployments(), terms, journal, DOMAIN);
  }

  private MessagingClient client(
      List<MailboxDeployment> deployments,
      DeliveryTerms terms,
      Journal journal,
      RemoteDomain remote) {
    return keep(
        chains()
            .clientBuilder()
            .journal(journal)
            .chain(UnseenChain.of(remote.chain()))
            .transport(
                ValidatorTransport.hyperlane(
                    ValidatorOptions.builder()
                        .addAllDeployments(deployments)
                        .addRemotes(remote)
                        .pollInterval(chains().poll())
                        .terms(terms)
                        .build()))
            .build());
  }
}
