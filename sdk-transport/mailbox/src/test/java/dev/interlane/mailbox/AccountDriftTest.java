package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.error.WrongChainException;
import dev.interlane.evm.EvmChain;
import dev.interlane.message.CallRoute;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Outbound;
import dev.interlane.spi.TransactionIntent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A message was accepted, and before it is dispatched a router makes other accounts. */
class AccountDriftTest {
  private static final AbiFunction IMPLEMENTATION =
      AbiFunction.parse("implementation() returns (address)");
  private static final AbiFunction ACCOUNT = AbiFunction.parse("account() returns (address)");
  private static final EvmAddress ROUTER = ScriptedChain.address(10);
  private static final EvmAddress PINNED = ScriptedChain.address(11);
  private static final EvmAddress OTHER = ScriptedChain.address(12);
  private static final EvmAddress OWNER = ScriptedChain.address(13);
  private static final EvmAddress TARGET = ScriptedChain.address(14);

  private final ScriptedChain originChain = new ScriptedChain(ChainId.eip155(1));
  private final ScriptedChain destinationChain = new ScriptedChain(ChainId.eip155(2));
  private final MailboxDeployment origin = deployment(originChain, 1000);
  private final MailboxDeployment destination = deployment(destinationChain, 2000);
  private final InterchainAccount account = InterchainAccount.of(origin, OWNER, destination);

  private Instant now = Instant.EPOCH;
  private EvmAddress codeOfRouter = PINNED;
  private EvmAddress saidAtOrigin = account.address();

  private final MailboxClient atOrigin = client(origin, originChain);
  private final MailboxClient atDestination = client(destination, destinationChain);
  private final AccountCalls calls = new AccountCalls(this::client);
  private final Dispatching dispatching =
      new Dispatching(DeliveryTerms.self(), this::client, calls);
  private final CanonicalEnvelope envelope = sealed();

  AccountDriftTest() {
    destinationChain.contract(
        ROUTER,
        call ->
            ACCOUNT.encodeReturn(
                call.equals(IMPLEMENTATION.encodeCall())
                    ? codeOfRouter
                    : account.address(codeOfRouter)));
    originChain.contract(ROUTER, call -> ACCOUNT.encodeReturn(saidAtOrigin));
  }

  @Test
  void isDispatchedWhileTheRoutersAgree() {
    assertThat(calls.refusal(envelope)).isEmpty();
    now = now.plus(MailboxClient.LIFETIME);

    assertThat(dispatch().to()).isEqualTo(ROUTER);
  }

  @Test
  void isNotDispatchedOnceTheDestinationsRouterMakesAccountsOfOtherCode() {
    assertThat(calls.refusal(envelope)).isEmpty();
    now = now.plus(MailboxClient.LIFETIME);
    codeOfRouter = OTHER;

    assertRefused("makes accounts of the code " + OTHER + ", pinned is " + PINNED);
  }

  @Test
  void isNotDispatchedOnceTheOriginsRouterNamesAnotherAccount() {
    assertThat(calls.refusal(envelope)).isEmpty();
    now = now.plus(MailboxClient.LIFETIME);
    saidAtOrigin = OTHER;

    assertRefused("the origin's " + OTHER);
  }

  @Test
  void isDispatchedAgainOnceTheRoutersAgreeAgain() {
    codeOfRouter = OTHER;
    assertRefused("pinned is " + PINNED);
    codeOfRouter = PINNED;

    assertThat(dispatch().account().evmAddress()).isEqualTo(OWNER);
  }

  private void assertRefused(String reason) {
    assertThatExceptionOfType(WrongChainException.class)
        .isThrownBy(this::dispatch)
        .withMessageContaining("The message " + envelope.id() + " is not dispatched")
        .withMessageContaining(reason);
  }

  private TransactionIntent dispatch() {
    return dispatching.intent(
        envelope,
        Framing.provisional(
            new Outbound(envelope, Optional.empty(), 0),
            new MailboxRoute(origin, destination, List.of(), List.of(), List.of())));
  }

  private CanonicalEnvelope sealed() {
    MessageEnvelope call =
        MessageEnvelope.builder()
            .sender(AccountId.of(origin.chain(), OWNER))
            .recipient(AccountId.of(destination.chain(), TARGET))
            .body(ContractCall.of("touch()").by(CallRoute.SENDER_ACCOUNT))
            .build();
    return new CanonicalEnvelopeCodec()
        .seal(call, AbiFunction.parse("touch()").encodeCall(), Bytes32.ZERO);
  }

  private MailboxClient client(ChainId chain) {
    return chain.equals(origin.chain()) ? atOrigin : atDestination;
  }

  private MailboxClient client(MailboxDeployment deployment, ScriptedChain chain) {
    return new MailboxClient(deployment, EvmChain.over(chain), () -> now);
  }

  private static MailboxDeployment deployment(ScriptedChain chain, long domain) {
    return MailboxDeployment.builder()
        .from(chain.deployment())
        .domain(domain)
        .accounts(InterchainAccounts.at(ROUTER).pinned(PINNED))
        .build();
  }
}
