package dev.interlane.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.devnet.Devnet;
import dev.interlane.devnet.DevnetChain;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.devnet.DevnetValidators;
import dev.interlane.devnet.RequiresDevnet;
import dev.interlane.error.Refusal;
import dev.interlane.error.RefusedException;
import dev.interlane.evm.EvmChain;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.ContractView;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.InterchainAccount;
import dev.interlane.mailbox.InterchainAccounts;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.message.CallRoute;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.ReplayScope;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Transport;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls of a contract that knows nothing of messages, by the real routers of two real nodes. */
@RequiresDevnet
class InterchainAccountTest {
  private static final AbiFunction LAST_CALLER =
      AbiFunction.parse("lastCaller() returns (address)");
  private static final AbiFunction LAST_MESSAGE =
      AbiFunction.parse("lastCallMessage() returns (string)");
  private static final AbiFunction IMPLEMENTATION =
      AbiFunction.parse("implementation() returns (address)");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Bytes32 SALT = Bytes32.ofUnsigned(BigInteger.valueOf(7));

  private static Devnet devnet;
  private static DevnetValidators validators;

  @BeforeAll
  static void start() {
    devnet = Devnet.builder().blockTime(Duration.ofMillis(200)).start();
    validators = DevnetValidators.start(devnet);
  }

  @AfterAll
  static void stop() {
    if (devnet != null) {
      validators.close();
      devnet.close();
    }
  }

  @Test
  void anyContractIsCalledByTheSendersAccountOverTheRelay() {
    List<MailboxDeployment> deployments =
        deployments(DevnetContract.TRUSTED_RELAYER_ISM, Bytes32.ZERO);

    assertCalledBy(relay(deployments), deployments, devnet.sender());
  }

  @Test
  void anyContractIsCalledByTheSendersAccountOverValidators() {
    List<MailboxDeployment> deployments =
        deployments(DevnetContract.MERKLE_ROOT_MULTISIG_ISM, SALT);

    assertCalledBy(validators(deployments, DeliveryTerms.self()), deployments, devnet.sender());
  }

  @Test
  void anotherKeyHasAnotherAccount() {
    List<MailboxDeployment> deployments =
        deployments(DevnetContract.TRUSTED_RELAYER_ISM, Bytes32.ZERO);

    assertCalledBy(relay(deployments), deployments, devnet.others().get(0));
    assertThat(account(deployments, devnet.others().get(0)))
        .isNotEqualTo(account(deployments, devnet.sender()));
  }

  @Test
  void whatIsPaidTooMuchGoesToTheSenderAndNotToTheRouter() {
    List<MailboxDeployment> pinned =
        deployments(DevnetContract.MERKLE_ROOT_MULTISIG_ISM, Bytes32.ZERO);
    List<MailboxDeployment> paying =
        List.of(
            MailboxDeployment.builder()
                .from(pinned.get(0))
                .dispatchHook(origin().address(DevnetContract.PAID_HOOK))
                .build(),
            pinned.get(1));
    Transport transport = validators(paying, DeliveryTerms.networkThenSelf(Duration.ZERO));

    assertCalledBy(transport, paying, devnet.sender());

    try (EvmChain view = EvmChain.connect(origin().id(), origin().rpcUrl())) {
      EvmAddress paymaster = origin().address(DevnetContract.INTERCHAIN_GAS_PAYMASTER);
      EvmAddress router = origin().address(DevnetContract.INTERCHAIN_ACCOUNT_ROUTER);
      assertThat(view.port().balanceWei(paymaster, BlockSelector.LATEST)).isPositive();
      assertThat(view.port().balanceWei(router, BlockSelector.LATEST)).isZero();
    }
  }

  @Test
  void aQuoteSaysWhatTheContractWouldSayToTheAccount() {
    List<MailboxDeployment> deployments =
        deployments(DevnetContract.TRUSTED_RELAYER_ISM, Bytes32.ZERO);
    EvmAddress target = devnet.createTestRecipient(destination());
    MessageEnvelope unknown =
        MessageEnvelope.builder()
            .from(call(devnet.sender(), target))
            .body(ContractCall.of("nothingOfTheKind()").by(CallRoute.SENDER_ACCOUNT))
            .build();
    try (MessagingClient client = client(relay(deployments), devnet.sender())) {
      assertThat(client.quote(call(devnet.sender(), target), SendOptions.none()).isDeliverable())
          .isTrue();
      assertThat(client.quote(unknown, SendOptions.none()).obstacles())
          .extracting(Refusal::field)
          .containsExactly("recipient");
    }
  }

  @Test
  void aRouterThatMakesOtherAccountsThanPinnedIsRefused() {
    List<MailboxDeployment> pinned = deployments(DevnetContract.TRUSTED_RELAYER_ISM, Bytes32.ZERO);
    EvmAddress elsewhere = destination().address(DevnetContract.MAILBOX);
    List<MailboxDeployment> drifted =
        List.of(
            pinned.get(0),
            MailboxDeployment.builder()
                .from(pinned.get(1))
                .accounts(pinned.get(1).accounts().orElseThrow().pinned(elsewhere))
                .build());

    assertRefused(drifted, "pinned is " + elsewhere);
  }

