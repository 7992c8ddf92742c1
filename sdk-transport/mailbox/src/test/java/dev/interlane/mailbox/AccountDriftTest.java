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
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Outbound;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A message was accepted, and before it is dispatched a router makes other accounts. */
class AccountDriftTest {
  private static final AbiFunction IMPLEMENTATION =
      AbiFunction.parse("implementation() returns (address)");
  private static final AbiFunction LOCAL_ACCOUNT =
      AbiFunction.parse(
          "getLocalInterchainAccount(uint32,bytes32,bytes32,address,bytes32) returns (address)");
  private static final AbiFunction REMOTE_ACCOUNT =
      AbiFunction.parse(
          "getRemoteInterchainAccount(address,address,address,bytes32) returns (address)");
  private static final EvmAddress ROUTER = ScriptedChain.address(10);
  private static final EvmAddress ORIGIN_ROUTER = ScriptedChain.address(15);
  private static final EvmAddress ISM = ScriptedChain.address(16);
  private static final Bytes32 SALT = Bytes32.ofUnsigned(BigInteger.valueOf(7));
  private static final EvmAddress PINNED = ScriptedChain.address(11);
  private static final EvmAddress OTHER = ScriptedChain.address(12);
  private static final EvmAddress OWNER = ScriptedChain.address(13);
  private static final EvmAddress TARGET = ScriptedChain.address(14);

  private final ScriptedChain originChain = new ScriptedChain(ChainId.eip155(1));
  private final ScriptedChain destinationChain = new ScriptedChain(ChainId.eip155(2));
  private final MailboxDeployment origin = deployment(originChain, 1000, ORIGIN_ROUTER);
  private final MailboxDeployment destination = deployment(destinationChain, 2000, ROUTER);

  private Instant now = Instant.EPOCH;
  private EvmAddress codeOfRouter = PINNED;
  private Optional<EvmAddress> saidAtOrigin = Optional.empty();
  private Optional<EvmAddress> saidAtDestination = Optional.empty();

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
            IMPLEMENTATION.encodeReturn(
                IMPLEMENTATION.matches(call)
                    ? codeOfRouter
                    : saidAtDestination.orElseGet(() -> local(call))));
    originChain.contract(
        ORIGIN_ROUTER,
        call -> REMOTE_ACCOUNT.encodeReturn(saidAtOrigin.orElseGet(() -> remote(call))));
  }

  /** What the destination's router says of what it is asked about. */
  private EvmAddress local(Bytes call) {
    List<Value> asked = LOCAL_ACCOUNT.decodeCall(call);
    return new InterchainAccount(
            asked.get(0).asLong(),
            EvmAddress.fromWord(asked.get(1).asBytes32()),
            EvmAddress.fromWord(asked.get(2).asBytes32()),
            accounts(ROUTER, asked.get(3).asEvmAddress(), asked.get(4).asBytes32()))
        .address(codeOfRouter);
  }

  /** What the origin's router says of what it is asked about. */
  private static EvmAddress remote(Bytes call) {
    List<Value> asked = REMOTE_ACCOUNT.decodeCall(call);
    return new InterchainAccount(
            1000,
            asked.get(0).asEvmAddress(),
            ORIGIN_ROUTER,
            accounts(
                asked.get(1).asEvmAddress(), asked.get(2).asEvmAddress(), asked.get(3).asBytes32()))
        .address(PINNED);
  }

  @Test
  void isDispatchedWhileTheRoutersAgree() {
    assertThat(calls.refusal(envelope)).isEmpty();
    now = now.plus(MailboxClient.LIFETIME);

    TransactionIntent dispatch = dispatch();
    assertThat(dispatch.to()).isEqualTo(ORIGIN_ROUTER);
    List<Value> call = InterchainAccount.CALL_REMOTE.decodeCall(dispatch.data());
    assertThat(call.get(0).asLong()).isEqualTo(2000);
    assertThat(call.get(1).asBytes32()).isEqualTo(ROUTER.toWord());
    assertThat(call.get(2).asBytes32()).isEqualTo(ISM.toWord());
    assertThat(call.get(5).asBytes32()).isEqualTo(SALT);
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
    saidAtOrigin = Optional.of(OTHER);

    assertRefused("the origin's " + OTHER);
  }

  @Test
  void isNotDispatchedOnceTheDestinationsRouterNamesAnotherAccount() {
    assertThat(calls.refusal(envelope)).isEmpty();
    now = now.plus(MailboxClient.LIFETIME);
    saidAtDestination = Optional.of(OTHER);

    assertRefused("the destination's router says " + OTHER);
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
    Outbound message = new Outbound(envelope, Optional.empty(), 0);
    return dispatching.intent(
        message,
        Framing.provisional(
            message, new MailboxRoute(origin, destination, List.of(), List.of(), List.of())));
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

  private static InterchainAccounts accounts(EvmAddress router, EvmAddress ism, Bytes32 salt) {
    return InterchainAccounts.at(router).behind(ism).salted(salt).pinned(PINNED);
  }

  private static MailboxDeployment deployment(ScriptedChain chain, long domain, EvmAddress router) {
    return MailboxDeployment.builder()
        .from(chain.deployment())
        .domain(domain)
        .accounts(accounts(router, ISM, SALT))
        .build();
  }
}