  @Test
  void anOriginWithoutRouterIsRefused() {
    List<MailboxDeployment> pinned = deployments(DevnetContract.TRUSTED_RELAYER_ISM, Bytes32.ZERO);
    EvmAddress noRouter = origin().address(DevnetContract.MAILBOX);
    List<MailboxDeployment> drifted =
        List.of(
            MailboxDeployment.builder()
                .from(pinned.get(0))
                .accounts(InterchainAccounts.at(noRouter))
                .build(),
            pinned.get(1));

    assertRefused(drifted, "and the origin's nothing");
  }

  @Test
  void withoutRouterItIsRefused() {
    List<MailboxDeployment> none =
        devnet.chains().stream()
            .map(
                chain ->
                    MailboxDeployment.builder()
                        .from(chain.mailboxDeployment())
                        .accounts(Optional.empty())
                        .build())
            .toList();

    assertRefused(none, "no InterchainAccountRouter on eip155:31337 is configured");
  }

  private static void assertCalledBy(
      Transport transport, List<MailboxDeployment> deployments, PrivateKey owner) {
    EvmAddress target = devnet.createTestRecipient(destination());
    EvmAddress account = account(deployments, owner);
    try (MessagingClient client = client(transport, owner);
        EvmChain view = EvmChain.connect(destination().id(), destination().rpcUrl())) {
      DeliveryReceipt receipt =
          client.send(call(owner, target), SendOptions.none()).awaitReceipt(PATIENCE);

      assertThat(receipt.outcome())
          .as(receipt.toString())
          .isInstanceOf(DeliveryOutcome.Executed.class);
      assertThat(receipt.replayScope()).isEqualTo(ReplayScope.PROTOCOL_ID);
      ContractView contract = new ContractView(view.port(), target);
      assertThat(contract.ask(LAST_CALLER).map(Value::asEvmAddress)).contains(account);
      assertThat(contract.ask(LAST_MESSAGE).map(Value::asText)).contains("hello");
    }
  }

  private static void assertRefused(List<MailboxDeployment> deployments, String reason) {
    EvmAddress target = devnet.createTestRecipient(destination());
    try (MessagingClient client = client(relay(deployments), devnet.sender())) {
      assertThatThrownBy(() -> client.send(call(devnet.sender(), target)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("the sender's account on the destination cannot make the call")
          .hasMessageContaining(reason);
    }
  }

  private static MessageEnvelope call(PrivateKey owner, EvmAddress target) {
    return MessageEnvelope.builder()
        .sender(AccountId.of(origin().id(), owner.address()))
        .recipient(AccountId.of(destination().id(), target))
        .body(ContractCall.of("fooBar(uint256,string)", 42, "hello").by(CallRoute.SENDER_ACCOUNT))
        .build();
  }

  private static EvmAddress account(List<MailboxDeployment> deployments, PrivateKey owner) {
    return InterchainAccount.of(deployments.get(0), owner.address(), deployments.get(1)).address();
  }

  private static MessagingClient client(Transport transport, PrivateKey owner) {
    return Interlane.builder()
        .journal(new InMemoryJournal())
        .pollInterval(POLL)
        .chain(EvmChain.connect(origin().id(), origin().rpcUrl(), InMemorySigner.of(owner)))
        .chain(
            EvmChain.connect(
                destination().id(),
                destination().rpcUrl(),
                InMemorySigner.of(devnet.trustedRelayer())))
        .transport(transport)
        .build();
  }

  private static Transport relay(List<MailboxDeployment> deployments) {
    return RelayTransport.create(RelayOptions.builder().deployments(deployments).build());
  }

  private static Transport validators(List<MailboxDeployment> deployments, DeliveryTerms terms) {
    ValidatorOptions.Builder options =
        ValidatorOptions.builder().deployments(deployments).terms(terms).pollInterval(POLL);
    validators
        .checkpoints()
        .forEach((validator, reader) -> options.checkpoints(origin().id(), validator, reader));
    return ValidatorTransport.hyperlane(options.build());
  }

  /** With everything pinned that an account's address is made of. */
  private static List<MailboxDeployment> deployments(DevnetContract ism, Bytes32 salt) {
    return devnet.chains().stream().map(chain -> pinned(chain, ism, salt)).toList();
  }

  private static MailboxDeployment pinned(DevnetChain chain, DevnetContract ism, Bytes32 salt) {
    EvmAddress router = chain.address(DevnetContract.INTERCHAIN_ACCOUNT_ROUTER);
    try (EvmChain view = EvmChain.connect(chain.id(), chain.rpcUrl())) {
      ChainPort port = view.port();
      EvmAddress implementation =
          new ContractView(port, router).ask(IMPLEMENTATION).orElseThrow().asEvmAddress();
      return MailboxDeployment.builder()
          .from(chain.mailboxDeployment())
          .accounts(
              InterchainAccounts.at(router)
                  .behind(chain.address(ism))
                  .salted(salt)
                  .pinned(implementation))
          .build();
    }
  }

  private static DevnetChain origin() {
    return devnet.chains().get(0);
  }

  private static DevnetChain destination() {
    return devnet.chains().get(1);
  }
}
